import type { Region } from '../model/finding.ts';
import type { ByteSource } from './bytes.ts';
import { HEAD_BYTES, recogniseFormat } from './format.ts';
import { readDirectory, readLayout, readNumbers } from './tiff-directory.ts';
import { TAG } from './tiff-names.ts';

/** A part of the picture whose bytes in the file are nothing but zeros, between parts whose bytes are not. */
export interface Hole {
  /** In pixels of the image as stored. */
  readonly region: Region;
  /** Whether one colour alone is missing there. */
  readonly isOneColour: boolean;
}

/** How an uncompressed image lies in its file: parts in rows and columns, and so again for each separate plane. */
interface Grid {
  readonly width: number;
  readonly height: number;
  readonly partWidth: number;
  readonly partHeight: number;
  readonly across: number;
  readonly down: number;
  readonly planes: number;
  readonly sampleBytes: number;
  readonly rowBytes: number;
  readonly offsets: readonly number[];
  readonly counts: readonly number[];
}

const NO_COMPRESSION = 1;
/** BlackIsZero and RGB. */
const DARK_AT_ZERO = [1, 2];
const SEPARATE_PLANES = 2;
/** An image of more parts is not looked at: each of them costs a read. */
const MAX_PARTS_READ = 20_000;
/** Parts of fewer rows begin anywhere in a picture. */
const MIN_PART_HEIGHT = 8;
/** What is not zero says so soon. */
const FIRST_BYTES = 64;
const PIECE_BYTES = 1_048_576;
/** Of zeros. A picture with more of them is black, or has bands. */
const MAX_ZERO_BYTES = 134_217_728;
const MAX_HOLES = 20;

/**
 * Finds the tiles, and the strips of single planes, of an uncompressed TIFF's first image that were never written:
 * all zeros, while the rows right above and below them, which other parts hold, are mostly not. Where darkness is
 * zero too, as on a black cloth, those rows are dark as well. Whole lines of zeros are a band's (`bands-of.ts`).
 *
 * Reads the first bytes of every part, and all of those that may be zeros.
 */
export async function findHoles(source: ByteSource): Promise<readonly Hole[]> {
  const grid = await readGrid(source);
  if (grid === undefined) return [];
  const holes: Hole[] = [];
  const left = { bytes: MAX_ZERO_BYTES };
  for (let column = 0; column < grid.across * grid.planes; column += 1) {
    for (let row = 0; row < grid.down; row += 1) {
      const first = row;
      while (row < grid.down && (await isZero(source, partAt(grid, column, row), left))) row += 1;
      if (row > first && (await isBetweenPictures(source, grid, column, { first, end: row })))
        holes.push({ region: regionOf(grid, column, first, row), isOneColour: grid.planes > 1 });
      if (holes.length >= MAX_HOLES) return holes;
    }
  }
  return holes;
}

type Numbers = (tag: number, most?: number) => Promise<readonly number[]>;

async function readGrid(source: ByteSource): Promise<Grid | undefined> {
  const head = await source.read(0, Math.min(HEAD_BYTES, source.sizeBytes));
  const format = recogniseFormat(head)?.name;
  const layout = format === 'TIFF' || format === 'BigTIFF' ? readLayout(head) : undefined;
  if (layout === undefined) return undefined;
  const { directory } = await readDirectory(source, layout, layout.first);
  const numbers: Numbers = (tag, most) => readNumbers(source, layout, directory.get(tag), most);
  const isTiled = directory.has(TAG.tileOffsets);
  const shape = await readShape(numbers, isTiled);
  if (shape === undefined) return undefined;
  const total = shape.across * shape.down * shape.planes;
  if (total > MAX_PARTS_READ || shape.partHeight < MIN_PART_HEIGHT) return undefined;
  const offsets = await numbers(isTiled ? TAG.tileOffsets : TAG.stripOffsets, total);
  const counts = await numbers(isTiled ? TAG.tileByteCounts : TAG.stripByteCounts, total);
  return offsets.length === total && counts.length === total ? { ...shape, offsets, counts } : undefined;
}

