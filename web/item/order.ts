/** The list with one id taken out and put in at another place (0 is the first). Out of bounds is the nearest end. */
export function moveTo(ids: readonly string[], id: string, place: number): readonly string[] {
  const from = ids.indexOf(id);
  if (from < 0) return ids;
  const to = Math.max(0, Math.min(ids.length - 1, place));
  if (from === to) return ids;
  const rest = ids.filter((other) => other !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}

/**
 * An order that somebody made, brought up to date: what has arrived since comes last, what has gone is left out.
 */
export function mergeOrder(wanted: readonly string[], standing: readonly string[]): readonly string[] {
  const known = new Set(standing);
  const kept = wanted.filter((id) => known.has(id));
  const placed = new Set(kept);
  return [...kept, ...standing.filter((id) => !placed.has(id))];
}

/** Whether two orders are the same. */
export function isSameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, at) => id === b[at]);
}

/** Where an arrow key goes from a place in a grid of so many columns; undefined if it is no such key. */
export function stepOf(key: string, columns: number, isRightToLeft: boolean): number | undefined {
  const forward = isRightToLeft ? -1 : 1;
  const steps: Record<string, number> = {
    ArrowRight: forward,
    ArrowLeft: -forward,
    ArrowDown: columns,
    ArrowUp: -columns,
  };
  return steps[key];
}
