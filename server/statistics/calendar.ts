/** Days and hours as the clocks of a place show them. Pure: what the zones do comes with Node. */

/** How far the clocks of a place are ahead of UTC at a moment, in milliseconds. */
export type Zone = (at: number) => number;

/** From a moment until just before another, in milliseconds since 1970. */
export interface Bucket {
  readonly at: number;
  readonly until: number;
}

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** As all of them are nowadays: quarters of an hour, not more than fourteen hours. */
const OFFSET = /^([+-])(0\d|1[0-4]):(00|15|30|45)$/;

/**
 * The zone of a name (`Europe/Amsterdam`) or an offset (`+02:00`); undefined where there is none.
 *
 * @see https://www.iana.org/time-zones
 */
export function zoneOf(name: string): Zone | undefined {
  const fixed = OFFSET.exec(name);
  if (fixed !== null) {
    const offsetMs = (Number(fixed[2]) * 60 + Number(fixed[3])) * MINUTE_MS * (fixed[1] === '-' ? -1 : 1);
    return () => offsetMs;
  }
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: name, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
      ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
    return (at) => clockOf(format, at) - Math.floor(at / 1_000) * 1_000;
  } catch {
    return undefined;
  }
}

/** What the clock shows, as if it were UTC. */
function clockOf(format: Intl.DateTimeFormat, at: number): number {
  const shown = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
  return Date.UTC(
    ...([part('year'), part('month') - 1, part('day')] as const),
    ...([part('hour'), part('minute'), part('second')] as const),
  );
}

/**
 * The days from one date to another, both included: each begins when its date does there, and so has 23 or 25 hours
 * where the clocks are changed.
 *
 * @param dates as `2026-11-21`
 */
export function daysOf(zone: Zone, dates: { readonly from: string; readonly to: string }): Bucket[] {
  const days: Bucket[] = [];
  const last = Date.parse(dates.to);
  for (let midnight = Date.parse(dates.from); midnight <= last; midnight += DAY_MS) {
    const day = { at: startOf(zone, midnight), until: startOf(zone, midnight + DAY_MS) };
    if (day.at < day.until) days.push(day);
  }
  return days;
}

/**
 * The hours of some days, from the beginning of each. A day whose clocks are changed by half an hour ends with half
 * an hour.
 */
export function hoursOf(days: readonly Bucket[]): Bucket[] {
  return days.flatMap((day) => {
    const hours: Bucket[] = [];
    for (let at = day.at; at < day.until; at += HOUR_MS)
      hours.push({ at, until: Math.min(at + HOUR_MS, day.until) });
    return hours;
  });
}

/** The first moment whose clock shows a date's midnight, or what comes after it where there is no midnight. */
function startOf(zone: Zone, midnight: number): number {
  const [before, after] = [zone(midnight - DAY_MS), zone(midnight + DAY_MS)];
  if (before === after) return midnight - before;
  let at = midnight - Math.max(before, after);
  while (at + zone(at) < midnight) at += QUARTER_MS;
  return at;
}
