import { Desk } from '../desk/desk.tsx';
import { useLiveDesk } from '../desk/use-desk.ts';
import { useLanguage } from '../language/language.tsx';
import { InLanguage } from '../parts/in-language.tsx';
import { Offline } from '../parts/offline.tsx';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Link, useTitle } from '../router.tsx';
import { NotFound } from './not-found.tsx';

/** The curator's desk: one item put in order, named, structured and described. */
export function DeskScreen({ id }: { readonly id: string }) {
  const live = useLiveDesk(id);
  const { draft, error, isConnected } = live.state;
  const { text } = useLanguage();
  useTitle(draft === undefined ? text.desk.title : `${text.desk.title} · ${draft.view.reference}`);
  if (draft === undefined) {
    if (error?.status === 404) return <NotFound />;
    return error === undefined ? <Waiting /> : <Problem error={error} />;
  }
  const { label, reference } = draft.view;
  return (
    <section className="desk-screen">
      <header className="table-head">
        <h1>
          <InLanguage map={label} otherwise={reference} />
        </h1>
        <nav className="table-back" aria-label={text.desk.ways}>
          <Link to={`/items/${id}/table`}>{text.desk.toTable}</Link>
          <Link to={`/items/${id}`}>{text.desk.back(reference)}</Link>
        </nav>
      </header>
      <Offline isConnected={isConnected && error?.status !== 0} />
      <Desk live={live} draft={draft} />
    </section>
  );
}
