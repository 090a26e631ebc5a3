import type { ReactNode } from 'react';
import { useText } from '../language/language.tsx';
import { type TableLook, withOlder, withPerView } from './view.ts';
import { PER_VIEW } from './window.ts';

interface ToolbarProps {
  readonly look: TableLook;
  readonly change: (look: TableLook) => void;
  /** How many pages something was found on. */
  readonly found: number;
  /** How many wait for a verdict. */
  readonly unjudged: number;
  /** How many older versions the chosen page has. */
  readonly older: number;
  /** What stands at its end. */
  readonly children: ReactNode;
}

/** How the table is looked at, for the mouse; each button names its key. */
export function Toolbar({ look, change, found, unjudged, older, children }: ToolbarProps) {
  const { table } = useText();
  return (
    // The mouse takes the focus nowhere: the keys stay with the pages.
    <div role="toolbar" aria-label={table.title} className="filters table-tools" onPointerDown={keepFocus}>
      <PerViewChoice look={look} change={change} />
      <Switch
        words={table.loupe}
        keys="L"
        isOn={look.isLoupe}
        turn={() => change({ ...look, isLoupe: !look.isLoupe })}
      />
      <Switch
        words={table.compareBefore}
        keys="C"
        isOn={look.beside === 'neighbour'}
        turn={() => change({ ...look, beside: look.beside === 'neighbour' ? 'nothing' : 'neighbour' })}
      />
      <Switch
        words={table.compareOlder}
        keys="V"
        isOn={typeof look.beside === 'number'}
        turn={() => change(withOlder(look, older))}
      />
      <Switch
        words={table.onlyFoundCount(found)}
        keys="F"
        isOn={look.onlyFound}
        turn={() => change({ ...look, onlyFound: !look.onlyFound })}
      />
      <Switch
        words={table.onlyUnjudged(unjudged)}
        keys="U"
        isOn={look.onlyUnjudged}
        turn={() => change({ ...look, onlyUnjudged: !look.onlyUnjudged })}
      />
      <Switch
        words={table.draw}
        keys="B"
        isOn={look.isDrawing}
        turn={() => change({ ...look, isDrawing: !look.isDrawing })}
      />
      {children}
    </div>
  );
}

function PerViewChoice({ look, change }: Pick<ToolbarProps, 'look' | 'change'>) {
  const { table } = useText();
  return (
    <fieldset aria-label={table.perView} className="table-choice">
      {PER_VIEW.map((perView) => (
        <button
          key={perView}
          type="button"
          aria-label={table.perViewWords[perView]}
          title={table.perViewWords[perView]}
          aria-pressed={look.perView === perView}
          onClick={() => change(withPerView(look, perView))}
        >
          {table.perViews[perView]}
        </button>
      ))}
    </fieldset>
  );
}

interface SwitchProps {
  readonly words: string;
  readonly keys: string;
  readonly isOn: boolean;
  readonly turn: () => void;
}

function Switch({ words, keys, isOn, turn }: SwitchProps) {
  return (
    <button type="button" aria-pressed={isOn} aria-keyshortcuts={keys} onClick={turn}>
      {words}{' '}
      <span aria-hidden="true" className="key">
        {keys}
      </span>
    </button>
  );
}

function keepFocus(event: { preventDefault: () => void }): void {
  event.preventDefault();
}
