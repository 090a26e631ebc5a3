import { deflateSync } from 'node:zlib';
import { bytesKind, error, type Kind, masterOf, pageMaster, type Writer } from './kind.ts';
import type { Random } from './random.ts';
import { drawPage, toGrey } from './raster.ts';
import type { Tools } from './tools.ts';
import { long, short } from './write-tiff.ts';

const DAMAGED = /damaged/;
const CUT_SHORT = /ends before/;

function decodeKind(
  kind: string,
  about: string,
  writer: Writer,
  make: (random: Random, tools: Tools) => Buffer | Promise<Buffer>,
  says = DAMAGED,
): Kind {
  return bytesKind({ kind, about, writer }, [error('decode', says)], make);
}

/** Overwrites bytes by chance's, at a share of the file. */
function spoil(random: Random, bytes: Buffer, share: number, length: number): Buffer {
  random.bytes(length).copy(bytes, Math.floor(bytes.length * share));
  return bytes;
}

const DEFLATE = { code: 8, pack: (part: Buffer) => deflateSync(part) } as const;

/** Compressed data that no longer means anything. */
export const DECODING: readonly Kind[] = [
  decodeKind(
    'spoilt-lzw',
    'overwritten bytes in the middle of LZW',
    'libtiff',
    async (random, { tiffcp }) => {
      const bytes = await tiffcp(pageMaster(random).bytes, '-c', 'lzw:2');
      return spoil(random, bytes, 0.5, 600);
    },
  ),
  decodeKind('spoilt-deflate', 'overwritten bytes in the middle of Deflate', 'own bytes', (random) =>
    spoil(random, pageMaster(random, { compression: DEFLATE }).bytes, 0.6, 200),
  ),
  decodeKind(
    'deflate-one-byte',
    'one byte of Deflate is another, and still means something',
    'own bytes',
    (random) => {
      const pack = (part: Buffer) => deflateSync(part, { level: 0 });
      const { bytes, images } = pageMaster(random, { compression: { code: 8, pack } });
      const at = (images[0].parts[random.int(1, 12)]?.offset ?? 0) + random.int(100, 20_000);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
      return bytes;
    },
  ),
  decodeKind('deflate-zeros', 'zeros to the end of a Deflate scan', 'own bytes', (random) => {
    const { bytes } = pageMaster(random, { compression: DEFLATE });
    return bytes.fill(0, Math.floor(bytes.length * 0.7));
  }),
  decodeKind(
    'deflate-short-strip',
    'a strip that unpacks to fewer lines than it has',
    'own bytes',
    (random) => {
      const pack = (part: Buffer) => deflateSync(part.subarray(0, Math.ceil(part.length * 0.8)));
      return pageMaster(random, { compression: { code: 8, pack } }).bytes;
    },
    CUT_SHORT,
  ),
  decodeKind(
    'deflate-tiles-spoilt',
    'overwritten bytes in one of the tiles',
    'ImageMagick',
    async (random, tools) => {
      const flags = ['-define', 'tiff:tile-geometry=128x128', '-compress', 'zip'];
      const bytes = await tools.convert(pageMaster(random).bytes, 'tif', ...flags);
      return spoil(random, bytes, 0.4, 300);
    },
  ),
  decodeKind(
    'spoilt-jpeg-in-tiff',
    'overwritten bytes in a JPEG strip',
    'libtiff',
    async (random, { tiffcp }) => {
      const bytes = await tiffcp(pageMaster(random).bytes, '-r', '64', '-c', 'jpeg:r:90');
      return bytes.fill(0xff, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 400);
    },
    /damaged|ends before/,
  ),
  decodeKind(
    'wrong-compression',
    'says LZW, but is not compressed',
    'own bytes',
    (random) => pageMaster(random, { fields: { 259: short(5) } }).bytes,
  ),
  decodeKind(
    'unknown-compression',
    'a compression of nobody',
    'own bytes',
    (random) => pageMaster(random, { fields: { 259: short(random.int(40_000, 49_000)) } }).bytes,
    /cannot be read here/,
  ),
  decodeKind(
    'raw-of-camera',
    'what the sensor saw, before it became colours',
    'own bytes',
    (random) => masterOf(toGrey(drawPage(random)), { photometric: 32_803 }).bytes,
    /cannot be read here \(colour filter array/,
  ),
  decodeKind(
    'strip-half',
    'one strip that has half of its bytes',
    'own bytes',
    (random) => {
      const { bytes, endian, images } = pageMaster(random, { rowsPerStrip: 32 });
      const index = random.int(2, 12);
      const length = images[0].parts[index]?.length ?? 0;
      endian.write(bytes, (images[0].fields.get(279)?.valueAt ?? 0) + index * 4, 4, length / 2);
      return bytes;
    },
    CUT_SHORT,
  ),
  decodeKind(
    'strips-too-short',
    'says that it is twice as wide as its strips are',
    'own bytes',
    (random) => {
      const raster = drawPage(random);
      return masterOf(raster, { fields: { 256: long(raster.width * 2) } }).bytes;
    },
    CUT_SHORT,
  ),
];
