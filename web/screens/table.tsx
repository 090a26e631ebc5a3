import { useLanguage } from '../language/language.tsx';
import { InLanguage } from '../parts/in-language.tsx';
import { Offline } from '../parts/offline.tsx';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Link, useSearch, useTitle } from '../router.tsx';
import { Desk } from '../table/desk.tsx';
import { useTable } from '../table/use-table.ts';
import { NotFound } from './not-found.tsx';

/** The light table of an item: all of its pages, or one of them closely. */
export function TableScreen({ id }: { readonly id: string }) {
  const live = useTable(id);
  const { table, error, isConnected } = live;
  const { text } = useLanguage();
  const delivery = useSearch().get('delivery');
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
        <nav className="table-back" aria-label={text.table.ways}>
          {isId(delivery) && <Link to={`/batches/${delivery}`}>{text.table.toDelivery}</Link>}
          <Link to={`/items/${id}`}>{text.table.back(table.reference)}</Link>
        </nav>
      </header>
      <Offline isConnected={isConnected && error?.status !== 0} />
      {table.sides.length === 0 ? <NoPages itemId={id} /> : <Desk table={table} live={live} />}
    </section>
  );
}

/** Whether what stands in the address can be the id of a delivery. */
function isId(text: string | null): text is string {
  return text !== null && /^[0-9a-f-]{36}$/.test(text);
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
