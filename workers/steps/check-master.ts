import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { ByteSource } from '../../intake/bytes.ts';
import { examine } from '../../intake/examine.ts';
import type { CaptureProfile } from '../../model/capture-profile.ts';
import type { StepWork } from '../../storage/jobs/jobs.ts';
import type { Objects } from '../../storage/objects/objects.ts';
import { asDecodable } from '../decodable.ts';
import { sourceOf } from '../local-source.ts';
import type { Scratch } from '../scratch.ts';

const PIECE_BYTES = 1_048_576;

/**
 * Checks a master: the digest over the bytes as they are stored, what it is, its structure, every pixel. Whatever
 * is the scan's fault is a finding; everything else is thrown and tried again. Leaves nothing behind, so it may be
 * done any number of times.
 */
export function checkMaster(parts: {
  readonly objects: Objects;
  readonly scratch: Scratch;
  readonly profile: CaptureProfile;
}): StepWork {
  const { objects, scratch, profile } = parts;
  return async ({ input }, { signal, progress }) => {
    const { masterKey, sha256, sizeBytes, originalName } = input;
    progress(0);
    const examination = await objects.withLocalFile(
      masterKey,
      async (path) => {
        const file = await open(path);
        try {
          const source = await sourceOf(file);
          const digest = await digestOf(source, signal);
          progress(0.3);
          const promised = { sizeBytes, sha256 };
          const scan = { originalName, sha256: digest, promised, source };
          return await scratch.withFolder(input.fileVersionId, async (folder) => {
            const decodable = await asDecodable(path, folder);
            return await examine({ ...scan, image: decodable.path }, profile, signal);
          });
        } finally {
          await file.close();
        }
      },
      signal,
    );
    progress(1);
    return { step: 'check-master', ...examination };
  };
}

async function digestOf(source: ByteSource, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for (let offset = 0; offset < source.sizeBytes; offset += PIECE_BYTES) {
    signal.throwIfAborted();
    hash.update(await source.read(offset, Math.min(PIECE_BYTES, source.sizeBytes - offset)));
  }
  return hash.digest('hex');
}