/** Undefined where zeros are not darkness, or where every part is as wide as the image: then bands tell. */
async function readShape(
  numbers: Numbers,
  isTiled: boolean,
): Promise<Omit<Grid, 'offsets' | 'counts'> | undefined> {
  const numberOf = async (tag: number, otherwise = 0): Promise<number> =>
    (await numbers(tag, 1))[0] ?? otherwise;
  const bits = await numbers(TAG.bitsPerSample);
  const isPlain = (await numberOf(TAG.compression, NO_COMPRESSION)) === NO_COMPRESSION;
  const isDark = DARK_AT_ZERO.includes(await numberOf(TAG.photometric));
  if (!isPlain || !isDark || !bits.every((one) => one === bits[0]) || !(bits[0] === 8 || bits[0] === 16))
    return undefined;
  const samples = await numberOf(TAG.samplesPerPixel, 1);
  const planes = (await numberOf(TAG.planarConfiguration)) === SEPARATE_PLANES ? samples : 1;
  const [width, height] = [await numberOf(TAG.imageWidth), await numberOf(TAG.imageLength)];
  const partWidth = isTiled ? await numberOf(TAG.tileWidth) : width;
  const rows = await numberOf(isTiled ? TAG.tileLength : TAG.rowsPerStrip, height);
  const partHeight = Math.min(rows, height);
  if (!(width > 0 && partWidth > 0 && partHeight > 0) || (!isTiled && planes === 1)) return undefined;
  const across = Math.ceil(width / partWidth);
  const down = Math.ceil(height / partHeight);
  const sampleBytes = bits[0] / 8;
  const rowBytes = partWidth * (planes > 1 ? 1 : samples) * sampleBytes;
  return { width, height, partWidth, partHeight, across, down, planes, sampleBytes, rowBytes };
}

/** In a file, parts lie row by row, and plane after plane. A column of the second plane counts on from the first. */
function partAt({ across, down, offsets, counts }: Grid, column: number, row: number): Part {
  const plane = Math.floor(column / across);
  const index = (plane * down + row) * across + (column % across);
  return { offset: offsets[index] ?? 0, sizeBytes: counts[index] ?? 0 };
}

interface Part {
  readonly offset: number;
  readonly sizeBytes: number;
}

async function isZero(
  source: ByteSource,
  { offset, sizeBytes }: Part,
  left: { bytes: number },
): Promise<boolean> {
  const end = offset + sizeBytes;
  if (sizeBytes === 0 || end > source.sizeBytes) return false;
  for (let at = offset, most = FIRST_BYTES; at < end; at += most, most = PIECE_BYTES) {
    const length = Math.min(most, end - at);
    if (left.bytes < length) return false;
    const bytes = await source.read(at, length);
    if (bytes.some((byte) => byte !== 0)) return false;
    left.bytes -= length;
  }
  return true;
}

/** Whether the rows that touch a run of parts, as far as there are any, are picture and not darkness. */
async function isBetweenPictures(
  source: ByteSource,
  grid: Grid,
  column: number,
  { first, end }: { first: number; end: number },
): Promise<boolean> {
  const above = first > 0 ? [{ part: partAt(grid, column, first - 1), row: grid.partHeight - 1 }] : [];
  const below = end < grid.down ? [{ part: partAt(grid, column, end), row: 0 }] : [];
  const touching = [...above, ...below];
  for (const { part, row } of touching) {
    const rowOffset = part.offset + row * grid.rowBytes;
    if (row * grid.rowBytes + grid.rowBytes > part.sizeBytes) return false;
    if (rowOffset + grid.rowBytes > source.sizeBytes) return false;
    if (!isPicture(await source.read(rowOffset, grid.rowBytes), grid, column)) return false;
  }
  return touching.length > 0;
}

/** Half of the samples at least are not zero. What a tile holds beyond the edge of the image does not count. */
function isPicture(row: Uint8Array, grid: Grid, column: number): boolean {
  const inside = regionOf(grid, column, 0, 1).width / grid.partWidth;
  const samples = Math.floor((row.length / grid.sampleBytes) * inside);
  let dark = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    const at = sample * grid.sampleBytes;
    if (row[at] === 0 && (grid.sampleBytes === 1 || row[at + 1] === 0)) dark += 1;
  }
  return dark * 2 <= samples;
}

function regionOf(grid: Grid, column: number, first: number, end: number): Region {
  const x = (column % grid.across) * grid.partWidth;
  const y = first * grid.partHeight;
  return {
    ...{ x, y },
    width: Math.min(grid.partWidth, grid.width - x),
    height: Math.min(end * grid.partHeight, grid.height) - y,
  };
}
