import type { StatisticsStep } from '../../model/statistics.ts';

/** The ranges that can be chosen: how many days until today, and how finely they are counted. */
export const RANGES = {
  today: { days: 1, by: 'hour' },
  week: { days: 7, by: 'day' },
  month: { days: 30, by: 'day' },
} as const satisfies Record<string, { days: number; by: StatisticsStep }>;
export type RangeName = keyof typeof RANGES;

/** Days of the reader's own clock, both included, as `2026-11-21`. */
export interface Range {
  readonly from: string;
  readonly to: string;
  readonly by: StatisticsStep;
}

/** The range of a name, at a moment; anything that is no name is today. */
export function rangeOf(name: string | null, now: Date): Range & { readonly name: RangeName } {
  const known: RangeName = name === 'week' || name === 'month' ? name : 'today';
  const { days, by } = RANGES[known];
  const first = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + 1);
  return { name: known, from: dateOf(first), to: dateOf(now), by };
}

function dateOf(day: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
