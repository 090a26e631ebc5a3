import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** `gone`: what was mounted there is not any more. `other`: another folder lies there than at the last look. */
export type FolderNow = 'same' | 'gone' | 'other';

/** A folder as the system knows it. */
interface Place {
  readonly dev: number;
  readonly ino: number;
  /** A disk or share of its own begins there. */
  readonly isMount: boolean;
}

/**
 * Tells whether the folder of a name is still the one that it was. A disk or share that is taken away leaves an empty folder of
 * its name: that nothing lies in it says nothing of the files, and when it comes back they are not new.
 */
export async function knowFolder(dir: string): Promise<() => Promise<FolderNow>> {
  let known = await placeOf(dir);
  return async () => {
    const now = await placeOf(dir);
    // Whoever looks into it says why it cannot be seen.
    if (now === undefined) return 'same';
    const before = known ?? now;
    if (before.dev === now.dev && before.ino === now.ino) {
      known = now;
      return 'same';
    }
    if (before.isMount && !now.isMount) return 'gone';
    known = now;
    return 'other';
  };
}

async function placeOf(dir: string): Promise<Place | undefined> {
  try {
    const [{ dev, ino }, above] = await Promise.all([stat(dir), stat(dirname(await realpath(dir)))]);
    return { dev, ino, isMount: dev !== above.dev };
  } catch {
    return undefined;
  }
}
