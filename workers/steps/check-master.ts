import { examine } from '../../intake/examine.ts';
import type { CaptureProfile } from '../../model/capture-profile.ts';
import { Fault } from '../../model/fault.ts';
import type { StepWork } from '../../storage/jobs/jobs.ts';
import type { Objects } from '../../storage/objects/objects.ts';
import type { ByteBudget } from '../byte-budget.ts';
import { readOnce } from '../read-once.ts';
import type { Scratch } from '../scratch.ts';

/**
 * Checks a master: the digest over the bytes as they are stored, what it is, its structure, every pixel, all of one
 * reading of the store. Whatever is the scan's fault is a finding; everything else is thrown and tried again. Leaves
 * nothing behind, so it may be done any number of times.
 */
export function checkMaster(parts: {
  readonly objects: Objects;
  readonly scratch: Scratch;
  /** Scans that find room in it are kept in memory while they are checked, others in scratch. */
  readonly memory: ByteBudget;
  readonly profile: CaptureProfile;
}): StepWork {
  const { objects, scratch, memory, profile } = parts;
  return async ({ input }, { signal, progress }) => {
    const { masterKey, sha256, sizeBytes, originalName } = input;
    const promised = { sizeBytes, sha256 };
    progress(0);
    const { facts, findings, look } = await scratch.withFolder(input.fileVersionId, async (folder) => {
      const stored = await objects.stat(masterKey);
      if (stored === undefined) throw new Fault('not-found', 'The master is not in the store.');
      const keeping = { sizeBytes: stored.sizeBytes, memory, folder, signal };
      return await readOnce(await objects.read(masterKey, signal), keeping, (scan) => {
        progress(0.3);
        return examine({ originalName, promised, ...scan }, profile, signal);
      });
    });
    progress(1);
    return { step: 'check-master', facts, findings, look, profile: profile.name };
  };
}
