import type { LanguageMap } from '../../model/language.ts';
import { DEEPEST_RANGE, MOST_RANGES, type RangeNode } from '../../model/structure.ts';
import { type LineFault, MOST_PLACES_NAMED, type StructureReading } from '../../model/structure-text.ts';
import { LEADING_MARKS } from './fold-line.ts';
import { type DraftRange, keepIds } from './keep-ids.ts';
import { indexPlaces, type LabelledSurface, type PlaceIndex } from './place-index.ts';
import { readPlaces } from './read-places.ts';
import { TOO_DEEP, TOO_MANY, TOO_MANY_PAGES } from './structure-faults.ts';
import { readTitle, type Title } from './titles.ts';

export interface ReadingOptions {
  /** In their order. */
  readonly surfaces: readonly LabelledSurface[];
  /** The structure that the item has: what is the same keeps its id. */
  readonly existing: readonly RangeNode[];
  /** BCP 47, or `none`: of titles that have no tag of their own. */
  readonly language: string;
  readonly newId: () => string;
}

/** A line that says what it is about: its pages (from 0), title and use. */
export interface LineRead extends Title {
  readonly places: readonly number[];
}

/** No more faults are told at once. */
const MOST_FAULTS = 100;
const TAB = 4;

/** Reads a structure that was typed, a range a line, nested by indentation (docs/desk/structure.md). */
export function readStructure(text: string, options: ReadingOptions): StructureReading {
  const index = indexPlaces(options.surfaces);
  const roots: DraftRange[] = [];
  const open: OpenRange[] = [];
  const faults: LineFault[] = [];
  const total = { ranges: 0, pages: 0 };
  for (const { number, indent, content } of linesOf(text)) {
    const read = readLine(content, index, options.language);
    closeUpTo(indent, open);
    total.ranges += 1;
    total.pages += 'places' in read ? read.places.length : 0;
    const fault = faultOf(read, open.length + 1, total);
    if (fault !== undefined) faults.push({ line: number, message: fault });
    if (faults.length >= MOST_FAULTS || isTooMuch(total)) break;
    const range = draftOf(read, options.surfaces);
    (open.at(-1)?.range.ranges ?? roots).push(range);
    open.push({ indent, range });
  }
  return faults.length > 0 ? { faults } : { ranges: keepIds(roots, options.existing, options.newId) };
}

/** A range that the next line may be in, if it is further to the right. */
interface OpenRange {
  readonly indent: number;
  readonly range: DraftRange;
}

interface Total {
  readonly ranges: number;
  readonly pages: number;
}

function linesOf(text: string): { number: number; indent: number; content: string }[] {
  const lines = text.split(/\r\n|\r|\n/).map((given, at) => {
    const before = LEADING_MARKS.exec(given)?.[0] ?? '';
    return { number: at + 1, indent: widthOf(before), content: given.slice(before.length).trimEnd() };
  });
  return lines.filter(({ content }) => content !== '');
}

function closeUpTo(indent: number, open: OpenRange[]): void {
  while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
}

function isTooMuch({ ranges, pages }: Total): boolean {
  return ranges > MOST_RANGES || pages > MOST_PLACES_NAMED;
}

/** Reads a line without its indentation. */
export function readLine(
  given: string,
  index: PlaceIndex,
  language: string,
): LineRead | { readonly fault: LineFault['message'] } {
  const content = given.replace(/^[-*•‣◦]\s+/, '');
  const read = readPlaces(content, index);
  if ('fault' in read) return read;
  const { label, behavior } = readTitle(content.slice(read.titleAt), language);
  const isUnnamed = Object.keys(label).length === 0 && !read.hasColon;
  if (!isUnnamed) return { places: read.places, label, behavior };
  return {
    places: read.places,
    label: labelOfPlaces(content.slice(0, read.titleAt), read.places, index),
    behavior,
  };
}

/** What pages are called is what a range of them is called that has no title. */
function labelOfPlaces(written: string, places: readonly number[], { surfaces }: PlaceIndex): LanguageMap {
  const [first, ...others] = places.map((place) => surfaces[place]);
  const own = others.length === 0 ? first?.label : undefined;
  if (own !== undefined && Object.keys(own).length > 0) return own;
  return written.trim() === '' ? {} : { none: [written.trim()] };
}

function faultOf(
  read: ReturnType<typeof readLine>,
  depth: number,
  total: Total,
): LineFault['message'] | undefined {
  if ('fault' in read) return read.fault;
  if (total.ranges > MOST_RANGES) return TOO_MANY;
  if (total.pages > MOST_PLACES_NAMED) return TOO_MANY_PAGES;
  return depth > DEEPEST_RANGE ? TOO_DEEP : undefined;
}

function draftOf(read: ReturnType<typeof readLine>, surfaces: readonly LabelledSurface[]): DraftRange {
  if ('fault' in read) return { label: {}, behavior: null, surfaces: [], ranges: [] };
  const ids = read.places.flatMap((place) => surfaces[place]?.id ?? []);
  return { label: read.label, behavior: read.behavior, surfaces: ids, ranges: [] };
}

/** In columns: a tab goes to the next fourth. Marks of direction take none. */
function widthOf(indentation: string): number {
  let width = 0;
  for (const sign of indentation) {
    if (sign === '\t') width += TAB - (width % TAB);
    else if (/\s/.test(sign)) width += 1;
  }
  return width;
}
