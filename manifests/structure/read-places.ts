import type { Message } from '../../model/finding.ts';
import { parseRoman } from '../labels/numerals.ts';
import { foldLine } from './fold-line.ts';
import { BEFORE_NUMBER, type PlaceIndex } from './place-index.ts';
import { noSuchPage, noSuchPlace, runsBackwards, severalPages } from './structure-faults.ts';

/** What a line begins with: the places of pages (from 0), and where its title begins. */
export type PlacesRead =
  | {
      readonly places: readonly number[];
      readonly titleAt: number;
      /** A colon stands between them, so that an empty title is meant. */
      readonly hasColon: boolean;
    }
  | { readonly fault: Message };

/** A page that is named in a line, up to `end`. */
type Named =
  | { readonly candidates: readonly number[]; readonly text: string; readonly end: number }
  | { readonly fault: Message };

/** A line that is being read: as it was given, and folded. */
interface Line {
  readonly given: string;
  readonly folded: string;
  readonly index: PlaceIndex;
}

const TO = /^(?: *- *| +(?:t\/m|tot en met|tot|to|through|bis|al|ila) +)/;
const AND = /^ *[,;+] */;
const BOUNDARY = /[ :,;+-]/;
/** What can hardly be anything but a page. */
const LIKE_A_PAGE = /^(?:#\d*|\[?\d{1,7} ?(?:bis|[abrv])?\]?)(?=[ :,;+-]|$)/;
const LIKE_ROMAN_PAGES = /^([mdclxvi]+) *- *([mdclxvi]+)(?=[ :,;]|$)/;
/** Where no page has a number of four digits, these are years. */
const YEAR = /^(1\d|20)\d\d(?=[ :,;-]|$)/;

/**
 * Reads which pages a line is about: `12r–15v, 20r: …`, `p. 3-7 …`, `#12-#15 …`. A line that begins with nothing of the
 * kind is a title. Words and letters (`Spine`, `iv`, `a`) are only pages where a colon or the end of the line follows,
 * or in `iv–ix`, since titles begin with words.
 *
 * @param given a line without its indentation
 */
export function readPlaces(given: string, index: PlaceIndex): PlacesRead {
  const line = { given, folded: foldLine(given), index };
  const colon = /^: */.exec(line.folded);
  if (colon) return { places: [], titleAt: colon[0].length, hasColon: true };
  const spans = readSpans(line);
  if ('fault' in spans) return spans;
  const { places, end, isSure } = spans;
  const between = /^ *(:)? */.exec(line.folded.slice(end));
  const hasColon = between?.[1] !== undefined;
  const titleAt = end + (between?.[0].length ?? 0);
  if (places.length === 0 || !(isSure || hasColon || titleAt >= given.length))
    return { places: [], titleAt: 0, hasColon: false };
  return { places, titleAt, hasColon };
}

interface Spans {
  readonly places: readonly number[];
  readonly end: number;
  /** It can be no title. */
  readonly isSure: boolean;
}

function readSpans(line: Line): Spans | { readonly fault: Message } {
  const places: number[] = [];
  let end = 0;
  let isSure = false;
  for (let at = 0; ; ) {
    const span = readSpan(line, at);
    if (span === undefined) return { places, end, isSure };
    if ('fault' in span) return span;
    for (const place of span.places) places.push(place);
    isSure ||= span.isSure;
    end = span.end;
    const and = AND.exec(line.folded.slice(end, end + 100));
    if (!and) return { places, end, isSure };
    at = end + and[0].length;
  }
}

/** One page, or all from one to another. */
function readSpan(line: Line, at: number): Spans | { readonly fault: Message } | undefined {
  const first = readName(line, at);
  if (first === undefined || 'fault' in first) return first;
  const hasNumber = /[\d#]/.test(line.folded.slice(at, first.end));
  const to = TO.exec(line.folded.slice(first.end, first.end + 100));
  if (to) {
    const last = readName(line, first.end + to[0].length);
    if (last !== undefined) return 'fault' in last ? last : joinSpan(line, first, last, hasNumber);
  }
  const [place, ...others] = first.candidates;
  if (place === undefined || others.length > 0) {
    // Words that several pages are called by may be the beginning of a title; numbers are not.
    return hasNumber ? { fault: severalPages(first.text, first.candidates) } : undefined;
  }
  const isDash = to !== null && /-/.test(to[0]);
  return { places: [place], end: first.end + (isDash ? to[0].length : 0), isSure: hasNumber };
}

type Found = Extract<Named, { candidates: unknown }>;

function joinSpan(line: Line, first: Found, last: Found, hasNumber: boolean): Spans | { fault: Message } {
  const [from, ...others] = first.candidates;
  if (from === undefined || others.length > 0) return { fault: severalPages(first.text, first.candidates) };
  // Of several that are called the same the next is meant, where numbers begin anew in the second volume.
  const to = last.candidates.find((place) => place >= from);
  if (to === undefined) return { fault: runsBackwards(from, last.candidates[0] ?? 0, line.index) };
  const places = Array.from({ length: to - from + 1 }, (_, more) => from + more);
  const isDash = line.folded.slice(first.end, last.end - last.text.length).includes('-');
  return { places, end: last.end, isSure: hasNumber || isDash };
}

/** The page that is named at a place of a line; a fault where only a page could be meant, and there is none. */
function readName(line: Line, at: number): Named | undefined {
  const { folded, given, index } = line;
  const rest = folded.slice(at, at + index.longest + 40);
  const place = /^#(\d{1,7})(?=[ :,;+-]|$)/.exec(rest);
  if (place) {
    const number = Number(place[1]);
    if (number < 1 || number > index.surfaces.length) return { fault: noSuchPlace(place[0], index) };
    return { candidates: [number - 1], text: place[0], end: at + place[0].length };
  }
  const before = BEFORE_NUMBER.exec(rest)?.[0].length ?? 0;
  const found =
    longestLabel(rest, index) ?? (before > 0 ? longestLabel(rest.slice(before), index, before) : undefined);
  if (found) return { ...found, text: given.slice(at, at + found.length), end: at + found.length };
  return unknownName(line, at + before, rest.slice(before));
}

function longestLabel(rest: string, { places, longest }: PlaceIndex, before = 0) {
  for (let length = Math.min(rest.length, longest); length > 0; length -= 1) {
    if (length < rest.length && !BOUNDARY.test(rest.charAt(length))) continue;
    const candidates = places.get(rest.slice(0, length));
    if (candidates) return { candidates, length: before + length };
  }
  return undefined;
}

function unknownName({ given, index }: Line, at: number, rest: string): Named | undefined {
  const like = LIKE_A_PAGE.exec(rest);
  if (like) {
    if (YEAR.test(rest) && index.largest < 1_000) return undefined;
    return { fault: noSuchPage(given.slice(at, at + like[0].length), index) };
  }
  const roman = LIKE_ROMAN_PAGES.exec(rest);
  if (roman === null || roman.slice(1).some((text) => parseRoman(text) === undefined)) return undefined;
  return { fault: noSuchPage(given.slice(at, at + roman[0].length), index) };
}
