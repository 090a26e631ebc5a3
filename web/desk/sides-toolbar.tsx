import type { ReactNode } from 'react';
import { useText } from '../language/language.tsx';
import type { SideAct } from './grid-keys.ts';
import { SELECT_WAYS, selectedBy } from './selection.ts';
import type { DeskTools } from './use-desk.ts';
import type { SideTools } from './use-sides.ts';

/** How large pages are drawn: no cell is narrower, in pixels of the screen. */
export const CELL_SIZES = { small: 68, medium: 104, large: 168 } as const;
export type CellSize = keyof typeof CELL_SIZES;

const MOVES = ['cut', 'paste-before', 'paste-after', 'move-to'] as const satisfies readonly SideAct[];
const MARKS = [
  'foldout',
  'opening',
  'start',
  'absence',
  'show',
  'placement',
] as const satisfies readonly SideAct[];

interface SidesToolbarProps {
  readonly desk: DeskTools;
  readonly tools: SideTools;
  readonly size: CellSize;
  readonly setSize: (size: CellSize) => void;
  /** Gives the keyboard back to the pages. */
  readonly toGrid: () => void;
}

/** How many pages are selected, and everything that can be done with them, each with its key. */
export function SidesToolbar({ desk, tools, size, setSize, toGrid }: SidesToolbarProps) {
  const { desk: text } = useText();
  const { selection, select, order, selected } = desk;
  const act = (name: SideAct) => {
    toGrid();
    tools.act(name);
  };
  return (
    <div className="desk-tools" role="toolbar" aria-label={text.sidesTools}>
      <fieldset className="table-choice" aria-label={text.cellSize}>
        {(Object.keys(CELL_SIZES) as CellSize[]).map((one) => (
          <button
            key={one}
            type="button"
            className={`small desk-size desk-size-${one}`}
            aria-label={text.cellSizes[one]}
            title={text.cellSizes[one]}
            aria-pressed={one === size}
            onClick={() => setSize(one)}
          >
            <span aria-hidden="true">▦</span>
          </button>
        ))}
      </fieldset>
      <Menu words={text.selectMenu}>
        {SELECT_WAYS.map((way) => (
          <MenuLine
            key={way}
            words={text.selectWays[way]}
            keys={text.selectKeys[way]}
            go={() => {
              toGrid();
              select((now) => selectedBy(way, now, order));
            }}
          />
        ))}
      </Menu>
      {desk.mayChange && (
        <>
          <Menu words={text.moveMenu}>
            {MOVES.map((name) => (
              <MenuLine key={name} words={text.acts[name]} keys={text.actKeys[name]} go={() => act(name)} />
            ))}
          </Menu>
          <Menu words={text.markMenu}>
            {MARKS.map((name) => (
              <MenuLine key={name} words={text.acts[name]} keys={text.actKeys[name]} go={() => act(name)} />
            ))}
          </Menu>
        </>
      )}
      <button
        type="button"
        className="small quiet"
        aria-label={text.help}
        title={`${text.help} (?)`}
        onClick={() => tools.open('help')}
      >
        ?
      </button>
      <span className="count desk-count">{text.selectedOf(selected.length, order.length)}</span>
      {tools.cut.size > 0 && <span className="hint">{text.cutWaits(tools.cut.size)}</span>}
      {selection.ids.size === 0 && <span className="hint">{text.selectHint}</span>}
    </div>
  );
}

/** A list of things to do that opens under its name, and closes when one of them is done. */
function Menu({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  return (
    <details
      className="desk-menu"
      // Whoever goes on to something else is done with it.
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.currentTarget.open = false;
        event.currentTarget.querySelector('summary')?.focus();
      }}
    >
      <summary>{words}</summary>
      <div className="desk-menu-lines">{children}</div>
    </details>
  );
}

interface MenuLineProps {
  readonly words: string;
  readonly keys: string;
  readonly go: () => void;
}

function MenuLine({ words, keys, go }: MenuLineProps) {
  return (
    <button
      type="button"
      className="quiet small"
      onClick={(event) => {
        event.currentTarget.closest('details')?.removeAttribute('open');
        go();
      }}
    >
      <span>{words}</span>{' '}
      <span aria-hidden="true" className="key">
        {keys}
      </span>
    </button>
  );
}
