import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing, storing } from './file-faults.ts';

const DAY_MS = 86_400_000;

async function isOld(path: string, nowMs: number): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path);
    return nowMs - mtimeMs > DAY_MS;
  } catch (thrown) {
    // Another process has put it in place or swept it meanwhile.
    if (isMissing(thrown)) return false;
    throw thrown;
  }
}

/**
 * Makes sure of a directory for temporary files, and removes what a process that died left in it more than a
 * day ago. A file that is still being written was changed a moment ago.
 *
 * @throws Fault('unavailable')
 */
export async function openTemporaryDirectory(directory: string): Promise<void> {
  await storing(async () => {
    await mkdir(directory, { recursive: true });
    const nowMs = Date.now();
    for (const name of await readdir(directory)) {
      const path = join(directory, name);
      if (await isOld(path, nowMs)) await rm(path, { force: true, recursive: true });
    }
  });
}
