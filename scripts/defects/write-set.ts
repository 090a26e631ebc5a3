import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kind, PROFILES, sha256Of } from './kind.ts';
import { makeScans, type SeededScan } from './kinds.ts';

/**
 * Writes a scan of each kind, every one in a folder of its own beside the other scans of its item, the profiles that they
 * are judged by, and `expected.json`.
 *
 * @throws Fault('unavailable') where libtiff's tools or ImageMagick are missing.
 */
export async function writeSet(dir: string, kinds: readonly Kind[], seed: number): Promise<void> {
  const scans = await makeScans(kinds, seed);
  for (const { kind, fileName, bytes, others = [] } of scans) {
    const folder = join(dir, kind);
    await mkdir(folder, { recursive: true });
    for (const file of [{ fileName, bytes }, ...others])
      await writeFile(join(folder, file.fileName), file.bytes);
  }
  for (const [name, profile] of Object.entries(PROFILES)) await writeJson(join(dir, `${name}.json`), profile);
  await writeJson(join(dir, 'expected.json'), { seed, scans: scans.map(expectedOf) });
}

function expectedOf({ bytes, others: _others, expects, kind, fileName, ...about }: SeededScan): object {
  const said = expects.map(({ says, ...expected }) => ({ ...expected, says: says.source }));
  return { kind, file: `${kind}/${fileName}`, sha256: sha256Of(bytes), ...about, expects: said };
}

function writeJson(path: string, value: unknown): Promise<void> {
  return writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
