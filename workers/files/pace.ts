/** How fast pages are made, and when the last will be. */
export interface Pace {
  /** A page was made that did not stand yet. */
  took(ms: number): void;
  /** When all should be done, in ms since 1970; null as long as none was made. */
  expectedAt(done: number, now: number): number | null;
}

/** So many pages back, that a quiet hour soon counts for more than a busy one. */
const MEMORY = 20;
/** To put them together, for each page. */
const ASSEMBLY_MS = 20;

/** @param total of pages that are made */
export function createPace(total: number): Pace {
  const last: number[] = [];
  return {
    took(ms) {
      last.push(ms);
      if (last.length > MEMORY) last.shift();
    },
    expectedAt(done, now) {
      if (last.length === 0) return null;
      const each = last.reduce((sum, ms) => sum + ms, 0) / last.length;
      return Math.round(now + (total - done) * each + total * ASSEMBLY_MS);
    },
  };
}
