import { decadeOf, monthOf, seasonOf } from './date-names.ts';

/**
 * One day, month, season, year, decade or century in people's words, as EDTF; undefined where it is not sure. The text
 * is in lower case, with single spaces, hyphens for dashes and Latin digits, and says nothing of how sure it is.
 */
export function typedPoint(text: string): string | undefined {
  const plain = text.replace(/^(?:the|de|het|der|die|das|in) /, '').replace(/,/g, '');
  for (const [pattern, write] of FORMS) {
    const found = pattern.exec(plain);
    const written = found ? write(...(found.slice(1) as string[])) : undefined;
    if (written !== undefined) return written;
  }
  return undefined;
}

/** `3-5-1917` may be in May or in March; the two that it may be, undefined where it is sure or no such date. */
export function twoReadings(text: string): readonly [string, string] | undefined {
  const [, one = '', other = '', year = ''] = NUMERIC.exec(text) ?? [];
  if (!(isMonth(one) && isMonth(other)) || Number(one) === Number(other)) return undefined;
  return [dayOf(year, other, one), dayOf(year, one, other)];
}

const NUMERIC = /^(\d\d?)[-/.] ?(\d\d?)[-/.] ?(\d{4})$/;
const NAME = '([a-zäöü]+)\\.?';

type Form = readonly [RegExp, (...parts: string[]) => string | undefined];

const FORMS: readonly Form[] = [
  [/^(\d{4})$/, (year) => year],
  [NUMERIC, numericDay],
  [new RegExp(`^${NAME}(?: of| van| von)? (\\d{4})$`), (name = '', year = '') => monthOrSeason(name, year)],
  [
    new RegExp(`^(\\d\\d?)(?:st|nd|rd|th|e|\\.)? ?(?:of )?${NAME} (\\d{4})$`),
    (day, name, year) => namedDay(year, name, day),
  ],
  [
    new RegExp(`^${NAME} (\\d\\d?)(?:st|nd|rd|th)? (\\d{4})$`),
    (name, day, year) => namedDay(year, name, day),
  ],
  // Whole decades of a century: 1900s may be ten years or a hundred.
  [/^(\d\d[1-9])0(?:s|'s|er(?: jahren?)?)$/, (decade) => `${decade}X`],
  [/^jaren (\d\d[1-9])0$/, (decade) => `${decade}X`],
  // Of the last century, which is what is meant where people say no more.
  [/^jaren ['’]?([1-9])0$/, (decade) => `19${decade}X`],
  [/^jaren ([a-z]+)$/, (name = '') => decadeInWords(name)],
  [/^(\d\d?)(?:st|nd|rd|th) century$/, century],
  [/^(\d\d?)(?:e|ste|de) eeuw$/, century],
  [/^(\d\d?)\. jahrhunderts?$/, century],
  // As cataloguers write what they cannot read or know: 192-, 19--.
  [/^(\d{3})-$/, (decade) => `${decade}X`],
  [/^(\d\d)--$/, (hundred) => `${hundred}XX`],
];

function monthOrSeason(name: string, year: string): string | undefined {
  const number = monthOf(name) ?? seasonOf(name);
  return number === undefined ? undefined : `${year}-${pad(number)}`;
}

function namedDay(year = '', name = '', day = ''): string | undefined {
  const month = monthOf(name);
  return month === undefined ? undefined : dayOf(year, month, day);
}

/** Sure where one of them can be no month, or both are the same. */
function numericDay(one = '', other = '', year = ''): string | undefined {
  if (isMonth(one) && isMonth(other) && Number(one) !== Number(other)) return undefined;
  return isMonth(other) ? dayOf(year, other, one) : dayOf(year, one, other);
}

function decadeInWords(name: string): string | undefined {
  const decade = decadeOf(name);
  return decade === undefined ? undefined : `19${decade / 10}X`;
}

function century(number = ''): string | undefined {
  return Number(number) > 1 ? `${pad(Number(number) - 1)}XX` : undefined;
}

function isMonth(text: string): boolean {
  return Number(text) >= 1 && Number(text) <= 12;
}

function dayOf(year: string, month: string | number, day: string): string {
  return `${year}-${pad(month)}-${pad(day)}`;
}

function pad(number: string | number): string {
  return String(number).padStart(2, '0');
}
