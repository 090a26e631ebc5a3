/**
 * An order in which some ids stand together, in the order that they had among themselves, before another one; null:
 * at the end. Before one of themselves is before the next that is none of them.
 */
export function movedBefore(
  order: readonly string[],
  moving: ReadonlySet<string>,
  before: string | null,
): readonly string[] {
  const place = before === null ? order.length : order.indexOf(before);
  return movedTo(order, moving, place < 0 ? order.length : place);
}

/** The same by a place among all of them, as they stand now: 0 is before the first. */
export function movedTo(
  order: readonly string[],
  moving: ReadonlySet<string>,
  place: number,
): readonly string[] {
  const together = order.filter((id) => moving.has(id));
  const head = order.slice(0, Math.max(0, place)).filter((id) => !moving.has(id));
  const tail = order.slice(Math.max(0, place)).filter((id) => !moving.has(id));
  return [...head, ...together, ...tail];
}

/** One step back (−1) or on (1), as one block: past the neighbour of the first or of the last of them. */
export function nudged(order: readonly string[], moving: ReadonlySet<string>, by: -1 | 1): readonly string[] {
  const first = order.findIndex((id) => moving.has(id));
  const last = order.findLastIndex((id) => moving.has(id));
  if (first < 0) return order;
  return by < 0 ? movedTo(order, moving, first - 1) : movedTo(order, moving, last + 2);
}
