const QUARTER_MS = 15 * 60_000;

/** The day that a calendar of a place shows at a moment: `2030-01-01`. */
export function dayAt(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/**
 * The first moment of a day in a place, in ms since 1970; undefined of what is no day. Where the clocks are changed at
 * midnight it is not midnight.
 *
 * @param day `2030-01-01`
 */
export function startOfDay(day: string, timeZone: string): number | undefined {
  const utc = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(utc)) return undefined;
  // No clock is more than fourteen hours ahead of UTC, and none moves but by quarters of an hour.
  let at = utc - 14 * 4 * QUARTER_MS;
  while (dayAt(at, timeZone) < day) at += QUARTER_MS;
  return at;
}
