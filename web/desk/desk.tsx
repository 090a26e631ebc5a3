import { type KeyboardEvent, useCallback, useMemo } from 'react';
import { useText } from '../language/language.tsx';
import { Centre } from './centre.tsx';
import type { DeskParts } from './desk-parts.ts';
import { Disputes } from './disputes.tsx';
import type { Draft } from './draft.ts';
import { KeptBanner } from './kept-banner.tsx';
import { SavingLine } from './saving-line.tsx';
import { only, these } from './selection.ts';
import { SidesPanel } from './sides-panel.tsx';
import { TabPanels } from './tab-panels.tsx';
import { type DeskTools, type LiveDesk, useDesk } from './use-desk.ts';

interface DeskProps {
  readonly live: LiveDesk;
  readonly draft: Draft;
}

/** An item on the desk: its pages on the left, one of them in the middle, what is said of it on the right. */
export function Desk({ live, draft }: DeskProps) {
  const text = useText();
  const desk = useDesk(live, draft);
  const parts = useParts(desk);
  const { view, selection, select } = desk;
  const chosen = view.surfaces.find(({ id }) => id === selection.at);

  function press(event: KeyboardEvent): void {
    if (event.defaultPrevented || isForSomethingElse(event)) return;
    const way = undoWayOf(event);
    if (way === undefined) return;
    event.preventDefault();
    desk[way]();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys come from what is inside.
    <div className="desk" onKeyDown={press}>
      <SavingLine live={live} draft={draft} desk={desk} />
      <KeptBanner live={live} />
      <Disputes draft={draft} keeper={live.keeper} agentId={live.agentId} />
      {!desk.mayChange && <p className="hint">{text.desk.onlyLook}</p>}
      <div className="desk-columns">
        <SidesPanel desk={desk} />
        <Centre view={view} chosen={chosen} go={(id) => select(only(id))} />
        <TabPanels parts={parts} />
      </div>
      <p className="visually-hidden" role="status">
        {desk.said}
      </p>
    </div>
  );
}

/** What tabs are given. */
function useParts({ view, mayChange, selected, selection, select, change, say }: DeskTools): DeskParts {
  const choose = useCallback((ids: readonly string[]) => select((now) => these(now, ids)), [select]);
  const chosen = selection.at;
  return useMemo(
    () => ({ view, mayChange, selected, choose, chosen, change, say }),
    [view, mayChange, selected, choose, chosen, change, say],
  );
}

/** Whoever types undoes what was typed; a dialog has keys of its own. */
function isForSomethingElse({ target }: KeyboardEvent): boolean {
  return (
    target instanceof Element &&
    (target.closest('dialog') !== null ||
      target.matches('input:not([type=checkbox], [type=radio]), textarea'))
  );
}

function undoWayOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): 'undo' | 'redo' | undefined {
  if (!(ctrlKey || metaKey) || altKey) return undefined;
  const pressed = key.toLowerCase();
  if (pressed === 'y' && !shiftKey) return 'redo';
  if (pressed !== 'z') return undefined;
  return shiftKey ? 'redo' : 'undo';
}
