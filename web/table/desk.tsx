import { type KeyboardEvent, useMemo, useRef } from 'react';
import type { TableView } from '../../model/table-view.ts';
import { useLanguage } from '../language/language.tsx';
import { wordsOfProblem } from '../parts/problem.tsx';
import { AboutSide } from './about-side.tsx';
import { NoteField } from './note-field.tsx';
import { Pages } from './pages.tsx';
import { Toolbar } from './toolbar.tsx';
import { useDesk } from './use-desk.ts';
import type { LiveTable } from './use-table.ts';
import type { Refusal } from './use-verdicts.ts';
import { VerdictPanel } from './verdict-panel.tsx';
import { isUnjudged } from './view.ts';

interface DeskProps {
  readonly table: TableView;
  readonly live: LiveTable;
}

/** The light table as quality control uses it: pages are looked at, passed and rejected, by keyboard alone. */
export function Desk({ table, live }: DeskProps) {
  const { text } = useLanguage();
  const desk = useDesk(table, live);
  const { look, setLook, chosen, sides } = desk;
  const found = useMemo(() => table.sides.filter(({ findings }) => findings.length > 0).length, [table]);
  const judged = desk.all.filter(({ review }) => review !== undefined).length;
  const unjudged = desk.all.filter(isUnjudged).length;
  const last = desk.all.find(({ id }) => id === desk.undoes);
  const around = useRef<HTMLDivElement>(null);
  const toPages = () => around.current?.querySelector<HTMLElement>('.light-table, .panes')?.focus();

  function press(event: KeyboardEvent): void {
    if (!event.defaultPrevented && desk.obey(event)) event.preventDefault();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys come from the pages inside, which have the focus.
    <div ref={around} onKeyDown={press}>
      <Toolbar look={look} change={setLook} found={found} unjudged={unjudged} older={desk.older}>
        <span className="count">{text.table.judged(judged, desk.all.length)}</span>
      </Toolbar>
      <Refused refusals={desk.refusals} waiting={desk.waiting} />
      {chosen === undefined ? (
        <NothingFound
          isJudged={look.onlyUnjudged}
          showAll={() => setLook({ ...look, onlyFound: false, onlyUnjudged: false })}
        />
      ) : (
        <div className="table-columns">
          <Pages
            {...{ table, sides, chosen, look, setLook }}
            choose={desk.choose}
            seen={desk.seen}
            draft={desk.draft}
          />
          <AboutSide table={table} side={chosen}>
            <VerdictPanel side={chosen} last={last} judge={desk.judge} undo={desk.undo}>
              <NoteField field={desk.note} {...desk.draft} leave={toPages} />
            </VerdictPanel>
          </AboutSide>
        </div>
      )}
      <p className="visually-hidden" role="status">
        {desk.said}
      </p>
    </div>
  );
}

function Refused({ refusals, waiting }: { readonly refusals: readonly Refusal[]; readonly waiting: number }) {
  const { text } = useLanguage();
  if (refusals.length === 0 && waiting === 0) return null;
  return (
    <div className="problem table-refused" role="alert">
      {waiting > 0 && <p>{text.table.waiting(waiting)}</p>}
      {refusals.map(({ name, error }) => (
        <p key={name}>
          {text.table.refused(name)} {wordsOfProblem(error, text)}
        </p>
      ))}
    </div>
  );
}

function NothingFound({ isJudged, showAll }: { readonly isJudged: boolean; readonly showAll: () => void }) {
  const { text } = useLanguage();
  return (
    <div className="empty">
      <h2>{isJudged ? text.table.allJudged : text.table.foundNothing}</h2>
      <p>{isJudged ? text.table.allJudgedLead : text.table.foundNothingLead}</p>
      <button type="button" className="primary" onClick={showAll}>
        {text.table.showAll}
      </button>
    </div>
  );
}
