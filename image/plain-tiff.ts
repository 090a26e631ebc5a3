import type { Dimensions } from './region.ts';

/** How many rows a strip of a plain TIFF has, but for its last. */
export const ROWS_PER_STRIP = 64;

const [SHORT, LONG, UNDEFINED, LONG8] = [3, 4, 7, 16] as const;
const HEADER_BYTES = 16;
const ENTRY_BYTES = 20;
const NO_PROFILE = new Uint8Array(0);

/**
 * All that comes before the pixels of an uncompressed 8-bit RGB BigTIFF: what follows is row after row, nothing else.
 * So it can be written in one go from the top, at any size. Its samples mean what `profile` (ICC) says, or sRGB.
 *
 * @see https://www.awaresystems.be/imaging/tiff/bigtiff.html
 */
export function encodeTiffHead({ width, height }: Dimensions, profile: Uint8Array = NO_PROFILE): Buffer {
  const stripCount = Math.ceil(height / ROWS_PER_STRIP);
  const rowBytes = width * 3;
  const tagCount = profile.length === 0 ? 10 : 11;
  const listsAt = HEADER_BYTES + 8 + tagCount * ENTRY_BYTES + 8;
  const profileAt = listsAt + 2 * 8 * stripCount;
  const dataAt = profileAt + profile.length;
  const strips = Array.from({ length: stripCount }, (_, strip) => ({
    offset: dataAt + strip * ROWS_PER_STRIP * rowBytes,
    bytes: Math.min(ROWS_PER_STRIP, height - strip * ROWS_PER_STRIP) * rowBytes,
  }));
  const offsets = listOf(strips.map((strip) => strip.offset));
  const counts = listOf(strips.map((strip) => strip.bytes));
  const place = (list: Buffer, at: number) => (stripCount === 1 ? list : listOf([at]));
  return Buffer.concat([
    Buffer.from([0x49, 0x49, 43, 0, 8, 0, 0, 0]),
    listOf([HEADER_BYTES, tagCount]),
    entry(256, LONG, 1, listOf([width])),
    entry(257, LONG, 1, listOf([height])),
    entry(258, SHORT, 3, Buffer.from([8, 0, 8, 0, 8, 0, 0, 0])),
    entry(259, SHORT, 1, listOf([1])),
    entry(262, SHORT, 1, listOf([2])),
    entry(273, LONG8, stripCount, place(offsets, listsAt)),
    entry(277, SHORT, 1, listOf([3])),
    entry(278, LONG, 1, listOf([ROWS_PER_STRIP])),
    entry(279, LONG8, stripCount, place(counts, listsAt + 8 * stripCount)),
    entry(284, SHORT, 1, listOf([1])),
    ...(profile.length === 0 ? [] : [entry(34_675, UNDEFINED, profile.length, listOf([profileAt]))]),
    listOf([0]),
    offsets,
    counts,
    profile,
  ]);
}

function entry(tag: number, type: number, count: number, value: Buffer): Buffer {
  const bytes = Buffer.alloc(ENTRY_BYTES);
  bytes.writeUInt16LE(tag, 0);
  bytes.writeUInt16LE(type, 2);
  bytes.writeBigUInt64LE(BigInt(count), 4);
  value.copy(bytes, 12);
  return bytes;
}

function listOf(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * numbers.length);
  for (const [index, number] of numbers.entries()) bytes.writeBigUInt64LE(BigInt(number), 8 * index);
  return bytes;
}
