import type { GrayPicture } from './bitonal.ts';

/** How bright the paper is, place by place, under what is written and printed on it. */
export interface PaperTone {
  /** Along a row of pixels, cell by cell. */
  row(y: number): Float32Array;
  /** Where ink and paper part over all of the picture, as a part of the paper's brightness. */
  readonly split: number;
}

/**
 * How little darker the paper can become from one cell to the next. What falls off faster is no shade but something
 * that lies on the paper.
 */
const STEEPEST_SHADE = 0.97;
/** Paper is this bright in the bright places of a cell, as a part of its pixels. */
const BRIGHT_PART = 0.9;
/** What is darker than this part of the brightest paper is no paper in the shade. */
const DARKEST_PAPER = 0.42;
const LEAST_TONE = 48;
const [LEAST_SPLIT, MOST_SPLIT] = [0.45, 0.62];

interface Grid {
  readonly across: number;
  readonly down: number;
  readonly cells: Float32Array;
}

/** Reads the paper's tone from cells of a side in pixels: what is bright in each, carried over what is dark. */
export function paperToneOf(picture: GrayPicture, cellPx: number): PaperTone {
  const { across, cells } = carryOver(brightnessOf(picture, cellPx));
  const white = cells.toSorted()[Math.floor(cells.length * 0.95)] ?? WHITE;
  const floor = Math.max(LEAST_TONE, white * DARKEST_PAPER);
  const tones = cells.map((tone) => Math.max(tone, floor));
  const row = (y: number) => {
    const start = Math.floor(y / cellPx) * across;
    return tones.subarray(start, start + across);
  };
  const split = otsu(histogramOf(picture, row, cellPx)) / SCALE;
  return { row, split: Math.min(MOST_SPLIT, Math.max(LEAST_SPLIT, split)) };
}

const WHITE = 255;
/** Of the normalised tones: paper, and room for what is brighter. */
const SCALE = 200;

function brightnessOf({ pixels, width, height }: GrayPicture, cellPx: number): Grid {
  const across = Math.ceil(width / cellPx);
  const down = Math.ceil(height / cellPx);
  const cells = new Float32Array(across * down);
  const counts = new Uint32Array(256);
  for (let cell = 0; cell < cells.length; cell += 1) {
    const left = (cell % across) * cellPx;
    const top = Math.floor(cell / across) * cellPx;
    const right = Math.min(width, left + cellPx);
    const bottom = Math.min(height, top + cellPx);
    counts.fill(0);
    for (let y = top; y < bottom; y += 1) {
      for (let at = y * width + left; at < y * width + right; at += 1) {
        const value = pixels[at] ?? 0;
        counts[value] = (counts[value] ?? 0) + 1;
      }
    }
    cells[cell] = quantile(counts, (right - left) * (bottom - top) * BRIGHT_PART);
  }
  return { across, down, cells };
}

function quantile(counts: Uint32Array, rank: number): number {
  let below = 0;
  for (const [value, count] of counts.entries()) {
    below += count;
    if (below >= rank) return value;
  }
  return WHITE;
}

/** Makes no cell darker than its neighbours allow: once from the top left, and once back. */
function carryOver(grid: Grid): Grid {
  const { across, down, cells } = grid;
  for (let cell = 0; cell < across * down; cell += 1) lighten(grid, cell, -1);
  for (let cell = across * down - 1; cell >= 0; cell -= 1) lighten(grid, cell, 1);
  return { across, down, cells };
}

function lighten({ across, cells }: Grid, cell: number, step: 1 | -1): void {
  const column = cell % across;
  const isInside = column + step >= 0 && column + step < across;
  const beside = isInside ? (cells[cell + step] ?? 0) : 0;
  const beyond = cells[cell + step * across] ?? 0;
  cells[cell] = Math.max(cells[cell] ?? 0, Math.max(beside, beyond) * STEEPEST_SHADE);
}

/** How often each tone occurs, as a part of the paper's: of every third pixel of every third row. */
function histogramOf(
  { pixels, width, height }: GrayPicture,
  row: PaperTone['row'],
  cellPx: number,
): Float64Array {
  const histogram = new Float64Array(256);
  for (let y = 0; y < height; y += 3) {
    const tones = row(y);
    for (let x = y % 3; x < width; x += 3) {
      const tone = tones[Math.floor(x / cellPx)] ?? WHITE;
      const share = Math.min(WHITE, Math.round(((pixels[y * width + x] ?? 0) / tone) * SCALE));
      histogram[share] = (histogram[share] ?? 0) + 1;
    }
  }
  return histogram;
}

/**
 * The value at or below which a pixel is of the darker of two classes: where they differ most.
 *
 * @see https://doi.org/10.1109/TSMC.1979.4310076
 */
function otsu(histogram: Float64Array): number {
  const all = histogram.reduce((sum, count) => sum + count, 0);
  const sumAll = histogram.reduce((sum, count, value) => sum + count * value, 0);
  let [best, threshold, countBelow, sumBelow] = [0, 127, 0, 0];
  for (const [value, count] of histogram.entries()) {
    countBelow += count;
    sumBelow += count * value;
    const countAbove = all - countBelow;
    if (countBelow === 0 || countAbove === 0) continue;
    const difference = sumBelow / countBelow - (sumAll - sumBelow) / countAbove;
    const between = countBelow * countAbove * difference * difference;
    if (between > best) [best, threshold] = [between, value];
  }
  return threshold;
}
