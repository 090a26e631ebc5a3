import { type FileHandle, open } from 'node:fs/promises';
import sharp from 'sharp';
import { type DirectoryPlace, type PackIndex, parseDirectory } from '../pack.ts';
import { placeOf, readAt, readEntries, readProved } from '../pack-file.ts';
import type { Dimensions } from '../region.ts';
import { damaged, encodeLocalHeader, type ZipEntry } from '../zip.ts';

/** Entries that lie where they should, under a header and with data that are right. */
export type ProvedEntries = ReadonlyMap<string, ZipEntry>;

/**
 * Opens a pack as the server will, and proves every entry: where it lies, its checksum, and of two their pixels. Of
 * those in `proved` only that the directory says the same of them.
 *
 * @throws Fault('internal') where anything is not as it should be, the signal's reason
 */
export async function provePack(
  path: string,
  image: Dimensions,
  { signal, proved }: { readonly signal?: AbortSignal | undefined; readonly proved?: ProvedEntries } = {},
): Promise<DirectoryPlace & { sizeBytes: number }> {
  const file = await open(path, 'r');
  try {
    const place = await placeOf(file);
    const index = parseDirectory(await readAt(file, place.directoryOffset, place.directoryBytes));
    if (index.width !== image.width || index.height !== image.height) throw damaged('its size');
    const entries = await readEntries(file);
    const others = entries.filter((entry) => !isSame(entry, proved?.get(entry.name)));
    await proveEntries(file, others, { index, signal, decoded: endsOf(entries) });
    return place;
  } finally {
    await file.close();
  }
}

/** Proves entries of an open pack, of some their pixels too. @throws Fault('internal'), the signal's reason */
export async function proveEntries(
  file: FileHandle,
  entries: readonly ZipEntry[],
  options: {
    readonly index: PackIndex;
    readonly signal: AbortSignal | undefined;
    readonly decoded: ReadonlySet<ZipEntry>;
  },
): Promise<ProvedEntries> {
  for await (const { entry, jpeg } of readProved(file, entries, options.index)) {
    options.signal?.throwIfAborted();
    if (options.decoded.has(entry)) await requirePicture(entry.name, jpeg);
  }
  return new Map(entries.map((entry) => [entry.name, entry]));
}

/** The first and the last. */
export function endsOf(entries: readonly ZipEntry[]): ReadonlySet<ZipEntry> {
  return new Set([...entries.slice(0, 1), ...entries.slice(-1)]);
}

function isSame(a: ZipEntry, b: ZipEntry | undefined): boolean {
  return (
    b !== undefined &&
    encodeLocalHeader(a).equals(encodeLocalHeader(b)) &&
    a.headerOffset === b.headerOffset &&
    a.sizeBytes === b.sizeBytes &&
    a.crc32 === b.crc32
  );
}

/** Decodes a JPEG: it must be whole, and as large as its name says. @throws Fault('internal') */
export async function requirePicture(name: string, jpeg: Buffer): Promise<void> {
  const decoded = sharp(jpeg, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true });
  const { info } = await decoded.catch((cause: unknown) => {
    throw damaged(`the picture ${name}`, cause);
  });
  if (!name.includes(`/${info.width},${info.height}/`)) throw damaged(`the picture ${name}`);
}
