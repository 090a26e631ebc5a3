import { type Examination, examine } from '../../intake/examine.ts';
import { withAtMost } from '../../intake/profile-of.ts';
import { type Preview, previewOfRemains } from '../../intake/read-preview.ts';
import type { CaptureProfile } from '../../model/capture-profile.ts';
import { Fault } from '../../model/fault.ts';
import type { StepWork } from '../../storage/jobs/jobs.ts';
import type { Objects } from '../../storage/objects/objects.ts';
import type { ByteBudget } from '../byte-budget.ts';
import { readOnce } from '../read-once.ts';
import type { Scratch } from '../scratch.ts';
import { keepPreview } from './keep-preview.ts';

/**
 * Checks a master: the digest over the bytes as they are stored, what it is, its structure, every pixel, all of one
 * reading of the store. Whatever is the scan's fault is a finding; everything else is thrown and tried again. Leaves
 * nothing behind but the preview, which is always the same, so it may be done any number of times.
 */
export function checkMaster(parts: {
  readonly objects: Objects;
  readonly scratch: Scratch;
  /** Scans that find room in it are kept in memory while they are checked, others in scratch. */
  readonly memory: ByteBudget;
  /** What those are judged by that arrived before profiles were kept. */
  readonly profile: CaptureProfile;
  /** No profile allows more. Width times height. */
  readonly maxPixels: number;
}): StepWork {
  const { objects, scratch, memory, maxPixels } = parts;
  return async ({ input }, { signal, progress }) => {
    const { masterKey, sha256, sizeBytes, originalName } = input;
    const promised = { sizeBytes, sha256 };
    const profile = withAtMost(input.profile ?? parts.profile, maxPixels);
    progress(0);
    const { facts, findings, look, previewKey } = await scratch.withFolder(
      input.fileVersionId,
      async (folder) => {
        const stored = await objects.stat(masterKey);
        if (stored === undefined) throw new Fault('not-found', 'The master is not in the store.');
        const keeping = { sizeBytes: stored.sizeBytes, memory, folder, signal };
        return await readOnce(await objects.read(masterKey, signal), keeping, async (scan) => {
          progress(0.3);
          const examined = await examine({ originalName, promised, ...scan }, profile, signal);
          const preview = await previewOf(examined, scan.image, profile);
          signal.throwIfAborted();
          const key = preview && (await keepPreview(objects, input.fileVersionId, preview, signal));
          return { ...examined, previewKey: key ?? null };
        });
      },
    );
    progress(1);
    return { step: 'check-master', facts, findings, look, previewKey, profile: profile.name };
  };
}

/** Of what was decoded; of a scan that was refused before that, of whatever can be seen. */
async function previewOf(
  { preview, facts }: Examination,
  image: string | Buffer,
  { maxPixels }: CaptureProfile,
): Promise<Preview | undefined> {
  return preview ?? (facts === null ? undefined : await previewOfRemains(image, maxPixels));
}
