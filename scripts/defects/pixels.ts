import type { Region } from '../../model/finding.ts';
import { error, type Kind, type MadeScan, masterOf, pageMaster, warning } from './kind.ts';
import type { Random } from './random.ts';
import {
  drawEmptyPage,
  drawPage,
  fill,
  PAGE_HEIGHT,
  PAGE_WIDTH,
  type Raster,
  toGrey,
  toSixteenBits,
} from './raster.ts';
import { short } from './write-tiff.ts';

/** What no border of a page can be. */
const LOST_REST = error('bands', /to the end.*zeros.*lost/);
const LOST_ALL = error('bands', /nothing but zeros/);
const LOST_BLOCK = error('bands', /bytes are nothing but zeros, from .* block .* lost/);
const LOST_PART = error('bands', /zeros.*part was lost/);
/** What may be a border, or may be lost. */
const SAME_LINES = warning('bands', /^Lines .* the same/);
const SAME_COLUMNS = warning('bands', /^Columns .* do not change/);
const BLANK = warning('blank', /looks blank/);

type Expected = Kind['expects'][number];

function pixelKind(
  kind: string,
  about: string,
  expected: Expected | Kind['expects'],
  make: (random: Random) => MadeScan,
): Kind {
  const expects = [expected].flat();
  return { kind, about, writer: 'own bytes', profile: 'any', expects, make };
}

function rowsAt(y: number, height: number): Region {
  return { x: 0, y, width: PAGE_WIDTH, height };
}

function columnsAt(x: number, width: number): Region {
  return { x, y: 0, width, height: PAGE_HEIGHT };
}

const rowsIn = (top: number, height: number) => ({ left: 0, top, width: PAGE_WIDTH, height });
const columnsIn = (left: number, width: number) => ({ left, top: 0, width, height: PAGE_HEIGHT });

/** A master of a page some lines of which have one level. */
function withRows(random: Random, level: number, top: number, height: number): MadeScan {
  const raster = fill(drawPage(random), rowsIn(top, height), level);
  return { bytes: masterOf(raster).bytes, regions: { bands: rowsAt(top, height) } };
}

/** Zeros over the bytes of the last image data, from within a line on: the lines that are wholly zero are the band. */
function zeroTail(random: Random, from: number): MadeScan {
  const { bytes, images } = pageMaster(random);
  const start = (images[0].parts[0]?.offset ?? 0) + Math.floor(from * PAGE_HEIGHT) * PAGE_WIDTH * 3;
  bytes.fill(0, start + random.int(1, PAGE_WIDTH * 3 - 1));
  const top = Math.floor(from * PAGE_HEIGHT) + 1;
  return { bytes, regions: { bands: rowsAt(top, PAGE_HEIGHT - top) } };
}

/** Zeros over some blocks of 4,096 bytes of the file, in the one strip that holds all lines. */
function withLostBlocks(random: Random, length: number): MadeScan {
  const { bytes, images } = pageMaster(random, { rowsPerStrip: PAGE_HEIGHT });
  const from = 4_096 * random.int(20, 120);
  bytes.fill(0, from, from + length);
  const inStrip = from - (images[0].parts[0]?.offset ?? 0);
  const top = Math.floor(inStrip / (PAGE_WIDTH * 3));
  const bottom = Math.ceil((inStrip + length) / (PAGE_WIDTH * 3));
  return { bytes, regions: { bands: rowsAt(top, bottom - top) } };
}

/** One line again and again, as from a scanner whose carriage stands still. */
function withStuckLine(raster: Raster, top: number, height: number): Raster {
  const data = raster.data.slice();
  const rowSamples = raster.width * raster.samples;
  const line = data.slice(top * rowSamples, (top + 1) * rowSamples);
  for (let row = top; row < top + height; row += 1) data.set(line, row * rowSamples);
  return { ...raster, data };
}

