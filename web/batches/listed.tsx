import type { ReactNode } from 'react';
import { Pager } from '../parts/pager.tsx';
import { Problem } from '../parts/problem.tsx';
import type { ListPage, Pages } from '../parts/use-pages.ts';
import { Waiting } from '../parts/waiting.tsx';

/** So many the server tells at once. */
const PAGE_SIZE = 100;

interface ListedProps<P extends ListPage & { readonly total: number }> {
  readonly name: string;
  readonly pages: Pages<P>;
  readonly countOf: (page: P) => number;
  /** Said where there is nothing. */
  readonly nothing: string;
  readonly draw: (page: P) => ReactNode;
}

/** One page of a long list of the server, and the way to the others. */
export function Listed<P extends ListPage & { readonly total: number }>(props: ListedProps<P>) {
  const { name, pages, countOf, nothing, draw } = props;
  const { page, error, isOld, before, goBack, goOn } = pages;
  if (page === undefined) return error === undefined ? <Waiting /> : <Problem error={error} />;
  const count = countOf(page);
  const from = before * PAGE_SIZE + 1;
  const to = from + count - 1;
  const pager = <Pager name={name} from={from} to={to} total={page.total} goBack={goBack} goOn={goOn} />;
  return (
    <div aria-busy={isOld} className="listed">
      <Problem error={error} />
      {count === 0 && <p className="hint">{nothing}</p>}
      {/* Above for the keyboard, which would go through every line before it; below for who has read to the end. */}
      {pager}
      {draw(page)}
      {count > 0 && pager}
    </div>
  );
}
