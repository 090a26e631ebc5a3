import { useCallback, useState } from 'react';
import type { SurfaceChange } from '../../model/desk.ts';
import type { SurfaceBehavior } from '../../model/surface.ts';
import { useText } from '../language/language.tsx';
import type { SideAct } from './grid-keys.ts';
import { movedTo, nudged } from './move.ts';
import { these } from './selection.ts';
import type { DeskTools } from './use-desk.ts';

/** What asks for more before it is done. */
export type SideDialog = 'move-to' | 'absence' | 'placement' | 'help';

/** What can be done with the pages that are selected. */
export interface SideTools {
  /** Those that it is done with: the selected ones, else the one in the centre. */
  readonly targets: readonly string[];
  /** Those that are marked to be put elsewhere. */
  readonly cut: ReadonlySet<string>;
  readonly act: (act: SideAct) => void;
  readonly moveTo: (place: number) => void;
  readonly nudge: (by: number) => void;
  readonly uncut: () => void;
  readonly dialog: SideDialog | undefined;
  readonly open: (dialog: SideDialog | undefined) => void;
}

type Acts = Readonly<Record<SideAct, () => void>>;
const NONE: ReadonlySet<string> = new Set();

/** Keeps what was cut and which dialog is open, and does what is asked for. */
export function useSides(desk: DeskTools): SideTools {
  const { desk: text } = useText();
  const [dialog, open] = useState<SideDialog>();
  const { order, selection, selected, change, mayChange } = desk;
  const at = selection.at;
  const targets = selected.length > 0 || at === undefined ? selected : [at];
  const moveTo = useCallback(
    (place: number) => {
      change({ order: movedTo(order, new Set(targets), place) }, text.movePages(targets.length));
    },
    [change, order, targets, text],
  );
  const cutting = useCutting(desk, targets);
  const acts: Acts = {
    ...cutting.acts,
    ...useMarks(desk, targets),
    'move-to': () => open('move-to'),
    absence: () => open('absence'),
    placement: () => open('placement'),
  };
  function act(name: SideAct): void {
    if (mayChange && targets.length > 0) acts[name]();
  }
  function nudge(by: number): void {
    const moved = { order: nudged(order, new Set(targets), by) };
    change(moved, text.movePages(targets.length));
  }
  return { targets, cut: cutting.cut, act, moveTo, nudge, uncut: cutting.uncut, dialog, open };
}

/** Pages are taken out in one place, and put down in another. They stay where they are until then. */
function useCutting({ order, selection, select, change, say }: DeskTools, targets: readonly string[]) {
  const { desk: text } = useText();
  const [cut, setCut] = useState(NONE);
  const uncut = () => setCut(NONE);
  function paste(isAfter: boolean): void {
    const place = order.indexOf(selection.at ?? '');
    if (cut.size === 0) {
      say(text.nothingCut);
      return;
    }
    change({ order: movedTo(order, cut, place + (isAfter ? 1 : 0)) }, text.movePages(cut.size));
    const together = order.filter((id) => cut.has(id));
    select((now) => these(now, together));
    uncut();
  }
  const acts = {
    cut: () => {
      setCut(new Set(targets));
      say(text.cutPages(targets.length));
    },
    'paste-before': () => paste(false),
    'paste-after': () => paste(true),
  };
  return { cut, uncut, acts };
}

/** How pages stand among the others, and whether they are shown. */
function useMarks({ view, selection, change }: DeskTools, targets: readonly string[]) {
  const { desk: text } = useText();
  function changeSides(of: SurfaceChange, words: string): void {
    change({ surfaces: Object.fromEntries(targets.map((id) => [id, of])) }, words);
  }
  function mark(behavior: SurfaceBehavior): void {
    const sides = new Set(targets);
    const isMarked = view.surfaces.every((side) => !sides.has(side.id) || side.behavior === behavior);
    const words = text.marks[isMarked ? 'plain' : behavior](targets.length);
    changeSides({ behavior: isMarked ? null : behavior }, words);
  }
  return {
    foldout: () => mark('non-paged'),
    opening: () => mark('facing-pages'),
    start: () => {
      const at = selection.at ?? null;
      const startSurfaceId = at === view.startSurfaceId ? null : at;
      change({ description: { startSurfaceId } }, text.startPage);
    },
    show: () => changeSides({ absence: null }, text.showPages(targets.length)),
  };
}
