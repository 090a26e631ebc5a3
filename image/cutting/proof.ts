import { open } from 'node:fs/promises';
import sharp from 'sharp';
import { type DirectoryPlace, parseDirectory } from '../pack.ts';
import { placeOf, readAt, readEntries, readProved } from '../pack-file.ts';
import type { Dimensions } from '../region.ts';
import { damaged } from '../zip.ts';

/**
 * Opens a pack as the server will, and proves every entry: where it lies, its checksum, and of some their pixels.
 *
 * @throws Fault('internal') where anything is not as it should be, the signal's reason
 */
export async function provePack(
  path: string,
  image: Dimensions,
  signal: AbortSignal | undefined,
): Promise<DirectoryPlace & { sizeBytes: number }> {
  const file = await open(path, 'r');
  try {
    const place = await placeOf(file);
    const index = parseDirectory(await readAt(file, place.directoryOffset, place.directoryBytes));
    if (index.width !== image.width || index.height !== image.height) throw damaged('its size');
    const entries = await readEntries(file);
    const ends = new Set([entries[0], entries.at(-1)]);
    for await (const { entry, jpeg } of readProved(file, entries, index)) {
      signal?.throwIfAborted();
      if (ends.has(entry) || entry.name.startsWith('full/')) await decodeEntry(entry.name, jpeg);
    }
    return place;
  } finally {
    await file.close();
  }
}

async function decodeEntry(name: string, jpeg: Buffer): Promise<void> {
  const { info } = await sharp(jpeg, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true });
  if (!name.includes(`/${info.width},${info.height}/`)) throw damaged(`the picture ${name}`);
}
