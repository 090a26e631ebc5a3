import type { StatisticsView } from '../../model/statistics.ts';

/** What the hours or days of statistics are called: short under a chart, whole in a table. */
export interface TimeNames {
  readonly short: readonly string[];
  readonly whole: readonly string[];
}

/** The names of every hour or day, in the zone that they were counted in. */
export function timeNamesOf(
  { buckets, by, zone }: Pick<StatisticsView, 'buckets' | 'by' | 'zone'>,
  language: string,
): TimeNames {
  const form = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(language, { timeZone: zone, ...options });
    return buckets.map(({ at }) => format.format(at));
  };
  const hour = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return by === 'hour'
    ? { short: form(hour), whole: form({ dateStyle: 'medium', timeStyle: 'short' }) }
    : { short: form({ day: 'numeric', month: 'short' }), whole: form({ dateStyle: 'medium' }) };
}
