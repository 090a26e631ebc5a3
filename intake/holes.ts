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
/** What is less wide along a whole edge may be a dark border that the camera left. */
const MIN_EDGE = 8;
/** What is not zero says so soon. */
const FIRST_BYTES = 64;
const PIECE_BYTES = 1_048_576;
/** Of zeros. A picture with more of them is black, or has bands. */
const MAX_ZERO_BYTES = 134_217_728;
const MAX_HOLES = 20;
/** Of the pixels beside a column of parts, from top to bottom. */
const LINES_COMPARED = 64;
/** What reading a pixel costs, however few its bytes. */
const PAGE_BYTES = 4_096;

/**
 * Finds the tiles, and the strips of single planes, of an uncompressed TIFF's first image that were never written:
 * all zeros, while the rows right above and below them, which other parts hold, are mostly not. Of tiles that fill the
 * image from top to bottom, the pixels right beside them tell. Where darkness is zero too, as on a black cloth, what
 * touches them is dark as well. Whole lines of zeros are a band's (`bands-of.ts`).
 *
 * Reads the first bytes of every part, and all of those that may be zeros.
 */
export async function findHoles(source: ByteSource): Promise<readonly Hole[]> {
  const grid = await readGrid(source);
  if (grid === undefined) return [];
  const left = { bytes: MAX_ZERO_BYTES };
  const runs = withoutBorders(grid, await findRuns(source, grid, left));
  const isWhole = ({ first, end }: Run): boolean => first === 0 && end === grid.down;
  const whole = new Set(runs.filter(isWhole).map(({ column }) => column));
  const holes: Hole[] = [];
  for (const run of runs) {
    const isHole = isWhole(run)
      ? await isBesidePictures(source, grid, { column: run.column, runs, whole }, left)
      : await isBetweenPictures(source, grid, run);
    if (isHole)
      holes.push({ region: regionOf(grid, run.column, run.first, run.end), isOneColour: grid.planes > 1 });
    if (holes.length >= MAX_HOLES) return holes;
  }
  return holes;
}

/** Parts of zeros on top of each other, from the first row of parts to the one before `end`. */
interface Run {
  readonly column: number;
  readonly first: number;
  readonly end: number;
}

async function findRuns(source: ByteSource, grid: Grid, left: { bytes: number }): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (let column = 0; column < grid.across * grid.planes; column += 1) {
    for (let row = 0; row < grid.down; row += 1) {
      const first = row;
      while (row < grid.down && (await isZero(source, partAt(grid, column, row), left))) row += 1;
      if (row > first) runs.push({ column, first, end: row });
    }
  }
  return runs;
}

/** A line or two of zeros along the right or the lower edge are no hole, though the parts that hold them are all zeros. */
function withoutBorders(grid: Grid, runs: readonly Run[]): readonly Run[] {
  const { across, down, planes, width, height, partWidth, partHeight } = grid;
  const isNarrow = width - (across - 1) * partWidth < MIN_EDGE;
  const isLow = height - (down - 1) * partHeight < MIN_EDGE;
  const isLast = ({ first }: Run): boolean => first === down - 1;
  const isLowerEdge = isLow && runs.filter(isLast).length === across * planes;
  return runs.filter((run) => {
    const isRightEdge = isNarrow && run.column % across === across - 1 && run.first === 0 && run.end === down;
    return !(isRightEdge || (isLowerEdge && isLast(run)));
  });
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
async function isBetweenPictures(source: ByteSource, grid: Grid, run: Run): Promise<boolean> {
  const { column, first, end } = run;
  const above = first > 0 ? [{ part: partAt(grid, column, first - 1), row: grid.partHeight - 1 }] : [];
  const below = end < grid.down ? [{ part: partAt(grid, column, end), row: 0 }] : [];
  // What a tile holds beyond the edge of the image does not count.
  const rowBytes = regionOf(grid, column, 0, 1).width * (grid.rowBytes / grid.partWidth);
  for (const { part, row } of [...above, ...below]) {
    const pixels = await readWithin(source, part, row * grid.rowBytes, rowBytes);
    if (pixels === undefined || !isPicture(pixels, grid)) return false;
  }
  return true;
}

interface WholeColumn {
  readonly column: number;
  readonly runs: readonly Run[];
  /** All columns of which every part is zeros. */
  readonly whole: ReadonlySet<number>;
}

/** The same of the pixels to the left and right of a column of zeros, beyond others like it. */
async function isBesidePictures(
  source: ByteSource,
  grid: Grid,
  { column: own, runs, whole }: WholeColumn,
  left: { bytes: number },
): Promise<boolean> {
  const { across, partWidth } = grid;
  const from = own - (own % across);
  let [before, behind] = [own - 1, own + 1];
  while (whole.has(before)) before -= 1;
  while (whole.has(behind)) behind += 1;
  const beside = [
    ...(before >= from ? [{ column: before, x: partWidth - 1 }] : []),
    ...(behind < from + across ? [{ column: behind, x: 0 }] : []),
  ];
  for (const { column, x } of beside) {
    if (left.bytes < PAGE_BYTES) return false;
    const holes = runs.filter((one) => one.column === column);
    const pixels = await readDown(source, grid, { column, x, holes }, left);
    if (pixels === undefined || !isPicture(pixels, grid)) return false;
  }
  return beside.length > 0;
}

/** Pixels of one column, from some lines of the image, but for its own holes; undefined where they cannot be read. */
async function readDown(
  source: ByteSource,
  grid: Grid,
  { column, x, holes }: { readonly column: number; readonly x: number; readonly holes: readonly Run[] },
  left: { bytes: number },
): Promise<Uint8Array | undefined> {
  const pixelBytes = grid.rowBytes / grid.partWidth;
  const pixels: Uint8Array[] = [];
  for (let y = 0; y < grid.height; y += Math.ceil(grid.height / LINES_COMPARED)) {
    const row = Math.floor(y / grid.partHeight);
    if (holes.some(({ first, end }) => row >= first && row < end)) continue;
    left.bytes -= PAGE_BYTES;
    if (left.bytes < 0) return undefined;
    const at = (y % grid.partHeight) * grid.rowBytes + x * pixelBytes;
    const pixel = await readWithin(source, partAt(grid, column, row), at, pixelBytes);
    if (pixel === undefined) return undefined;
    pixels.push(pixel);
  }
  return Buffer.concat(pixels);
}

/** Bytes of a part; undefined where the part, or the file, ends before. */
async function readWithin(
  source: ByteSource,
  part: Part,
  at: number,
  length: number,
): Promise<Uint8Array | undefined> {
  const isThere = at + length <= part.sizeBytes && part.offset + at + length <= source.sizeBytes;
  return isThere ? await source.read(part.offset + at, length) : undefined;
}

/** Half of the samples at least are not zero. */
function isPicture(pixels: Uint8Array, { sampleBytes }: Grid): boolean {
  let dark = 0;
  for (let at = 0; at < pixels.length; at += sampleBytes)
    if (pixels[at] === 0 && (sampleBytes === 1 || pixels[at + 1] === 0)) dark += 1;
  return dark * 2 * sampleBytes <= pixels.length;
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
