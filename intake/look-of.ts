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
 * The bands of an image, longest first known: rows that are as the one above, columns that stay the same from top to
 * bottom. Several squeezed forms of one image may be given: a band is only what is one in all of them.
 * Places and lengths are in pixels of the image; those of columns are as coarse as the squeezing.
 */
export function bandsIn(forms: readonly [PixelRows, ...PixelRows[]], looking: Looking): readonly Band[] {
  const [{ width, height }] = forms;
  const channels = forms.reduce((sum, form) => sum + form.channels, 0);
  const finder = createBandFinder({ width, height, channels });
  const rowOf = forms.length === 1 ? plainRows(forms[0]) : joinedRows(forms, channels);
  for (let y = 0; y < height; y += 1) finder.row(y, rowOf(y));
  const stored = looking.size.width;
  // Where a squeezed column is half inside a band it is not constant, so both ends may have lost one.
  const lost = stored > width ? 2 : 0;
  const bands = finder.end();
  const isTold = ({ axis, length }: Band): boolean =>
    axis === 'rows' ? isLong(length, height, looking) : isLong(length + lost, width, looking);
  // The short ones too, then: together they may be a border, which makes another thing of the long one.
  if (!bands.some(isTold)) return [];
  return bands.flatMap((band): Band[] => {
    if (band.axis === 'rows') return [band];
    const from = Math.ceil((band.from * stored) / width);
    const length = Math.floor(((band.from + band.length) * stored) / width) - from;
    return length > 0 ? [{ ...band, from, length }] : [];
  });
}

function isLong(length: number, side: number, { bandPct }: Looking): boolean {
  return length * 100 > side * bandPct;
}

function plainRows({ width, channels, data }: PixelRows): (y: number) => PixelRows['data'] {
  const length = width * channels;
  return (y) => data.subarray(y * length, (y + 1) * length);
}

/** Each pixel with the samples of every form, one after another, as if it had so many channels. */
function joinedRows(forms: readonly PixelRows[], channels: number): (y: number) => Uint16Array {
  const width = forms[0]?.width ?? 0;
  const row = new Uint16Array(width * channels);
  return (y) => {
    let first = 0;
    for (const form of forms) {
      const scale = form.data instanceof Uint16Array ? 1 : LEVEL_OF_16_BIT;
      let from = y * width * form.channels;
      for (let x = 0; x < width; x += 1)
        for (let channel = 0; channel < form.channels; channel += 1, from += 1)
          row[x * channels + first + channel] = (form.data[from] ?? 0) * scale;
      first += form.channels;
    }
    return row;
  };
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
