import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { parseDirectory } from '../pack.ts';
import { endOf, rangeReader, readEntries, renameInPlace, writeAt } from '../pack-file.ts';
import { encodeDirectory, encodeLocalHeader, type ZipEntry } from '../zip.ts';
import type { Master } from './master.ts';
import { endsOf, type ProvedEntries, proveEntries } from './proof.ts';
import { drawSizes } from './sizes.ts';

const RENAMES_AT_ONCE = 16;

/**
 * Makes a pack of what libvips wrote: takes the folder from the name of every tile where it stands, writes the listed
 * sizes over what libvips put after the tiles, and a directory of our own at the end. Proves the tiles while it draws,
 * and gives what {@link provePack} need not look at again. Whoever keeps the file syncs it.
 *
 * @throws Fault('internal') where libvips wrote something else, Fault('unavailable') where the disk is full, the
 * signal's reason
 */
export async function finishPack(
  master: Master,
  partial: string,
  signal: AbortSignal | undefined,
): Promise<ProvedEntries> {
  const file = await open(partial, 'r+');
  try {
    const tiles = tilesAmong(await readEntries(file));
    const entries: ZipEntry[] = [];
    for (let at = 0; at < tiles.length; at += RENAMES_AT_ONCE) {
      signal?.throwIfAborted();
      const some = tiles.slice(at, at + RENAMES_AT_ONCE);
      entries.push(...(await Promise.all(some.map((tile) => renameInPlace(file, tile)))));
    }
    let end = entries.reduce((furthest, entry) => Math.max(furthest, endOf(entry)), 0);
    const source = { index: parseDirectory(encodeDirectory(entries, end)), readRange: rangeReader(file) };
    const [drawn, proved] = await Promise.all([
      drawSizes(master, source),
      proveEntries(file, entries, { index: source.index, signal, decoded: endsOf(entries) }),
    ]);
    signal?.throwIfAborted();
    for (const { name, jpeg } of drawn) {
      const plain = { flags: 0, extra: Buffer.alloc(0) };
      const entry = { name, crc32: crc32(jpeg), sizeBytes: jpeg.length, headerOffset: end, ...plain };
      entries.push(entry);
      end += await writeAt(file, Buffer.concat([encodeLocalHeader(entry), jpeg]), end);
    }
    await file.truncate(end + (await writeAt(file, encodeDirectory(entries, end), end)));
    return proved;
  } finally {
    await file.close();
  }
}

/** A tile of one pixel is its own next level, under the same name: the first, of the full size, is kept. */
function tilesAmong(entries: readonly ZipEntry[]): ZipEntry[] {
  const tiles = new Map<string, ZipEntry>();
  for (const entry of entries) {
    if (entry.name.endsWith('.jpg') && !tiles.has(entry.name)) tiles.set(entry.name, entry);
  }
  return [...tiles.values()];
}
