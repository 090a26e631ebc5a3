/** How an uncompressed image in strips is described, and how many bytes its strips have. */
export interface ListedLines {
  readonly width: number;
  readonly height: number;
  /** Samples of a pixel that lie side by side: 1 where each has planes of its own. */
  readonly samples: number;
  readonly bits: number;
  readonly rowsPerStrip: number;
  readonly counts: readonly number[];
}

/** Strips of fewer lines may well be filled up with some bytes. */
const MIN_LINES = 8;

/**
 * How many bytes each line has more than the description needs: then its width, bits or samples are not those of the
 * pixels, which decode to slanted stripes or noise without a word. 0 where it fits, or where lines do not share what
 * there is too much. The last strip may be as long as the others.
 */
export function bytesTooMany({ width, height, samples, bits, rowsPerStrip, counts }: ListedLines): number {
  const lines = Math.min(rowsPerStrip, height);
  const whole = counts.slice(0, Math.max(1, Math.floor(height / lines)));
  const [first = 0] = whole;
  if (lines < MIN_LINES || whole.some((count) => count !== first)) return 0;
  const tooMany = first / lines - Math.ceil((width * samples * bits) / 8);
  return tooMany > 0 && Number.isInteger(tooMany) ? tooMany : 0;
}
