import { paperToneOf } from './paper-tone.ts';
import type { Dimensions } from './region.ts';

/** A gray picture, one byte a pixel, row by row. */
export interface GrayPicture extends Dimensions {
  readonly pixels: Uint8Array;
  /**
   * How many pixels the shorter side of the whole image would have at this scale. What counts as near follows from
   * it, so that a part of a page comes out as it does in the page.
   */
  readonly wholePx: number;
}

const [BLACK, WHITE] = [0, 255];
/** A window is two eightieths of the page wide, which is some lines of writing. */
const WINDOWS_ACROSS = 80;
const [LEAST_RADIUS_PX, MOST_RADIUS_PX] = [7, 64];
/** How far below its surroundings ink must lie where they are even, as a part of their brightness; Sauvola's k. */
const SENSITIVITY = 0.34;
/** How far from the split, as a part of the paper's tone, surroundings are wholly paper or wholly ink. */
const RAMP = 0.15;

/**
 * Makes every pixel black or white, in place. Ink is what is darker than the pixels around it by a part of their
 * brightness that shrinks with their contrast (Sauvola and Pietikäinen), so that shade and yellowed paper do not
 * count. Where the surroundings themselves are dark against the paper, it is the other way round: there paper is what
 * is brighter than they are, so that solid areas are not hollow and white letters on black remain. Between the two
 * the one passes into the other. Takes a hundred rows or so of memory beside the picture.
 *
 * @see https://doi.org/10.1016/S0031-3203(99)00055-2
 */
export function reduceToTwoTones(picture: GrayPicture): void {
  const wanted = Math.round(picture.wholePx / WINDOWS_ACROSS);
  const radius = Math.min(MOST_RADIUS_PX, Math.max(LEAST_RADIUS_PX, wanted));
  const paper = paperToneOf(picture, radius);
  const sums = createSums(picture, radius);
  for (let y = 0; y < picture.height; y += 1) {
    sums.moveTo(y);
    const row = picture.pixels.subarray(y * picture.width, (y + 1) * picture.width);
    reduceRow(row, sums, { radius, cells: paper.row(y), split: paper.split });
  }
}

interface Near {
  readonly radius: number;
  /** The tone of the paper, for every `radius` pixels. */
  readonly cells: Float32Array;
  readonly split: number;
}

function reduceRow(row: Uint8Array, sums: Sums, { radius, cells, split }: Near): void {
  const { values, squares, rows } = sums;
  for (let x = 0; x < row.length; x += 1) {
    const from = Math.max(0, x - radius);
    const to = Math.min(row.length, x + radius + 1);
    const count = (to - from) * rows;
    const mean = ((values[to] ?? 0) - (values[from] ?? 0)) / count;
    const square = ((squares[to] ?? 0) - (squares[from] ?? 0)) / count;
    const deviation = Math.sqrt(Math.max(0, square - mean * mean));
    const tone = cells[Math.floor(x / radius)] ?? WHITE;
    const side = Math.max(-1, Math.min(1, (mean / tone - split) / RAMP));
    // In the shade contrast is less, too.
    const step = SENSITIVITY * (1 - (2 * deviation) / tone) * side;
    const limit = mean - (side > 0 ? mean : tone - mean) * step;
    row[x] = (row[x] ?? 0) <= limit ? BLACK : WHITE;
  }
}

/** Of the rows from `radius` above to `radius` below: what stands left of each column, added up. */
interface Sums {
  readonly values: Float64Array;
  readonly squares: Float64Array;
  /** How many rows these are. */
  readonly rows: number;
  /** Goes on to the next row; called for every row in turn. */
  moveTo(y: number): void;
}

/** Keeps a copy of the rows of a window, since those above are black and white already when they are to be taken off. */
function createSums({ pixels, width, height }: GrayPicture, radius: number): Sums {
  const kept = 2 * radius + 2;
  const ring = new Uint8Array(kept * width);
  const columns = { values: new Int32Array(width), squares: new Int32Array(width) };
  const values = new Float64Array(width + 1);
  const squares = new Float64Array(width + 1);
  let [next, rows] = [0, 0];
  const ringRow = (y: number) => ring.subarray((y % kept) * width, ((y % kept) + 1) * width);
  const add = (row: Uint8Array, sign: 1 | -1) => {
    rows += sign;
    for (let x = 0; x < width; x += 1) {
      const value = row[x] ?? 0;
      columns.values[x] = (columns.values[x] ?? 0) + sign * value;
      columns.squares[x] = (columns.squares[x] ?? 0) + sign * value * value;
    }
  };
  return {
    values,
    squares,
    get rows() {
      return rows;
    },
    moveTo(y) {
      for (; next < Math.min(height, y + radius + 1); next += 1) {
        ringRow(next).set(pixels.subarray(next * width, (next + 1) * width));
        add(ringRow(next), 1);
      }
      if (y > radius) add(ringRow(y - radius - 1), -1);
      for (let x = 0; x < width; x += 1) {
        values[x + 1] = (values[x] ?? 0) + (columns.values[x] ?? 0);
        squares[x + 1] = (squares[x] ?? 0) + (columns.squares[x] ?? 0);
      }
    },
  };
}