/** Columns that stay as they are from the first line to the last, each with a level of its own. */
function withStuckColumns(random: Random, left: number, width: number): Raster {
  const raster = drawPage(random);
  let stuck = raster;
  for (let x = left; x < left + width; x += 1) stuck = fill(stuck, columnsIn(x, 1), 20 + ((x * 37) % 200));
  return stuck;
}

/** Pixels that decode without a word and are wrong. */
export const PIXELS: readonly Kind[] = [
  pixelKind('lost-blocks', 'sixteen blocks of the disk that hold zeros', LOST_BLOCK, (random) =>
    withLostBlocks(random, 65_536),
  ),
  pixelKind(
    'lost-block',
    'a single block of the disk that holds zeros: three lines and a half',
    LOST_BLOCK,
    (random) => withLostBlocks(random, 4_096),
  ),
  pixelKind('zeros-from-middle', 'zeros from within a line to the end of the file', LOST_REST, (random) =>
    zeroTail(random, 0.4 + random.next() * 0.2),
  ),
  pixelKind('zeros-last-lines', 'zeros over the last 6 % of the lines', LOST_REST, (random) =>
    zeroTail(random, 0.94),
  ),
  pixelKind('zeros-first-lines', 'zeros in the first lines', SAME_LINES, (random) =>
    withRows(random, 0, 0, random.int(30, 90)),
  ),
  pixelKind('zeros-within', 'zeros in the middle, good lines above and below', SAME_LINES, (random) =>
    withRows(random, 0, 32 * random.int(3, 9) + random.int(1, 31), random.int(20, 120)),
  ),
  pixelKind('one-strip-zeros', 'one strip of zeros', LOST_PART, (random) => {
    const { bytes, images } = pageMaster(random, { rowsPerStrip: 32 });
    const index = random.int(2, 12);
    const { offset = 0, length = 0 } = images[0].parts[index] ?? {};
    bytes.fill(0, offset, offset + length);
    return { bytes, regions: { bands: rowsAt(index * 32, 32) } };
  }),
  pixelKind('ones-within', 'a block of 0xFF in the middle, as of erased flash memory', SAME_LINES, (random) =>
    withRows(random, 255, random.int(150, 300), random.int(20, 120)),
  ),
  pixelKind('grey-within', 'lines of one grey in the middle', SAME_LINES, (random) =>
    withRows(random, random.int(60, 190), random.int(150, 300), random.int(20, 120)),
  ),
  pixelKind('zeros-sixteen-bits', 'zeros to the end of a scan of 16 bits', LOST_REST, (random) => {
    const top = random.int(100, 400);
    const height = PAGE_HEIGHT - top;
    const raster = fill(toSixteenBits(drawPage(random), random), rowsIn(top, height), 0);
    return { bytes: masterOf(raster).bytes, regions: { bands: rowsAt(top, height) } };
  }),
  pixelKind('zeros-grey-big-endian', 'zeros to the end of a grey, big-endian scan', LOST_REST, (random) => {
    const top = random.int(200, 400);
    const raster = fill(toGrey(drawPage(random)), rowsIn(top, PAGE_HEIGHT - top), 0);
    const { bytes } = masterOf(raster, {}, { littleEndian: false, directory: 'last' });
    return { bytes, regions: { bands: rowsAt(top, PAGE_HEIGHT - top) } };
  }),
  pixelKind('zeros-tile-rows', 'the last rows of tiles were never written', LOST_REST, (random) => {
    const { bytes, images } = pageMaster(random, { tile: 64 }, { directory: 'first' });
    const acrossTiles = Math.ceil(PAGE_WIDTH / 64);
    const first = random.int(3, 6);
    bytes.fill(0, images[0].parts[first * acrossTiles]?.offset);
    return { bytes, regions: { bands: rowsAt(first * 64, PAGE_HEIGHT - first * 64) } };
  }),
  pixelKind('zeros-turned', 'zeros to the end of a scan that a tag turns upright', LOST_REST, (random) => {
    const top = random.int(200, 400);
    const raster = fill(drawPage(random), rowsIn(top, PAGE_HEIGHT - top), 0);
    const { bytes } = masterOf(raster, { fields: { 274: short(6) } });
    return { bytes, regions: { bands: { x: 0, y: 0, width: PAGE_HEIGHT - top, height: PAGE_WIDTH } } };
  }),
  pixelKind('stuck-line', 'the same line again and again', SAME_LINES, (random) => {
    const [top, height] = [random.int(100, 300), random.int(20, 90)];
    const raster = withStuckLine(drawPage(random), top, height);
    return { bytes: masterOf(raster).bytes, regions: { bands: rowsAt(top, height) } };
  }),
  pixelKind('zeros-columns-left', 'zeros in the columns at the left', SAME_COLUMNS, (random) => {
    const width = random.int(20, 90);
    const raster = fill(drawPage(random), columnsIn(0, width), 0);
    return { bytes: masterOf(raster).bytes, regions: { bands: columnsAt(0, width) } };
  }),
  pixelKind(
    'stuck-columns',
    'columns that stay the same from top to bottom, each in its own grey',
    SAME_COLUMNS,
    (random) => {
      const [left, width] = [random.int(80, 250), random.int(16, 60)];
      const raster = withStuckColumns(random, left, width);
      return { bytes: masterOf(raster).bytes, regions: { bands: columnsAt(left, width) } };
    },
  ),
  pixelKind(
    'plane-zeros',
    'zeros to the end of one colour plane',
    error('bands', /one colour .*zeros.*lost/),
    (random) => {
      const { bytes, images } = pageMaster(random, { isPlanar: true, rowsPerStrip: 32 });
      const strips = images[0].parts.length / 3;
      const first = random.int(4, 8);
      bytes.fill(0, images[0].parts[2 * strips + first]?.offset);
      return { bytes, regions: { bands: rowsAt(first * 32, PAGE_HEIGHT - first * 32) } };
    },
  ),
  pixelKind('tile-zeros', 'one tile of zeros amid good ones', error('bands', /part was lost/), (random) => {
    const { bytes, images } = pageMaster(random, { tile: 128 });
    const [column, row] = [random.int(0, 2), random.int(1, 2)];
    const { offset = 0, length = 0 } = images[0].parts[row * Math.ceil(PAGE_WIDTH / 128) + column] ?? {};
    bytes.fill(0, offset, offset + length);
    return { bytes, regions: { bands: { x: column * 128, y: row * 128, width: 128, height: 128 } } };
  }),
  pixelKind('tile-column-zeros', 'tiles of zeros from top to bottom', LOST_PART, (random) => {
    const { bytes, images } = pageMaster(random, { tile: 128 });
    const [column, across] = [random.int(0, 2), Math.ceil(PAGE_WIDTH / 128)];
    for (const [index, { offset, length }] of images[0].parts.entries())
      if (index % across === column) bytes.fill(0, offset, offset + length);
    return { bytes, regions: { bands: columnsAt(column * 128, 128) } };
  }),
  pixelKind('zeros-all', 'zeros alone behind a good header', [LOST_ALL, BLANK], (random) => {
    const { bytes, images } = pageMaster(random);
    bytes.fill(0, images[0].parts[0]?.offset);
    return { bytes, regions: { bands: rowsAt(0, PAGE_HEIGHT) } };
  }),
  pixelKind('white-all', 'nothing but the brightest white', BLANK, (random) => ({
    bytes: masterOf(drawEmptyPage(random, 255, 0)).bytes,
  })),
  pixelKind('blank', 'a page with nothing on it but the faintest noise', BLANK, (random) => ({
    bytes: masterOf(drawEmptyPage(random, random.int(150, 245), 1.2)).bytes,
  })),
  pixelKind('lens-cap', 'a black page, as with the cap on the lens', BLANK, (random) => ({
    bytes: masterOf(drawEmptyPage(random, 2, 1.4)).bytes,
  })),
];
