/** From a moment, and before another. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A day of this place as `2026-11-21`. */
export function todayWords(now: Date = new Date()): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** From midnight to midnight in the time of this place: 23 or 25 hours where the clocks change. */
export function daySpan(day: string): Span {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return {
    from: new Date(year, month - 1, date).getTime(),
    until: new Date(year, month - 1, date + 1).getTime(),
  };
}
