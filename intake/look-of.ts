import type { Band, Look } from '../model/look.ts';
import { createBandFinder } from './bands-of.ts';

/** Width and height in pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** Every row of an image, squeezed in its width alone: samples row by row, channel by channel within each pixel. */
export interface PixelRows extends Size {
  readonly channels: number;
  /** 8 or 16 bits, in the full range. */
  readonly data: Uint8Array | Uint16Array;
}

/** What of an image as stored is looked at. */
export interface Looking {
  readonly size: Size;
  /** Where no band is longer than this share of its side, in percent, none are told. */
  readonly bandPct: number;
  /** Which samples make a level: of RGB its luminance, of anything else (L*a*b*) the first channel alone. */
  readonly levels: 'luminance' | 'first';
}

const MOST_WIDE = 512;
/** Narrower than this, columns are too coarse to tell anything. */
const LEAST_WIDE = 64;
/** Bounds the memory whatever the size: 50 MB at 8 bits in three channels. */
const MOST_PIXELS = 16_777_216;
/** As many rows as this say what all of them look like. */
const MOST_ROWS = 512;
const [HASH_COLUMNS, HASH_ROWS] = [17, 16] as const;
const [RED, GREEN, BLUE] = [0.2126, 0.7152, 0.0722] as const;
const LEVEL_OF_16_BIT = 257;

/** How wide the rows of an image are kept; undefined where so many of them would not fit in memory. */
export function squeezedWidth({ width, height }: Size): number | undefined {
  const fits = Math.floor(MOST_PIXELS / Math.max(1, height));
  return fits < Math.min(width, LEAST_WIDE) ? undefined : Math.min(width, MOST_WIDE, fits);
}

/**
 * What may be bands, by squeezed rows: rows that are as the one above, columns that stay the same from top to bottom.
 * Places and lengths are in pixels of the image; those of columns are as coarse as the squeezing. None where no one is
 * longer than asked for; else the short ones too: together they may be a border, which makes another thing of the long.
 */
export function suspectedBands(squeezed: PixelRows, looking: Looking): readonly Band[] {
  const { width } = squeezed;
  const stored = looking.size.width;
  // Where a squeezed column is half inside a band it is not constant, so both ends may have lost one.
  const lost = stored > width ? Math.ceil((2 * stored) / width) : 0;
  const bands = findBands(squeezed).flatMap((band): Band[] => {
    if (band.axis === 'rows') return [band];
    const from = Math.ceil((band.from * stored) / width);
    const length = Math.floor(((band.from + band.length) * stored) / width) - from;
    return length > 0 ? [{ ...band, from, length }] : [];
  });
  return bands.some((band) => isLong(band, lost, looking)) ? bands : [];
}

function isLong({ axis, length }: Band, lost: number, { size, bandPct }: Looking): boolean {
  return axis === 'rows'
    ? length * 100 > size.height * bandPct
    : (length + lost) * 100 > size.width * bandPct;
}

function findBands(rows: PixelRows): readonly Band[] {
  const finder = createBandFinder(rows);
  for (let y = 0; y < rows.height; y += 1) finder.row(y, rowOf(rows, y));
  return finder.end();
}

function rowOf({ width, channels, data }: PixelRows, y: number): PixelRows['data'] {
  const length = width * channels;
  return data.subarray(y * length, (y + 1) * length);
}

/** Neighbouring columns of an image, as they are. */
export interface Slice {
  readonly left: number;
  readonly width: number;
}

/**
 * What to look at unsqueezed for the proof of bands: the inner edges of the two longest of columns, so that some of
 * the picture beside them serves for the rows; or the middle. Each is as wide as squeezed rows are.
 */
export function slicesFor(
  suspected: readonly Band[],
  { width: stored }: Size,
  width: number,
): readonly Slice[] {
  const edges = suspected
    .filter(({ axis }) => axis === 'columns')
    .toSorted((one, other) => other.length - one.length)
    .slice(0, 2)
    .map(({ from, length }) => (from === 0 ? length : from));
  const centres = edges.length > 0 ? edges : [stored / 2];
  return centres.map((centre) => {
    const left = Math.floor(centre - width / 2);
    return { left: Math.max(0, Math.min(left, stored - width)), width };
  });
}

/** Slices of an image, each with all of its rows. */
export type Slices = readonly (readonly [Slice, PixelRows])[];

/**
 * The bands that are proved: rows that are as the one above when squeezed, and in every sample of all slices; columns
 * that stay the same when squeezed, and in every sample of a slice on their edge.
 */
export function provenBands(
  suspected: readonly Band[],
  { squeezed, slices }: { squeezed: PixelRows; slices: Slices },
  looking: Looking,
): readonly Band[] {
  const found = slices.map(([{ left, width }, rows]) => ({ left, width, bands: findBands(rows) }));
  const columns = suspected.flatMap((band) => {
    if (band.axis === 'rows') return [];
    const parts = found.flatMap((slice) => slice.bands.flatMap((one) => shared(band, one, slice)));
    return parts.toSorted((one, other) => other.length - one.length).slice(0, 1);
  });
  const bands = [...sameRows([squeezed, ...slices.map(([, rows]) => rows)]), ...columns];
  return bands.some((band) => isLong(band, 0, looking)) ? bands : [];
}

