import { availableParallelism } from 'node:os';
import { basename, resolve } from 'node:path';
import { limitThreads } from '../../../intake/read-pixels.ts';
import { judgePlace } from '../../../intake/rules/table.ts';
import type { CaptureProfile } from '../../../model/capture-profile.ts';
import { type Folder, lookInFolder } from '../scans.ts';
import { type Checked, type CheckedFile, checkFile } from './check-file.ts';
import { type FolderOfScans, placesIn } from './folder-place.ts';
import type { CheckProgress } from './progress.ts';

/** What a folder is checked against, and how. */
export interface FolderCheck {
  readonly profile: CaptureProfile;
  readonly originalMm: FolderOfScans['original'];
  readonly signal: AbortSignal;
  /** Asked for once it is known what there is to do. */
  readonly openProgress: (folder: Folder) => CheckProgress;
}

/** A folder, and every file of it, in the order of their names. */
export interface CheckedFolder {
  readonly folder: Folder;
  readonly files: readonly CheckedFile[];
}

/**
 * Checks every scan of a folder by itself, as many at once as there are cores, and then against the others. Of each
 * file no more is kept than what is known of it, and each is decoded as a stream of lines.
 *
 * @throws Fault('not-found') without such a folder; what the signal was aborted with.
 */
export async function checkFolder(dir: string, options: FolderCheck): Promise<CheckedFolder> {
  const folder = await lookInFolder(dir);
  const progress = options.openProgress(folder);
  try {
    const checked = await checkAll(folder, options, progress);
    const facts = checked.map((one) => one.facts);
    const placeOf = placesIn(facts, { reference: basename(resolve(dir)), original: options.originalMm });
    const files = checked.map(({ file, facts: scan }, at) => {
      const place = placeOf(at);
      if (scan === undefined || place === undefined) return file;
      return { ...file, findings: [...file.findings, ...judgePlace(scan, place, options.profile)] };
    });
    return { folder, files };
  } finally {
    progress.close();
  }
}

async function checkAll(folder: Folder, options: FolderCheck, progress: CheckProgress): Promise<Checked[]> {
  const { profile, signal } = options;
  const checked: Checked[] = [];
  const queue = folder.scans.entries();
  async function takeTurns(): Promise<void> {
    for (const [at, scan] of queue) {
      signal.throwIfAborted();
      const told = progress.file(scan.name, scan.sizeBytes);
      const one = await checkFile(scan, { profile, signal, onRead: told.read });
      told.ended(one.file);
      checked[at] = one;
    }
  }
  // One thread each: there are as many files at once as there are cores.
  limitThreads(1);
  const turns = await Promise.allSettled(Array.from({ length: availableParallelism() }, takeTurns));
  // Whoever is stopped waits until nobody works any more: nothing is left behind, and nobody speaks afterwards.
  for (const turn of turns) if (turn.status === 'rejected') throw turn.reason;
  return checked;
}
