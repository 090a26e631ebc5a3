import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { DeskPatch } from '../../model/desk.ts';
import { useText } from '../language/language.tsx';
import { useMay, useSession } from '../session.tsx';
import { changed, type Draft, redone, undone } from './draft.ts';
import { type DeskState, type Keeper, makeKeeper } from './keeper.ts';
import { newKey } from './kept.ts';
import { idsOf } from './patch.ts';
import { inOrderOf, NOTHING_SELECTED, type Selection, standingIn } from './selection.ts';

/** The keeper of an item, and what it knows; what it knows is drawn again whenever it changes. */
export interface LiveDesk {
  readonly keeper: Keeper;
  readonly state: DeskState;
  /** Who works here. */
  readonly agentId: string;
}

/** Opens an item on the desk. */
export function useLiveDesk(itemId: string): LiveDesk {
  const { session } = useSession();
  const agentId = session.kind === 'somebody' ? session.agent.id : '';
  const [keeper] = useState(() => makeKeeper(itemId, newKey(itemId, agentId)));
  useEffect(() => keeper.start(), [keeper]);
  return { keeper, state: useSyncExternalStore(keeper.subscribe, keeper.state), agentId };
}

/** Everything that can be done at a desk whose item is known. */
export function useDesk({ keeper }: LiveDesk, draft: Draft) {
  const { desk: text } = useText();
  const mayChange = useMay('curator');
  const [said, say] = useState('');
  const [wanted, setWanted] = useState<Selection>(NOTHING_SELECTED);
  const { view } = draft;
  const order = useMemo(() => idsOf(view.surfaces), [view.surfaces]);
  const selection = useMemo(() => standingIn(wanted, order), [wanted, order]);
  const select = useCallback(
    (next: Selection | ((now: Selection) => Selection)) =>
      setWanted((now) => (typeof next === 'function' ? next(standingIn(now, order)) : next)),
    [order],
  );
  const selected = useMemo(() => inOrderOf(order, selection), [order, selection]);
  const change = useCallback(
    (patch: DeskPatch, words: string) => {
      if (!mayChange) return;
      keeper.act((now) => changed(now, patch, words));
      say(words);
    },
    [keeper, mayChange],
  );
  const undo = useCallback(() => {
    const step = keeper.state().draft?.done.at(-1);
    if (step === undefined) return say(text.nothingToUndo);
    keeper.act(undone);
    say(text.undid(step.words));
  }, [keeper, text]);
  const redo = useCallback(() => {
    const step = keeper.state().draft?.undone.at(-1);
    if (step === undefined) return say(text.nothingToRedo);
    keeper.act(redone);
    say(text.redid(step.words));
  }, [keeper, text]);
  useTellingOfCuts(draft.cuts, text.cut, say);
  return { mayChange, view, order, selection, select, selected, change, undo, redo, said, say };
}

export type DeskTools = ReturnType<typeof useDesk>;

/** What can no longer be undone is said, for it was promised. */
function useTellingOfCuts(cuts: number, words: string, say: (words: string) => void): void {
  const told = useRef(cuts);
  useEffect(() => {
    if (told.current === cuts) return;
    told.current = cuts;
    say(words);
  }, [cuts, words, say]);
}
