/** How many checks and tests held, and how many did not. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export const NOTHING: Tally = Object.freeze({ passed: 0, failed: 0 });

export function add(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}

/** The last line of `npm test`, which other programs read. */
export function resultLine(tally: Tally): string {
  return `${tally.passed} passed, ${tally.failed} failed`;
}

/** `1.2 s`. */
export function seconds(sinceMs: number): string {
  return `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;
}
