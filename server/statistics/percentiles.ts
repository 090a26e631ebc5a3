import type { Waiting } from '../../model/statistics.ts';

/** So many waited so many whole seconds. */
interface Seconds {
  readonly seconds: number;
  readonly count: number;
}

/** How long was waited, of counts in any order. */
export function waitingOf(counts: readonly Seconds[]): Waiting {
  const inOrder = counts.toSorted((one, other) => one.seconds - other.seconds);
  const count = inOrder.reduce((sum, one) => sum + one.count, 0);
  const within = (share: number): number | null => {
    let reached = 0;
    for (const one of inOrder) {
      reached += one.count;
      if (reached >= share * count) return Math.max(0, one.seconds) * 1_000;
    }
    return null;
  };
  return { count, medianMs: within(0.5), p95Ms: within(0.95), longestMs: within(1) };
}
