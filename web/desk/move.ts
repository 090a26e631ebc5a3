/**
 * An order in which some ids stand together, in the order that they had among themselves, at a place among all of them
 * as they stand now: 0 is before the first.
 */
export function movedTo(
  order: readonly string[],
  moving: ReadonlySet<string>,
  place: number,
): readonly string[] {
  const isMoving = (id: string) => moving.has(id);
  const cut = Math.max(0, place);
  const head = order.slice(0, cut).filter((id) => !moving.has(id));
  const tail = order.slice(cut).filter((id) => !moving.has(id));
  return [...head, ...order.filter(isMoving), ...tail];
}

/** So many steps back (below 0) or on, as one block: from the first or the last of them. */
export function nudged(order: readonly string[], moving: ReadonlySet<string>, by: number): readonly string[] {
  const first = order.findIndex((id) => moving.has(id));
  const last = order.findLastIndex((id) => moving.has(id));
  if (first < 0) return order;
  return by < 0 ? movedTo(order, moving, first + by) : movedTo(order, moving, last + 1 + by);
}