/** Rows that are as the one above in every form of them, byte by byte. Levels are those of the first form. */
function sameRows(forms: readonly [PixelRows, ...PixelRows[]]): readonly Band[] {
  const [{ height }] = forms;
  const rowsAt = (y: number) =>
    Buffer.concat(
      forms.map((form) => {
        const { buffer, byteOffset, byteLength } = rowOf(form, y);
        return Buffer.from(buffer, byteOffset, byteLength);
      }),
    );
  const finder = createBandFinder({ width: rowsAt(0).length, height, channels: 1 });
  for (let y = 0; y < height; y += 1) finder.row(y, rowsAt(y));
  return finder.end().flatMap((band): Band[] => {
    if (band.axis !== 'rows') return [];
    const row = rowOf(forms[0], band.from) as Uint8Array;
    const mean = row.reduce((sum, sample) => sum + sample, 0) / row.length;
    return [{ ...band, level: band.level === 0 ? 0 : Math.max(1, Math.round(mean)) }];
  });
}

/** What of a suspected band of columns a slice has found too; beyond the slice it is believed. */
function shared(band: Band, found: Band, { left, width }: Slice): readonly Band[] {
  if (found.axis === 'rows') return [];
  const bandEnd = band.from + band.length;
  const first = left + found.from;
  const foundEnd = first + found.length;
  if (first >= bandEnd || foundEnd <= band.from) return [];
  const from = found.from === 0 ? band.from : Math.max(band.from, first);
  const end = foundEnd === left + width ? bandEnd : Math.min(bandEnd, foundEnd);
  return [{ ...band, from, length: end - from, level: found.level === 0 ? 0 : Math.max(1, band.level) }];
}

/**
 * What the pixels look like. Levels are those of the squeezed image, of evenly spaced rows where there are more than
 * a few hundred, so that the noise of single pixels counts for little. The hash compares the mean levels of neighbours
 * in a grid of 17 by 16 fields: a bit is set where the right one is lighter; rows from the top, the first bit highest.
 */
export function lookOf(rows: PixelRows, bands: readonly Band[], looking: Looking): Look {
  const levels = levelsOf(rows, looking);
  let [sum, squares] = [0, 0];
  for (const level of levels.data) {
    sum += level;
    squares += level * level;
  }
  const count = Math.max(1, levels.data.length);
  const mean = sum / count;
  const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
  return { dHash: hashOf(levels), mean: rounded(mean), deviation: rounded(deviation), bands };
}

function rounded(level: number): number {
  return Math.round(level * 1000) / 1000;
}

interface Levels extends Size {
  /** 0 to 255, row by row. */
  readonly data: Float32Array;
}

function levelsOf(rows: PixelRows, { levels }: Looking): Levels {
  const { width, channels, data } = rows;
  const every = Math.ceil(rows.height / MOST_ROWS);
  const height = Math.ceil(rows.height / every);
  const isColour = levels === 'luminance' && channels >= 3;
  const scale = data instanceof Uint16Array ? LEVEL_OF_16_BIT : 1;
  const [red, green, blue] = isColour ? [RED / scale, GREEN / scale, BLUE / scale] : [1 / scale, 0, 0];
  const made = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    const end = (y * every + 1) * width * channels;
    for (let from = end - width * channels; from < end; from += channels, at += 1) {
      const [first = 0, second = 0, third = 0] = [data[from], data[from + 1], data[from + 2]];
      made[at] = first * red + second * green + third * blue;
    }
  }
  return { width, height, data: made };
}

function hashOf(levels: Levels): string {
  let hash = 0n;
  for (let row = 0; row < HASH_ROWS; row += 1) {
    let left = fieldMean(levels, 0, row);
    for (let column = 1; column < HASH_COLUMNS; column += 1) {
      const right = fieldMean(levels, column, row);
      hash = (hash << 1n) | (right > left ? 1n : 0n);
      left = right;
    }
  }
  return hash.toString(16).padStart(64, '0');
}

/** Of one field of the grid; of an image that is smaller than the grid, a pixel may be in several. */
function fieldMean({ width, height, data }: Levels, column: number, row: number): number {
  const [fromX, toX] = partOf(width, column, HASH_COLUMNS);
  const [fromY, toY] = partOf(height, row, HASH_ROWS);
  let sum = 0;
  for (let y = fromY; y < toY; y += 1) for (let x = fromX; x < toX; x += 1) sum += data[y * width + x] ?? 0;
  return sum / ((toX - fromX) * (toY - fromY));
}

function partOf(length: number, part: number, parts: number): readonly [from: number, to: number] {
  const from = Math.floor((part * length) / parts);
  return [from, Math.max(from + 1, Math.floor(((part + 1) * length) / parts))];
}
