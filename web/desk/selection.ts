/** Which sides are selected, and on which one is. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** The side that has the keyboard and stands in the centre; undefined before anything was chosen. */
  readonly at: string | undefined;
  /** Where a range that is drawn out with Shift begins. */
  readonly from: string | undefined;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), at: undefined, from: undefined };

/** This side alone. */
export function only(id: string): Selection {
  return { ids: new Set([id]), at: id, from: id };
}

/** These sides; the first of them is in the centre unless one of them is there already. */
export function these(selection: Selection, ids: readonly string[]): Selection {
  const at =
    selection.at !== undefined && ids.includes(selection.at) ? selection.at : (ids[0] ?? selection.at);
  return { ids: new Set(ids), at, from: at };
}

/** One side more, or one less. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, at: id, from: id };
}

/** Another side in the centre, and the same ones selected. */
export function lookedAt(selection: Selection, id: string): Selection {
  return { ...selection, at: id };
}

/**
 * From where the range begins to this side, instead of what was selected or, where it is added, besides.
 *
 * @param order ids of all sides.
 */
export function upTo(selection: Selection, order: readonly string[], id: string, isAdded = false): Selection {
  const from = order.indexOf(selection.from ?? selection.at ?? id);
  const to = order.indexOf(id);
  if (to < 0) return selection;
  const start = from < 0 ? to : from;
  const range = order.slice(Math.min(start, to), Math.max(start, to) + 1);
  return { ids: new Set([...(isAdded ? selection.ids : []), ...range]), at: id, from: order[start] };
}

/** What is selected by word. */
export const SELECT_WAYS = ['all', 'none', 'invert', 'from-here', 'up-to-here', 'every-second'] as const;
export type SelectWay = (typeof SELECT_WAYS)[number];

/**
 * Selects by word. Every second: of what is selected, where that is more than one side, else from here to the end; it
 * begins with the first of them.
 */
export function selectedBy(way: SelectWay, selection: Selection, order: readonly string[]): Selection {
  const here = Math.max(0, order.indexOf(selection.at ?? ''));
  const ways: Record<SelectWay, () => readonly string[]> = {
    all: () => order,
    none: () => [],
    invert: () => order.filter((id) => !selection.ids.has(id)),
    'from-here': () => order.slice(here),
    'up-to-here': () => order.slice(0, here + 1),
    'every-second': () => {
      const among = selection.ids.size > 1 ? order.filter((id) => selection.ids.has(id)) : order.slice(here);
      return among.filter((_, at) => at % 2 === 0);
    },
  };
  return { ...selection, ids: new Set(ways[way]()) };
}

/** The selected sides in their order. */
export function inOrderOf(order: readonly string[], { ids }: Selection): readonly string[] {
  return ids.size === 0 ? [] : order.filter((id) => ids.has(id));
}

/** The selection where sides may have gone: what is there is kept, and something is always in the centre where there is anything. */
export function standingIn(selection: Selection, order: readonly string[]): Selection {
  const own = new Set(order);
  const at = selection.at !== undefined && own.has(selection.at) ? selection.at : order[0];
  const isWhole = at === selection.at && [...selection.ids].every((id) => own.has(id));
  if (isWhole) return selection;
  return { ...selection, ids: new Set([...selection.ids].filter((id) => own.has(id))), at };
}
