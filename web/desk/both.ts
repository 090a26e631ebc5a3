import type { DeskPatch } from '../../model/desk.ts';
import type { LanguageMap } from '../../model/language.ts';
import type { RangeNode } from '../../model/structure.ts';
import { mergeOrder } from '../item/order.ts';
import { isSame } from './same.ts';
import type { Dispute, Unit } from './units.ts';

/** Ids that were taken out of their order and put elsewhere: as few as explain the new one. */
export function movedIn(before: readonly string[], after: readonly string[]): readonly string[] {
  const places = new Map(before.map((id, at) => [id, at]));
  const common = after.filter((id) => places.has(id));
  const standing = longestRising(common.map((id) => places.get(id) ?? 0));
  return common.filter((_, at) => !standing.has(at));
}

/** Places of the longest run of values that rises, with others in between. */
function longestRising(values: readonly number[]): Set<number> {
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [at, value] of values.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[at] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = at;
  }
  const found = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) found.add(at);
  return found;
}

/** Their order, in which what was moved here stands behind the same page as here. */
export function bothOrders(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): readonly string[] {
  const moved = new Set(movedIn(base, mine));
  const here = new Set(mine);
  const order = theirs.filter((id) => !moved.has(id));
  let before: string | undefined;
  for (const id of mine) {
    if (moved.has(id)) order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
    if (moved.has(id) || (here.has(id) && order.includes(id))) before = id;
  }
  return mergeOrder(order, theirs);
}

/** Every text of both, each once. */
export function bothTexts(mine: LanguageMap, theirs: LanguageMap): LanguageMap {
  const both: Record<string, readonly string[]> = { ...theirs };
  for (const [tag, values] of Object.entries(mine))
    both[tag] = [...new Set([...(both[tag] ?? []), ...values])];
  return both;
}

/** What one says of a text in languages, if it is about one. */
export function textOf({ labels, description = {} }: DeskPatch): LanguageMap | undefined {
  const { label, summary, requiredStatement } = description;
  return Object.values(labels ?? {})[0] ?? label ?? summary ?? requiredStatement;
}

/** The patch that says this text of the same thing. */
export function withText(unit: Unit, map: LanguageMap): DeskPatch {
  const [kind = '', name = ''] = unit.split(' ');
  return kind === 'label' ? { labels: { [name]: map } } : { description: { [name]: map } };
}

/** A patch that keeps what both did, where there is one that needs no words of a person; undefined where there is none. */
export function bothOf({ base, mine, theirs }: Dispute): DeskPatch | undefined {
  if (mine.order !== undefined)
    return { order: bothOrders(base.order ?? [], mine.order, theirs.order ?? []) };
  if (mine.ranges !== undefined) return { ranges: bothRanges(mine.ranges, theirs.ranges ?? []) };
  const { metadata, links } = mine.description ?? {};
  if (metadata) return { description: { metadata: bothLists(metadata, theirs.description?.metadata) } };
  if (links) return { description: { links: bothLists(links, theirs.description?.links) } };
  return undefined;
}

function bothLists<T>(mine: readonly T[], theirs: readonly T[] = []): readonly T[] {
  return [...theirs, ...mine.filter((one) => !theirs.some((other) => isSame(one, other)))];
}

function bothRanges(mine: readonly RangeNode[], theirs: readonly RangeNode[]): readonly RangeNode[] {
  const known = new Set(theirs.flatMap(idsIn));
  return [...theirs, ...mine.filter((range) => !idsIn(range).some((id) => known.has(id)))];
}

function idsIn({ id, items }: RangeNode): readonly string[] {
  return [id, ...items.flatMap((item) => ('range' in item ? idsIn(item.range) : []))];
}
