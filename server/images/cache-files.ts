import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../model/fault.ts';

/**
 * Where entries of the derivative cache lie: `{ab}/{c}/{key}`. 4096 folders: with a million pictures there are some 250
 * in each, and with a few thousand the folders do not take as much of the disk as what is in them.
 */
export function entryPath(root: string, key: string): string {
  return join(root, key.slice(0, 2), key.slice(2, 3), key);
}

/** A name that nobody else has, for an entry that is being written. */
export function temporaryPath(root: string): string {
  return join(root, TEMPORARY, randomUUID());
}

/** Runs what needs the folder of a path to be there, and makes that where it is not: a cache may be deleted while it is used. */
export async function withFolder<T>(path: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    if (errorCode(thrown) !== 'ENOENT') throw thrown;
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    return run();
  }
}

/** A file of the cache, as a sweep sees it. */
export interface CacheFile {
  readonly path: string;
  /** What it takes on the disk, in bytes. */
  readonly bytes: number;
  /** When it was last used, to the minute: that is how often it is noted. */
  readonly minute: number;
}

/** Every entry, in no order. What other processes remove meanwhile is passed over. */
export async function* walkEntries(root: string): AsyncGenerator<CacheFile> {
  for (const first of await namesIn(root)) {
    if (!/^[0-9a-f]{2}$/.test(first)) continue;
    for (const second of await namesIn(join(root, first))) {
      for (const name of await namesIn(join(root, first, second))) {
        const file = await look(join(root, first, second, name));
        if (file !== undefined) yield file;
      }
    }
  }
}

/** Removes what processes that ended in the middle left behind. What is being written now was changed a moment ago. */
export async function removeLeftovers(root: string): Promise<void> {
  const old = minuteOf(Date.now() - LEFTOVER_MS);
  for (const name of await namesIn(join(root, TEMPORARY))) {
    const file = await look(join(root, TEMPORARY, name));
    if (file !== undefined && file.minute < old) await rm(file.path, { force: true });
  }
}

/** What a file takes on the disk: whole blocks. */
export function bytesOnDisk(sizeBytes: number): number {
  return Math.ceil(sizeBytes / BLOCK_BYTES) * BLOCK_BYTES;
}

export const MINUTE_MS = 60_000;
const TEMPORARY = '.temporary';
const BLOCK_BYTES = 4096;
const LEFTOVER_MS = 3_600_000;

function minuteOf(timeMs: number): number {
  return Math.floor(timeMs / MINUTE_MS);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT' || errorCode(thrown) === 'ENOTDIR') return [];
    throw thrown;
  }
}

async function look(path: string): Promise<CacheFile | undefined> {
  try {
    const found = await stat(path);
    return { path, bytes: bytesOnDisk(found.size), minute: minuteOf(found.mtimeMs) };
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}
