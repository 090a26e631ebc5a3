import { type KeyboardEvent, useMemo } from 'react';
import type { TableView } from '../../model/table-view.ts';
import { useLanguage } from '../language/language.tsx';
import { wordsOfProblem } from '../parts/problem.tsx';
import { AboutSide } from './about-side.tsx';
import { Pages } from './pages.tsx';
import { Toolbar } from './toolbar.tsx';
import { useDesk } from './use-desk.ts';
import type { LiveTable } from './use-table.ts';
import type { Refusal } from './use-verdicts.ts';
import { VerdictPanel } from './verdict-panel.tsx';

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

  function press(event: KeyboardEvent): void {
    if (!event.defaultPrevented && desk.obey(event)) event.preventDefault();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys come from the pages inside, which have the focus.
    <div onKeyDown={press}>
      <Toolbar look={look} change={setLook} found={found} older={desk.older}>
        <span className="count">{text.table.judged(judged, desk.all.length)}</span>
      </Toolbar>
      <Refused refusal={desk.refusal} />
      {chosen === undefined ? (
        <NothingFound showAll={() => setLook({ ...look, onlyFound: false })} />
      ) : (
        <div className="table-columns">
          <Pages {...{ table, sides, chosen, look, setLook }} choose={desk.choose} seen={desk.seen} />
          <AboutSide table={table} side={chosen}>
            <VerdictPanel side={chosen} judge={desk.judge} undo={desk.canUndo ? desk.undo : undefined} />
          </AboutSide>
        </div>
      )}
      <p className="visually-hidden" role="status">
        {desk.said}
      </p>
    </div>
  );
}

function Refused({ refusal }: { readonly refusal: Refusal | undefined }) {
  const { text } = useLanguage();
  if (refusal === undefined) return null;
  const { name, error } = refusal;
  return (
    <p className="problem table-refused" role="alert">
      {text.table.refused(name)} {wordsOfProblem(error, text)}
    </p>
  );
}

function NothingFound({ showAll }: { readonly showAll: () => void }) {
  const { text } = useLanguage();
  return (
    <div className="empty">
      <h2>{text.table.foundNothing}</h2>
      <p>{text.table.foundNothingLead}</p>
      <button type="button" className="primary" onClick={showAll}>
        {text.table.showAll}
      </button>
    </div>
  );
}
