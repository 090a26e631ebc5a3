import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/**
 * A picture in the cache is a file: the picture's bytes, and after them what proves that they are whole and whose they
 * are. docs/formats.md has the layout.
 */
const MAGIC = Buffer.from('RECTOPIC', 'latin1');
const LENGTH_AT = 8;
const CRC_AT = 16;
const KEY_AT = 20;
/** How long that proof is. */
export const TRAILER_BYTES = 52;

const READ_BYTES = 131_072;

/** What the end of an entry says. */
export interface Trailer {
  readonly sizeBytes: number;
  readonly crc: number;
  /** Lower-case hex, see `derivativeKey`. */
  readonly key: string;
}

/** The end of an entry, for the picture before it. */
export function encodeTrailer({ sizeBytes, crc, key }: Trailer): Buffer {
  const bytes = Buffer.alloc(TRAILER_BYTES);
  MAGIC.copy(bytes);
  bytes.writeBigUInt64BE(BigInt(sizeBytes), LENGTH_AT);
  bytes.writeUInt32BE(crc, CRC_AT);
  bytes.write(key, KEY_AT, 'hex');
  return bytes;
}

/** Reads the end of an entry; undefined if it is none. */
export function decodeTrailer(bytes: Buffer): Trailer | undefined {
  if (bytes.length !== TRAILER_BYTES || !bytes.subarray(0, LENGTH_AT).equals(MAGIC)) return undefined;
  return {
    sizeBytes: Number(bytes.readBigUInt64BE(LENGTH_AT)),
    crc: bytes.readUInt32BE(CRC_AT),
    key: bytes.toString('hex', KEY_AT),
  };
}

/** Writes a picture as an entry into a file that is empty. Throws the file's errors. */
export async function writeEntry(file: FileHandle, key: string, picture: Buffer): Promise<void> {
  await file.writeFile(picture);
  await file.writeFile(encodeTrailer({ sizeBytes: picture.length, crc: crc32(picture), key }));
}

/** The picture in an entry that was read whole; undefined if it is not all there, or not what was asked for. */
export function pictureIn(entry: Buffer, key: string): Buffer | undefined {
  const picture = entry.subarray(0, Math.max(0, entry.length - TRAILER_BYTES));
  const trailer = decodeTrailer(entry.subarray(picture.length));
  const isWhole = trailer?.key === key && trailer.sizeBytes === picture.length;
  return isWhole && trailer.crc === crc32(picture) ? picture : undefined;
}

/** Whether an entry that is too large to be read at once ends as it should; the picture itself is not looked at. */
export async function hasTrailer(file: FileHandle, key: string, sizeBytes: number): Promise<boolean> {
  const trailer = decodeTrailer(await readAt(file, sizeBytes, TRAILER_BYTES));
  return trailer?.key === key && trailer.sizeBytes === sizeBytes;
}

/** Whether every byte of a large picture is as it was written. */
export async function isIntact(file: FileHandle, sizeBytes: number): Promise<boolean> {
  const trailer = decodeTrailer(await readAt(file, sizeBytes, TRAILER_BYTES));
  let crc = 0;
  for (let at = 0; at < sizeBytes; at += READ_BYTES) {
    const bytes = await readAt(file, at, Math.min(READ_BYTES, sizeBytes - at));
    if (bytes.length === 0) return false;
    crc = crc32(bytes, crc);
  }
  return trailer?.crc === crc;
}

/** As many bytes as there are from `offset`, `length` at most. */
export async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
