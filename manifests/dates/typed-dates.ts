import { latinDigits } from '../labels/numerals.ts';
import { type EdtfPoint, parseEdtf, type Qualifier } from './edtf.ts';
import { typedPoint } from './typed-points.ts';

const ABOUT =
  /^(?:ca?\.?|circa|about|around|approx\.?|approximately|omstreeks|omstr\.|rond|ongeveer|um|etwa|gegen|ungefähr)(?:(?<=\.) ?| )(?=.)/;
const PROBABLY =
  /^(?:probably|possibly|perhaps|maybe|waarschijnlijk|vermoedelijk|mogelijk|misschien|wahrscheinlich|vermutlich|möglicherweise|vielleicht|wohl) /;
const FROM = /^(?:from|since|vanaf|sinds|ab|seit) /;
const UNTIL = /^(?:until|till|up to|tot en met|t\/m|tot|bis) /;
const BEFORE = /^(?:before|voor|vóór|vor) (\d{4})$/;
const AFTER = /^(?:after|na|nach) (\d{4})$/;
const TO = / (?:-|to|until|till|through|t\/m|tot en met|tot|bis) /;
const YEARS = /^(\d{4}) ?- ?(\d{4})$/;
/** `1914-18`, `1917/18`. */
const SHORT_YEARS = /^(\d\d)(\d\d)([-/])(\d\d)$/;
const UNDATED =
  /^(?:n\.? ?d\.?|s\.? ?d\.?|s\.? ?a\.?|z\.? ?d\.?|z\.? ?j\.?|o\.? ?j\.?|undated|no date|ongedateerd|zonder datum|zonder jaar|undatiert|ohne datum|ohne jahr)$/;

/** A date as it is compared: lower case, single spaces, hyphens, Latin digits, without the [brackets] of cataloguers. */
export function foldDate(text: string): string {
  const plain = latinDigits(text.normalize('NFC').toLowerCase())
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  // Brackets say that the date is not on the original: where it was found, not whether it is sure.
  return /^\[[^[\]]*\]\.?$/.test(plain)
    ? plain
        .replace(/[[\].]*$/, '')
        .slice(1)
        .trim()
    : plain;
}

/** Whether somebody says that there is no date. `text` is folded. */
export function isUndated(text: string): boolean {
  return UNDATED.test(text);
}

/**
 * A date in people's words, as EDTF; undefined where it is not sure.
 *
 * @param text folded
 * @param hadDash between years stood a dash and no hyphen, so that it is no EDTF
 */
export function typedDate(text: string, hadDash: boolean): string | undefined {
  return typedEnds(text, hadDash) ?? qualifiedPoint(text);
}

function typedEnds(text: string, hadDash: boolean): string | undefined {
  const [before, after] = [BEFORE.exec(text)?.[1], AFTER.exec(text)?.[1]];
  if (before !== undefined) return `../${year(Number(before) - 1)}`;
  if (after !== undefined) return `${year(Number(after) + 1)}/..`;
  const between =
    /^(?:from|van|von) (?=.+ (?:to|until|till|through|t\/m|tot|bis) )/.exec(text)?.[0].length ?? 0;
  const years = YEARS.exec(text);
  if (years) return `${years[1]}/${years[2]}`;
  const short = shortYears(text, hadDash);
  if (short !== undefined) return short;
  const ends = text.slice(between).split(TO.test(text) || !/[a-zäöü]/.test(text) ? TO : '-');
  if (ends.length === 2 && ends[0] && ends[1]) return fromTo(ends[0], ends[1]);
  if (between > 0) return undefined;
  const [from, until] = [FROM.exec(text)?.[0].length, UNTIL.exec(text)?.[0].length];
  if (from !== undefined) return withPoint(text.slice(from), (point) => `${point}/..`);
  if (until !== undefined) return withPoint(text.slice(until), (point) => `../${point}`);
  return /^\d{4}-$/.test(text) ? `${text.slice(0, 4)}/..` : undefined;
}

/** `1914-18`; not `1914-05`, which is May, unless a dash or slash stands there. */
function shortYears(text: string, hadDash: boolean): string | undefined {
  const [, century = '', from = '', sign, to = ''] = SHORT_YEARS.exec(text) ?? [];
  if (Number(to) <= Number(from)) return undefined;
  const isEdtf = parseEdtf(`${century}${from}-${to}`) !== undefined;
  return isEdtf && sign === '-' && !hadDash ? undefined : `${century}${from}/${century}${to}`;
}

/** What the first leaves out stands in the second: `1–3 mei 1917`, `May – June 1917`. */
function fromTo(first: string, second: string): string | undefined {
  const to = qualifiedPoint(second);
  const words = second.split(' ');
  const [, ...rest] = words;
  const candidates = [first, `${first} ${rest.join(' ')}`, `${first} ${words.slice(2).join(' ')}`];
  const from = candidates.map((each) => qualifiedPoint(each.trim())).find((each) => each !== undefined);
  return from !== undefined && to !== undefined ? `${from}/${to}` : undefined;
}

function withPoint(text: string, write: (point: string) => string): string | undefined {
  const point = qualifiedPoint(text);
  return point === undefined ? undefined : write(point);
}

/** A point with what is said of how sure it is. */
function qualifiedPoint(text: string): string | undefined {
  let rest = text;
  const isUncertain = /(?: ?\(\?\)| ?\?)$/.test(rest) || PROBABLY.test(rest);
  rest = rest.replace(/(?: ?\(\?\)| ?\?)$/, '').replace(PROBABLY, '');
  const isAbout = ABOUT.test(rest);
  rest = rest.replace(ABOUT, '');
  const point = typedPoint(rest) ?? plainEdtf(rest);
  return point === undefined ? undefined : point + qualifierOf(isUncertain, isAbout);
}

function plainEdtf(text: string): string | undefined {
  const given = text.toUpperCase();
  const point = parseEdtf(given);
  return point !== undefined && point.kind !== 'interval' && point.qualifier === '' ? given : undefined;
}

function qualifierOf(isUncertain: boolean, isAbout: boolean): EdtfPoint['qualifier'] {
  const both: Qualifier = isAbout ? '%' : '?';
  if (isUncertain) return both;
  return isAbout ? '~' : '';
}

function year(number: number): string {
  return String(number).padStart(4, '0');
}
