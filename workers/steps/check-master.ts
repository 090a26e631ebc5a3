import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { ByteSource } from '../../intake/bytes.ts';
import { examine } from '../../intake/examine.ts';
import type { IntakeProfile } from '../../intake/profile.ts';
import { Fault } from '../../model/fault.ts';
import type { StepWork } from '../../storage/jobs/jobs.ts';
import type { Objects } from '../../storage/objects/objects.ts';

const PIECE_BYTES = 1_048_576;

/**
 * Checks a master: the digest over the bytes as they are stored, what it is, its structure, every pixel. Whatever
 * is the scan's fault is a finding; everything else is thrown and tried again. Writes nothing, so it may be done
 * any number of times.
 */
export function checkMaster(parts: { readonly objects: Objects; readonly profile: IntakeProfile }): StepWork {
  const { objects, profile } = parts;
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
          const scan = { originalName, sha256: digest, promised, source, path };
          return await examine(scan, profile, signal);
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

async function sourceOf(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  return {
    sizeBytes: size,
    async read(offset, length) {
      const bytes = Buffer.alloc(length);
      for (let filled = 0; filled < length; ) {
        const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
        if (bytesRead === 0)
          throw new Fault('unavailable', 'The stored file became shorter while it was being read.');
        filled += bytesRead;
      }
      return bytes;
    },
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
