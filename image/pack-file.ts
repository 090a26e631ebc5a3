import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { Fault } from '../model/fault.ts';
import {
  type ByteRange,
  type DirectoryPlace,
  findDirectory,
  NAME_PADDING,
  type PackIndex,
  TAIL_BYTES,
} from './pack.ts';
import {
  damaged,
  decodeCentral,
  decodeEnd,
  encodeLocalHeader,
  LOCAL_HEADER_BYTES,
  type ZipEntry,
} from './zip.ts';

/** The folder that libvips puts every entry into. */
export const FOLDER = 'tiles';

const CHUNK_BYTES = 1 << 20;
const WINDOW_BYTES = 4 << 20;
const HEADER_MARK = Buffer.from('PK\u0003\u0004', 'latin1');

/** Every record of the directory, in the order of the file. */
export async function readEntries(file: FileHandle): Promise<ZipEntry[]> {
  const { directoryOffset, directoryBytes } = await placeOf(file);
  const directory = await readAt(file, directoryOffset, directoryBytes);
  const { centralBytes, entryCount } = decodeEnd(directory);
  return [...decodeCentral(directory.subarray(0, centralBytes), entryCount)];
}

/** Where the directory of an open pack lies, and how long the file is. */
export async function placeOf(file: FileHandle): Promise<DirectoryPlace & { sizeBytes: number }> {
  const { size: sizeBytes } = await file.stat();
  const tailBytes = Math.min(TAIL_BYTES, sizeBytes);
  return { ...findDirectory(await readAt(file, sizeBytes - tailBytes, tailBytes), sizeBytes), sizeBytes };
}

/**
 * Takes the folder from the name of an entry where it stands, with padding in its place so that no data moves.
 * Gives the record that the directory must have from now on. That libvips wrote the header so long is not looked at
 * here: the checksum of the data behind it tells.
 */
export async function renameInPlace(file: FileHandle, entry: ZipEntry): Promise<ZipEntry> {
  if (!entry.name.startsWith(`${FOLDER}/`)) throw damaged('what libvips wrote');
  const renamed = { ...entry, name: entry.name.slice(NAME_PADDING.length), extra: NAME_PADDING };
  await writeAt(file, encodeLocalHeader(renamed), entry.headerOffset);
  return renamed;
}

/** A descriptor of sixteen bytes follows data whose size libvips did not know beforehand. */
export function endOf(entry: ZipEntry): number {
  const header = LOCAL_HEADER_BYTES + entry.name.length + entry.extra.length;
  return entry.headerOffset + header + entry.sizeBytes + ((entry.flags & 8) === 0 ? 0 : 16);
}

/**
 * Reads entries in the order of the file, some megabytes at a time, and gives the JPEG of each once its header, its
 * place in the index and its checksum agree. A JPEG is there until the next is asked for.
 *
 * @throws Fault('internal')
 */
export async function* readProved(
  file: FileHandle,
  entries: readonly ZipEntry[],
  index: PackIndex,
): AsyncGenerator<{ readonly entry: ZipEntry; readonly jpeg: Buffer }> {
  const sorted = [...entries].sort((a, b) => a.headerOffset - b.headerOffset);
  const lengthOf = (entry: ZipEntry) => endOf(entry) - entry.headerOffset;
  const largest = sorted.reduce((most, entry) => Math.max(most, lengthOf(entry)), WINDOW_BYTES);
  const window = Buffer.allocUnsafe(largest);
  let [start, end] = [0, 0];
  for (const entry of sorted) {
    if (entry.headerOffset + lengthOf(entry) > end) {
      start = entry.headerOffset;
      end = start + (await file.read(window, 0, window.length, start)).bytesRead;
    }
    const at = entry.headerOffset - start;
    yield {
      entry,
      jpeg: provedJpeg(window.subarray(at, Math.min(at + lengthOf(entry), end - start)), entry, index),
    };
  }
}

function provedJpeg(bytes: Buffer, entry: ZipEntry, index: PackIndex): Buffer {
  const header = encodeLocalHeader(entry);
  const range = index.find(entry.name);
  const isThere = range?.offset === entry.headerOffset + header.length && range.length === entry.sizeBytes;
  const jpeg = bytes.subarray(header.length, header.length + entry.sizeBytes);
  if (!isThere || !bytes.subarray(0, header.length).equals(header) || crc32(jpeg) !== entry.crc32) {
    throw damaged(`the entry ${entry.name}`);
  }
  return jpeg;
}

/** Reads ranges of an open pack. */
export function rangeReader(file: FileHandle): (offset: number, length: number) => Promise<Buffer> {
  return (offset, length) => readAt(file, offset, length);
}

/** Writes all of the bytes, or throws Fault('unavailable'). Gives how many there were. */
export async function writeAt(file: FileHandle, bytes: Buffer, offset: number): Promise<number> {
  const { bytesWritten } = await file.write(bytes, 0, bytes.length, offset);
  if (bytesWritten !== bytes.length) throw new Fault('unavailable', 'The disk is full.');
  return bytesWritten;
}

/** Goes on counting local headers from where it stopped: libvips says nothing, but the file grows. */
export async function countHeaders(
  path: string,
  from: { at: number; tiles: number },
): Promise<{ at: number; tiles: number }> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return from;
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    let { at, tiles } = from;
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, at);
      if (bytesRead < HEADER_MARK.length) return { at, tiles };
      const bytes = chunk.subarray(0, bytesRead);
      for (let hit = bytes.indexOf(HEADER_MARK); hit >= 0; hit = bytes.indexOf(HEADER_MARK, hit + 4))
        tiles += 1;
      at += bytesRead - (HEADER_MARK.length - 1);
    }
  } finally {
    await file.close();
  }
}

/** Exactly `length` bytes from `offset`. @throws Fault('internal') where there are fewer */
export async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
  if (bytesRead !== length) throw damaged('its length');
  return buffer;
}

/** Copies a part of a file to a place in another, a piece at a time. Gives its length. */
export async function copyInto(
  file: FileHandle,
  offset: number,
  from: ByteRange & { path: string },
): Promise<number> {
  const source = await open(from.path, 'r');
  try {
    const piece = Buffer.alloc(CHUNK_BYTES);
    for (let done = 0; done < from.length; ) {
      const wanted = Math.min(CHUNK_BYTES, from.length - done);
      const { bytesRead } = await source.read(piece, 0, wanted, from.offset + done);
      if (bytesRead === 0)
        throw new Fault('unavailable', 'A temporary file is cut short: the disk may be full.');
      done += await writeAt(file, piece.subarray(0, bytesRead), offset + done);
    }
    return from.length;
  } finally {
    await source.close();
  }
}
