/**
 * Dates as EDTF writes them, of level 0 and 1 as far as archives need them: years 1 to 9999, and no times of day.
 *
 * @see https://www.loc.gov/standards/datetime/
 */
export type EdtfDate = EdtfPoint | EdtfInterval;

/** A day, month, season, year, decade or century, and how sure it is. */
export interface EdtfPoint {
  readonly kind: 'century' | 'decade' | 'year' | 'season' | 'month' | 'day';
  /** The first year of a decade or century. */
  readonly year: number;
  /** 1–12; 21–24 of a season; 0 where there is none. */
  readonly month: number;
  /** 1–31; 0 where there is none. */
  readonly day: number;
  /** What is known to be unknown: `1917-XX`, `1917-05-XX`, `1917-XX-XX`. */
  readonly unknown: '' | 'month' | 'day' | 'month and day';
  /** `?` uncertain, `~` approximate, `%` both. */
  readonly qualifier: Qualifier;
}

export type Qualifier = '' | '?' | '~' | '%';

/** From one to another. `open`: it goes on; `unknown`: nobody knows. */
export interface EdtfInterval {
  readonly kind: 'interval';
  readonly from: EdtfPoint | 'open' | 'unknown';
  readonly to: EdtfPoint | 'open' | 'unknown';
}

const POINT =
  /^(?<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?<month>\d\d|XX)(?:-(?<day>\d\d|XX))?)?(?<qualifier>[?~%]?)$/;
/** In which month a season begins, as meteorologists of the north count. */
const SEASON_MONTHS: Readonly<Record<number, number>> = { 21: 3, 22: 6, 23: 9, 24: 12 };

/** Reads a date in EDTF; undefined where it is none, or none of those that are kept. */
export function parseEdtf(text: string): EdtfDate | undefined {
  const [first = '', second, ...more] = text.split('/');
  if (second === undefined) return parsePoint(first);
  const [from, to] = [parseEnd(first), parseEnd(second)];
  if (from === undefined || to === undefined || more.length > 0) return undefined;
  if (typeof from === 'string' && typeof to === 'string') return undefined;
  if (typeof from !== 'string' && typeof to !== 'string' && firstDay(from) >= firstDay(to)) return undefined;
  return { kind: 'interval', from, to };
}

/** Whether a text is a date as it is kept. */
export function isEdtf(text: string): boolean {
  return parseEdtf(text) !== undefined;
}

/** Ends of an interval are days, months or years: nothing else is understood by all. */
function parseEnd(text: string): EdtfInterval['from'] | undefined {
  if (text === '..') return 'open';
  if (text === '') return 'unknown';
  const point = parsePoint(text);
  const isPlain = point !== undefined && point.unknown === '' && /^(year|month|day)$/.test(point.kind);
  return isPlain ? point : undefined;
}

function parsePoint(text: string): EdtfPoint | undefined {
  const { year = '', month, day, qualifier = '' } = POINT.exec(text)?.groups ?? {};
  const number = Number(year.replaceAll('X', '0'));
  if (number < 1) return undefined;
  const base = { year: number, month: 0, day: 0, unknown: '', qualifier: qualifier as Qualifier } as const;
  if (year.includes('X'))
    return month === undefined ? { ...base, kind: year.endsWith('XX') ? 'century' : 'decade' } : undefined;
  if (month === undefined) return { ...base, kind: 'year' };
  if (month === 'XX') {
    if (day !== undefined && day !== 'XX') return undefined;
    return { ...base, kind: 'year', unknown: day === undefined ? 'month' : 'month and day' };
  }
  return withMonth({ ...base, month: Number(month) }, day);
}

function withMonth(base: Omit<EdtfPoint, 'kind'>, day: string | undefined): EdtfPoint | undefined {
  if (base.month in SEASON_MONTHS) return day === undefined ? { ...base, kind: 'season' } : undefined;
  if (base.month < 1 || base.month > 12) return undefined;
  if (day === undefined) return { ...base, kind: 'month' };
  if (day === 'XX') return { ...base, kind: 'month', unknown: 'day' };
  const number = Number(day);
  if (number < 1 || number > daysIn(base.year, base.month)) return undefined;
  return { ...base, kind: 'day', day: number };
}

/** Inverse of {@link parseEdtf}. */
export function formatEdtf(date: EdtfDate): string {
  if (date.kind !== 'interval') return formatPoint(date);
  return `${formatEnd(date.from)}/${formatEnd(date.to)}`;
}

function formatEnd(end: EdtfInterval['from']): string {
  if (end === 'unknown') return '';
  return end === 'open' ? '..' : formatPoint(end);
}

function formatPoint({ kind, year, month, day, unknown, qualifier }: EdtfPoint): string {
  const digits = pad(year, 4);
  const unsaid = { '': '', month: '-XX', day: '-XX', 'month and day': '-XX-XX' }[unknown];
  const texts = {
    century: `${digits.slice(0, 2)}XX`,
    decade: `${digits.slice(0, 3)}X`,
    year: digits,
    season: `${digits}-${pad(month)}`,
    month: `${digits}-${pad(month)}`,
    day: `${digits}-${pad(month)}-${pad(day)}`,
  };
  return texts[kind] + unsaid + qualifier;
}

/**
 * The first instant of a date, where a timeline puts it: an xsd:dateTime in UTC. Of what has no beginning that is
 * known, the first instant of its end.
 *
 * @see https://iiif.io/api/presentation/3.0/#navdate
 */
export function navDateOf(date: EdtfDate): string {
  if (date.kind !== 'interval') return `${firstDay(date)}T00:00:00Z`;
  const known = [date.from, date.to].find((end) => typeof end !== 'string');
  if (known === undefined) throw new Error('an interval has one end that is known');
  return `${firstDay(known)}T00:00:00Z`;
}

/** `1917-05-01` of `1917-05`. */
function firstDay({ year, month, day }: EdtfPoint): string {
  return `${pad(year, 4)}-${pad((SEASON_MONTHS[month] ?? month) || 1)}-${pad(day || 1)}`;
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

function pad(number: number, digits = 2): string {
  return String(number).padStart(digits, '0');
}
