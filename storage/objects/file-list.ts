import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPrefix } from './check-key.ts';
import { asReadFault, isMissing } from './file-faults.ts';
import { type FilePlace, statFile } from './file-place.ts';
import type { ObjectStat } from './objects.ts';

async function entriesIn(path: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    throw asReadFault(thrown);
  }
}

/**
 * Walks in the order of the keys as UTF-8, which is S3's: a directory stands where its name with the slash
 * does. `directory` is empty or ends in a slash.
 */
async function* listUnder(place: FilePlace, directory: string, prefix: string): AsyncGenerator<ObjectStat> {
  const entries = await entriesIn(join(place.root, directory));
  const names = entries
    .filter((entry) => !entry.name.startsWith('.'))
    .map((entry) => `${directory}${entry.name}${entry.isDirectory() ? '/' : ''}`)
    .filter((name) => name.startsWith(prefix) || (name.endsWith('/') && prefix.startsWith(name)))
    .map((name) => ({ name, bytes: Buffer.from(name) }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  for (const { name } of names) {
    if (name.endsWith('/')) {
      yield* listUnder(place, name, prefix);
      continue;
    }
    // Undefined if it was removed meanwhile.
    const found = await statFile(place, name);
    if (found !== undefined) yield found;
  }
}

/**
 * The objects whose keys begin with a prefix, in the order of the keys, one directory held at a time.
 *
 * @throws Fault('bad-request') for a prefix that no key has.
 */
export async function* listFiles(place: FilePlace, prefix: string): AsyncGenerator<ObjectStat> {
  checkPrefix(prefix);
  yield* listUnder(place, '', prefix);
}
