import type { LanguageMap } from '../../model/language.ts';
import { type RangeItem, type RangeNode, rangesIn } from '../../model/structure.ts';

/** A range that was typed, and has no id yet. */
export interface DraftRange extends Pick<RangeNode, 'label' | 'behavior'> {
  /** Ids, in order. */
  readonly surfaces: readonly string[];
  readonly ranges: DraftRange[];
}

/**
 * Gives typed ranges the ids of those that they are: the same title and first page; else the same title; else the same
 * pages. Ranges have public addresses, so that an id is kept wherever a reader would call it the same part.
 */
export function keepIds(
  drafts: readonly DraftRange[],
  existing: readonly RangeNode[],
  newId: () => string,
): RangeNode[] {
  const typed = traitsOf(
    allOf(drafts),
    ({ surfaces }) => surfaces,
    ({ ranges }) => ranges,
  );
  const standing = traitsOf(
    rangesIn(existing).map(({ range }) => range),
    surfacesOf,
    rangesOf,
  );
  const known = new Map<DraftRange, RangeNode>();
  const taken = new Set<RangeNode>();
  for (const trait of TRAITS) {
    const free = new Map<string, RangeNode[]>();
    for (const [range, traits] of standing) if (!taken.has(range)) append(free, traits[trait], range);
    for (const [draft, traits] of typed) {
      const same = known.has(draft) ? undefined : free.get(traits[trait])?.shift();
      if (same === undefined) continue;
      known.set(draft, same);
      taken.add(same);
    }
  }
  return drafts.map((draft) => toRange(draft, known, newId));
}

/** By what a range is known again, the surest first. */
const TRAITS = ['titleAndFirst', 'title', 'pages'] as const;
type Traits = Readonly<Record<(typeof TRAITS)[number], string>>;

/** `all` has each range before those in it; their pages count as its own. */
function traitsOf<T extends Pick<RangeNode, 'label'>>(
  all: readonly T[],
  own: (range: T) => readonly string[],
  inside: (range: T) => readonly T[],
): Map<T, Traits> {
  const pages = new Map<T, readonly string[]>();
  for (const range of [...all].reverse())
    pages.set(range, [...own(range), ...inside(range).flatMap((each) => pages.get(each) ?? [])]);
  return new Map(
    all.map((range) => {
      const title = keyOf(range.label);
      const [first = '', ...others] = pages.get(range) ?? [];
      return [range, { title, titleAndFirst: `${first} ${title}`, pages: [first, ...others].join(' ') }];
    }),
  );
}

/** A range without pages is not known by them. */
function append(map: Map<string, RangeNode[]>, trait: string, range: RangeNode): void {
  if (trait === '') return;
  const ranges = map.get(trait);
  if (ranges === undefined) map.set(trait, [range]);
  else ranges.push(range);
}

function allOf(drafts: readonly DraftRange[]): DraftRange[] {
  return drafts.flatMap((draft) => [draft, ...allOf(draft.ranges)]);
}

function surfacesOf({ items }: RangeNode): string[] {
  return items.flatMap((item) => ('surface' in item ? [item.surface] : []));
}

function rangesOf({ items }: RangeNode): RangeNode[] {
  return items.flatMap((item) => ('range' in item ? [item.range] : []));
}

function keyOf(label: LanguageMap): string {
  return JSON.stringify(Object.entries(label).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function toRange(
  draft: DraftRange,
  known: ReadonlyMap<DraftRange, RangeNode>,
  newId: () => string,
): RangeNode {
  const standing = known.get(draft);
  const id = standing?.id ?? newId();
  const ranges = draft.ranges.map((each) => toRange(each, known, newId));
  const { label, behavior, surfaces } = draft;
  return { id, label, behavior, items: inOrder(surfaces, ranges, standing) };
}

/** Pages before the ranges among them, unless they are the same as they stood: a text does not say which is where. */
function inOrder(
  surfaces: readonly string[],
  ranges: readonly RangeNode[],
  standing: RangeNode | undefined,
): RangeItem[] {
  const [pages, parts] = [[...surfaces], [...ranges]];
  const isSame =
    standing !== undefined &&
    surfacesOf(standing).join(' ') === surfaces.join(' ') &&
    rangesOf(standing)
      .map(({ id }) => id)
      .join(' ') === ranges.map(({ id }) => id).join(' ');
  if (!isSame) return [...pages.map((surface) => ({ surface })), ...parts.map((range) => ({ range }))];
  return standing.items.flatMap((item): RangeItem[] => {
    if ('surface' in item) return [item];
    const range = parts.shift();
    return range === undefined ? [] : [{ range }];
  });
}
