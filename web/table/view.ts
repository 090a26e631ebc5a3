import type { TableSide } from '../../model/table-view.ts';
import { canJudge } from './verdicts.ts';
import { PER_VIEW, type PerView } from './window.ts';

/** What stands beside the chosen page: nothing, the page before it, or its version so many steps back. */
export type Beside = 'nothing' | 'neighbour' | number;

/** How the table is looked at. */
export interface TableLook {
  readonly perView: PerView;
  /** The sheet that one comes back to from a single page. */
  readonly sheet: PerView;
  readonly isLoupe: boolean;
  readonly beside: Beside;
  readonly onlyFound: boolean;
  /** Only pages that nobody has judged yet, and somebody can. */
  readonly onlyUnjudged: boolean;
  /** Whether dragging draws a box, with a finger and in the loupe too. */
  readonly isDrawing: boolean;
}

/** A table as it is first seen. */
export const FIRST_LOOK: TableLook = {
  perView: 40,
  sheet: 40,
  isLoupe: false,
  beside: 'nothing',
  onlyFound: false,
  onlyUnjudged: false,
  isDrawing: false,
};

/** So many pages at once, and nothing else. */
export function withPerView(look: TableLook, perView: PerView): TableLook {
  const sheet = perView === 1 ? look.sheet : perView;
  return { ...look, perView, sheet, isLoupe: false, beside: 'nothing' };
}

/** The next older version beside the page; after the oldest, nothing. `older` is how many there are. */
export function withOlder(look: TableLook, older: number): TableLook {
  const back = typeof look.beside === 'number' ? look.beside + 1 : 1;
  return { ...look, beside: back > Math.max(1, older) ? 'nothing' : back };
}

/** How the table is looked at after a key; undefined if it is no such key. */
export function lookAfter(key: string, look: TableLook, older: number): TableLook | undefined {
  const step = (by: number) => PER_VIEW[PER_VIEW.indexOf(look.perView) + by] ?? look.perView;
  const looks: Record<string, () => TableLook> = {
    Enter: () => (look.perView === 1 ? { ...look, isLoupe: true } : withPerView(look, 1)),
    Escape: () => withLess(look),
    '+': () => withPerView(look, step(-1)),
    '-': () => withPerView(look, step(1)),
    l: () => ({ ...look, isLoupe: !look.isLoupe }),
    c: () => ({ ...look, beside: look.beside === 'neighbour' ? 'nothing' : 'neighbour' }),
    v: () => withOlder(look, older),
    f: () => ({ ...look, onlyFound: !look.onlyFound }),
    u: () => ({ ...look, onlyUnjudged: !look.onlyUnjudged }),
    b: () => ({ ...look, isDrawing: !look.isDrawing }),
  };
  return looks[key.length === 1 ? key.toLowerCase() : key]?.();
}

/** One step back towards the sheet. */
function withLess(look: TableLook): TableLook {
  if (look.isDrawing) return { ...look, isDrawing: false };
  if (look.isLoupe) return { ...look, isLoupe: false };
  if (look.beside !== 'nothing') return { ...look, beside: 'nothing' };
  return withPerView(look, look.sheet);
}

/** The pages that are on the table. */
export function sidesOf(
  all: readonly TableSide[],
  { onlyFound, onlyUnjudged }: TableLook,
): readonly TableSide[] {
  if (!onlyFound && !onlyUnjudged) return all;
  const found = onlyFound ? all.filter(({ findings }) => findings.length > 0) : all;
  return onlyUnjudged ? found.filter(isUnjudged) : found;
}

/** Whether a page waits for a verdict. */
export function isUnjudged(side: TableSide): boolean {
  return side.review === undefined && canJudge(side);
}

/**
 * The page that is chosen: the one that was, or, where it is not on the table (any more), the next one that is; the
 * first as long as none was chosen. undefined where the table is empty.
 */
export function chosenOf(
  all: readonly TableSide[],
  onTable: readonly TableSide[],
  id: string | undefined,
): TableSide | undefined {
  const standing = onTable.find((side) => side.id === id);
  if (standing !== undefined || id === undefined) return standing ?? onTable[0];
  const kept = new Set(onTable);
  const at = all.findIndex((side) => side.id === id);
  return all.slice(Math.max(0, at)).find((side) => kept.has(side)) ?? onTable.at(-1);
}

/** The page before, or, of the first page, the one after. */
export function neighbourOf(onTable: readonly TableSide[], chosen: TableSide): TableSide | undefined {
  const at = onTable.indexOf(chosen);
  return onTable[at === 0 ? 1 : at - 1];
}
