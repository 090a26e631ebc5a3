import { bytesKind, error, type Kind, pageMaster, type Writer } from './kind.ts';
import type { Random } from './random.ts';
import type { Tools } from './tools.ts';

const ENDS_EARLY = /ends early|ends before|not complete/i;

function cutKind(
  kind: string,
  about: string,
  writer: Writer,
  make: (random: Random, tools: Tools) => Buffer | Promise<Buffer>,
): Kind {
  return bytesKind({ kind, about, writer }, [error('structure', ENDS_EARLY)], make);
}

/** The first part of a file, a share of it. */
function firstOf(bytes: Buffer, share: number): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * share));
}

const LAST = { directory: 'last' } as const;

/** Copies that stopped: card pulled out, disk full, connection lost. */
export const CUT: readonly Kind[] = [
  cutKind('cut-third', 'the first 30 % of a scan whose directory stands first', 'own bytes', (random) =>
    firstOf(pageMaster(random).bytes, 0.3),
  ),
  cutKind('cut-nine-tenths', 'the first 90 % of a scan whose directory stands first', 'own bytes', (random) =>
    firstOf(pageMaster(random).bytes, 0.9),
  ),
  cutKind('cut-last-byte', 'all but the last byte', 'own bytes', (random) => {
    const { bytes } = pageMaster(random);
    return bytes.subarray(0, -1);
  }),
  cutKind(
    'cut-directory-last',
    'the first 90 % of a scan whose directory stands last',
    'own bytes',
    (random) => firstOf(pageMaster(random, {}, LAST).bytes, 0.9),
  ),
  cutKind('cut-within-directory', 'the end of the last directory is lost', 'own bytes', (random) => {
    const { bytes, images } = pageMaster(random, {}, LAST);
    return bytes.subarray(0, images[0].directoryAt + random.int(3, 100));
  }),
  cutKind('cut-tiles', 'the first 60 % of a scan in tiles', 'own bytes', (random) =>
    firstOf(pageMaster(random, { tile: 128 }).bytes, 0.6),
  ),
  cutKind('cut-bigtiff', 'the first 99.9 % of a BigTIFF', 'own bytes', (random) =>
    firstOf(pageMaster(random, {}, { big: true }).bytes, 0.999),
  ),
  cutKind('cut-big-endian', 'the first half of a big-endian scan', 'own bytes', (random) =>
    firstOf(pageMaster(random, {}, { littleEndian: false }).bytes, 0.5),
  ),
  cutKind('cut-planes', 'the last colour plane is not in the file', 'own bytes', (random) => {
    const { bytes, images } = pageMaster(random, { isPlanar: true });
    const { parts } = images[0];
    return bytes.subarray(0, parts[Math.floor((parts.length * 2) / 3)]?.offset);
  }),
  cutKind('cut-lzw', 'the first 80 % of an LZW scan', 'libtiff', async (random, { tiffcp }) =>
    firstOf(await tiffcp(pageMaster(random).bytes, '-c', 'lzw:2'), 0.8),
  ),
  cutKind('cut-jpeg-tiles', 'the first 70 % of a scan in JPEG tiles', 'libtiff', async (random, { tiffcp }) =>
    firstOf(await tiffcp(pageMaster(random).bytes, '-t', '-w', '64', '-l', '64', '-c', 'jpeg:r'), 0.7),
  ),
  cutKind('cut-deflate', 'the first 95 % of a Deflate scan', 'ImageMagick', async (random, { convert }) =>
    firstOf(await convert(pageMaster(random).bytes, 'tif', '-compress', 'zip'), 0.95),
  ),
];
