import { Fault } from '../model/fault.ts';
import type { Band } from '../model/look.ts';

/** Samples of one row of pixels, channel by channel within each pixel; 16-bit ones in the full range to 65,535. */
type Row = Uint8Array | Uint16Array;

/** Takes an image row by row, from the top. Keeps three rows, and a number for each column that may still be stuck. */
export interface BandFinder {
  /**
   * The next row; its array may be used again afterwards.
   *
   * @throws Fault('internal') where it is not the row that comes next, or has another number of samples.
   */
  row(y: number, samples: Row): void;
  /** The longest bands of each axis, rows first, each from the start of the image to its end. */
  end(): readonly Band[];
}

/** The last row, and what it is compared with: the one above, and the one that says how a run of zeros began. */
const ROWS_KEPT = 3;
/** So many of rows, and so many of columns: the longest; of two that are as long, the first. */
export const MAX_BANDS = 20;
const LEVEL_OF_16_BIT = 257;

/**
 * Finds what no camera makes: pixels that are in every sample the same as the one above, over the full width or the
 * full height. Rows are a band from the row that is repeated to its last repetition, be it of one colour, as where
 * zeros were written, or not, as where a scanner sent its last line again. Columns are a band where each stays as it
 * is from the first row to the last, as under a dead part of a sensor; neighbours may differ in colour. Columns of an
 * image of which not all rows came are unknown, and left out.
 *
 * @param size in pixels, and samples a pixel
 */
export function createBandFinder(size: { width: number; height: number; channels: number }): BandFinder {
  const samplesInRow = size.width * size.channels;
  const rows = createRuns();
  /** The last rows of those that differ from the one above them, the latest last. */
  const different: Row[] = [];
  let columns = new Uint32Array(0);
  let seen = 0;
  let from = 0;

  const endRun = (): void => {
    const row = different.at(-1);
    if (row !== undefined && seen - from > 1) rows.add(bandOfRows(from, seen - from, row, different));
  };
  return {
    row(y, samples) {
      if (y !== seen || samples.length !== samplesInRow)
        throw new Fault('internal', `Row ${y} of ${samples.length} samples does not follow ${seen} rows.`);
      const above = different.at(-1);
      if (above === undefined) {
        columns = Uint32Array.from({ length: size.width }, (_, x) => x);
        different.push(samples.slice());
      } else if (!isSame(above, samples)) {
        endRun();
        from = seen;
        columns = stillStuck(columns, above, samples, size.channels);
        different.push(copyOf(samples, different.length < ROWS_KEPT ? undefined : different.shift()));
      }
      seen++;
    },
    end() {
      endRun();
      const row = different.at(-1);
      const isWhole = seen > 1 && seen === size.height;
      return [...rows.list(), ...(row && isWhole ? bandsOfColumns(columns, row, size.channels) : [])];
    },
  };
}

function copyOf(samples: Row, into: Row | undefined): Row {
  if (into === undefined) return samples.slice();
  into.set(samples);
  return into;
}

/**
 * Lost data begins within a row: the one above that is all picture. A cloth begins at the edge of a page, which is
 * never straight to the pixel, and in its shadow: two rows above, much is dark already.
 */
function bandOfRows(from: number, length: number, row: Row, different: readonly Row[]): Band {
  const level = levelOf(row);
  const before = different.at(-ROWS_KEPT) ?? different.at(-2);
  const fadesIn = level === 0 && before !== undefined && isPartlyZero(before);
  return { axis: 'rows', from, length, level, ...(fadesIn && { fadesIn }) };
}

/** More than a quarter: letters and shadows are less. */
function isPartlyZero(row: Row): boolean {
  let zeros = 0;
  for (const sample of row) if (sample === 0) zeros++;
  return zeros * 4 > row.length;
}

/** Bytes are compared by the machine: a thousand times faster than one by one. */
function isSame(one: Row, other: Row): boolean {
  return bytesOf(one).equals(bytesOf(other));
}

function bytesOf({ buffer, byteOffset, byteLength }: Row): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** After the first few rows of a photograph next to none are left, and there is next to nothing to do. */
function stillStuck(
  columns: Uint32Array<ArrayBuffer>,
  above: Row,
  row: Row,
  channels: number,
): typeof columns {
  return columns.filter((x) => {
    for (let at = x * channels; at < (x + 1) * channels; at++) if (above[at] !== row[at]) return false;
    return true;
  });
}

function bandsOfColumns(columns: Uint32Array, row: Row, channels: number): readonly Band[] {
  const runs = createRuns();
  for (let first = 0, at = 1; at <= columns.length; at++) {
    const from = columns[first] ?? 0;
    const length = at - first;
    if (columns[at] === from + length) continue;
    const level = levelOf(row.subarray(from * channels, (from + length) * channels));
    runs.add({ axis: 'columns', from, length, level });
    first = at;
  }
  return runs.list();
}

/** The mean, 0–255: 0 only where there is nothing but zeros, which is what lost data most often is. */
function levelOf(samples: Row): number {
  const sum = (samples as Uint8Array).reduce((total, sample) => total + sample, 0);
  const mean = sum / samples.length / (samples instanceof Uint16Array ? LEVEL_OF_16_BIT : 1);
  return sum === 0 ? 0 : Math.max(1, Math.round(mean));
}

/** Keeps the longest. */
function createRuns(): { add(band: Band): void; list(): readonly Band[] } {
  const longest: Band[] = [];
  return {
    add(band) {
      const place = longest.findIndex(({ length }) => length < band.length);
      longest.splice(place < 0 ? longest.length : place, 0, band);
      longest.length = Math.min(longest.length, MAX_BANDS);
    },
    list: () => longest.toSorted((one, other) => one.from - other.from),
  };
}
