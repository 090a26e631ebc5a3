import type { Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from '../../model/fault.ts';
import { checkKey } from './check-key.ts';
import { asReadFault, isMissing } from './file-faults.ts';
import type { ObjectStat } from './objects.ts';
import type { OpenFiles } from './open-files.ts';

/** Where the files lie, and which of them are open. */
export interface FilePlace {
  /** Absolute. */
  readonly root: string;
  /** On the same file system as the objects. No key begins with a dot, so none meets it. */
  readonly temporary: string;
  readonly openFiles: OpenFiles;
}

/**
 * The file of an object, whether there is one or not.
 *
 * @throws Fault('bad-request') for a key that cannot be.
 */
export function pathOf(place: FilePlace, key: string): string {
  checkKey(key);
  return join(place.root, key);
}

function describe(key: string, found: Stats): ObjectStat | undefined {
  if (!found.isFile()) return undefined;
  return { key, sizeBytes: found.size, modifiedAt: Math.round(found.mtimeMs) };
}

/** An object as its file describes it, undefined if there is none. */
export async function statFile(place: FilePlace, key: string): Promise<ObjectStat | undefined> {
  const path = pathOf(place, key);
  try {
    return describe(key, await stat(path));
  } catch (thrown) {
    if (isMissing(thrown)) return undefined;
    throw asReadFault(thrown);
  }
}

/** Makes the names in a directory durable. Some network file systems know no such thing, and say so. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } catch (thrown) {
    if (!['EINVAL', 'ENOTSUP'].includes(errorCode(thrown) ?? '')) throw thrown;
  } finally {
    await directory.close();
  }
}

/** Makes a file's name durable: its directory, and those above it, which another writer may just have made. */
export async function syncDirectories(place: FilePlace, path: string): Promise<void> {
  for (let directory = dirname(path); directory.length >= place.root.length; directory = dirname(directory)) {
    await syncDirectory(directory);
  }
}
