import { type KeyboardEvent, useCallback, useMemo, useState } from 'react';
import type { TableSide, TableView } from '../../model/table-view.ts';
import { useLanguage } from '../language/language.tsx';
import { InLanguage } from '../parts/in-language.tsx';
import { Offline } from '../parts/offline.tsx';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Link, useTitle } from '../router.tsx';
import { AboutSide } from '../table/about-side.tsx';
import { isBare } from '../table/keys.ts';
import { LightTable } from '../table/light-table.tsx';
import { Panes } from '../table/panes.tsx';
import { panesOf } from '../table/panes-of.ts';
import { type Place, pictureOf } from '../table/pictures.ts';
import { Toolbar } from '../table/toolbar.tsx';
import { useTable } from '../table/use-table.ts';
import { chosenOf, FIRST_LOOK, lookAfter, sidesOf, type TableLook, withPerView } from '../table/view.ts';
import { NotFound } from './not-found.tsx';

/** The light table of an item: all of its pages, or one of them closely. */
export function TableScreen({ id }: { readonly id: string }) {
  const { table, error, isConnected } = useTable(id);
  const { text } = useLanguage();
  useTitle(table === undefined ? text.table.title : `${text.table.title} · ${table.reference}`);
  if (table === undefined) {
    if (error?.status === 404) return <NotFound />;
    return error === undefined ? <Waiting /> : <Problem error={error} />;
  }
  return (
    <section className="table-screen">
      <header className="table-head">
        <h1>
          <InLanguage map={table.label} otherwise={table.reference} />
        </h1>
        <Link to={`/items/${id}`}>{text.table.back(table.reference)}</Link>
      </header>
      <Offline isConnected={isConnected && error?.status !== 0} />
      {table.sides.length === 0 ? <NoPages itemId={id} /> : <Table table={table} />}
    </section>
  );
}

function NoPages({ itemId }: { readonly itemId: string }) {
  const { text } = useLanguage();
  return (
    <div className="empty">
      <h2>{text.table.noPages}</h2>
      <p>{text.table.noPagesLead}</p>
      <Link to={`/items/${itemId}`} className="button primary">
        {text.table.toItem}
      </Link>
    </div>
  );
}

function Table({ table }: { readonly table: TableView }) {
  const [look, setLook] = useState<TableLook>(FIRST_LOOK);
  const [chosenId, choose] = useState<string>();
  const sides = useMemo(() => sidesOf(table.sides, look), [table, look]);
  const chosen = chosenOf(table.sides, sides, chosenId);
  const older = chosen?.versions.filter(({ version }) => version < (chosen.shown ?? 0)).length ?? 0;
  const found = useMemo(() => table.sides.filter(({ findings }) => findings.length > 0).length, [table]);

  function press(event: KeyboardEvent): void {
    // Shift is needed for + on many keyboards; a button that has the focus answers to Enter itself.
    if (event.defaultPrevented || !(isBare(event) || event.key === '+')) return;
    if (
      event.key === 'Enter' &&
      event.target instanceof Element &&
      event.target.closest('a, button, summary')
    )
      return;
    const next = lookAfter(event.key, look, older);
    if (next === undefined) return;
    event.preventDefault();
    setLook(next);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys come from the pages inside, which have the focus.
    <div className="table-place" onKeyDown={press}>
      <Toolbar look={look} change={setLook} found={found} older={older} />
      {chosen === undefined ? (
        <NothingFound showAll={() => setLook({ ...look, onlyFound: false })} />
      ) : (
        <div className="table-columns">
          <Pages {...{ table, sides, chosen, look, setLook, choose }} />
          <AboutSide table={table} side={chosen} />
        </div>
      )}
    </div>
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

interface PagesProps {
  readonly table: TableView;
  readonly sides: readonly TableSide[];
  readonly chosen: TableSide;
  readonly look: TableLook;
  readonly setLook: (change: (look: TableLook) => TableLook) => void;
  readonly choose: (id: string) => void;
}

/** The sheet, or one or two pages closely. */
function Pages({ table, sides, chosen, look, setLook, choose }: PagesProps) {
  const { text } = useLanguage();
  const [place, movedTo] = useState<Place>({ x: 0.5, y: 0.5 });
  const open = useCallback(
    (id: string) => {
      choose(id);
      setLook((now) => (now.perView === 1 ? { ...now, isLoupe: true } : withPerView(now, 1)));
    },
    [choose, setLook],
  );
  if (!look.isLoupe && look.beside === 'nothing')
    return (
      <LightTable
        key={look.perView}
        sides={sides}
        source={table}
        perView={look.perView}
        direction={table.viewingDirection}
        chosenId={chosen.id}
        label={text.table.pages}
        choose={choose}
        open={open}
      />
    );
  const next = sides[sides.indexOf(chosen) + 1];
  return (
    <Panes
      panes={panesOf(table, sides, { chosen, beside: look.beside, text })}
      sides={sides}
      chosen={chosen}
      direction={table.viewingDirection}
      isLoupe={look.isLoupe}
      place={place}
      movedTo={movedTo}
      next={next && pictureOf(table, next, next.shown)}
      choose={choose}
      look={(to) => {
        movedTo(to);
        setLook((now) => ({ ...now, isLoupe: true }));
      }}
    />
  );
}
