import { join, resolve } from 'node:path';
import { listFiles } from './file-list.ts';
import { type FilePlace, statFile } from './file-place.ts';
import { lendFile, readFile, readFileRange } from './file-reads.ts';
import { removeFile, takeFile, writeFile } from './file-writes.ts';
import type { Objects } from './objects.ts';
import { createOpenFiles } from './open-files.ts';
import { openTemporaryDirectory } from './temporary-files.ts';

/**
 * Objects as files under one directory, a key being a path in it. Several processes may use the directory at
 * once. What is written goes to a temporary file, is synced, and gets its name by a hard link, which cannot
 * replace anything; stored files are read-only.
 *
 * @throws Fault('unavailable') if the directory cannot be made.
 */
export async function createFileObjects({ root }: { readonly root: string }): Promise<Objects> {
  const absolute = resolve(root);
  const place: FilePlace = {
    root: absolute,
    temporary: join(absolute, '.temporary'),
    openFiles: createOpenFiles(),
  };
  await openTemporaryDirectory(place.temporary);
  return Object.freeze({
    write: (key, body, options) => writeFile(place, key, body, options),
    takeFile: (key, path, options) => takeFile(place, key, path, options),
    read: (key, signal) => readFile(place, key, signal),
    readRange: (key, offset, length, signal) => readFileRange(place, key, { offset, length }, signal),
    stat: (key) => statFile(place, key),
    list: (prefix) => listFiles(place, prefix),
    remove: (key) => removeFile(place, key),
    withLocalFile: (key, use, signal) => lendFile(place, key, use, signal),
    close: () => place.openFiles.close(),
  } satisfies Objects);
}
