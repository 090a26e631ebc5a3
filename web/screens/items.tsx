import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { ItemState } from '../../model/item.ts';
import { useText } from '../language/language.tsx';
import { Offline } from '../parts/offline.tsx';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Link, navigate, useSearch, useTitle } from '../router.tsx';
import { useMay } from '../session.tsx';
import { ItemList } from './item-list.tsx';
import { type ItemsPage, useItems } from './use-items.ts';

const PAGE_SIZE = 48;

/** Where a search, a state and a page live: in the address, so that they can be linked to and gone back to. */
function addressOf(q: string, state: string, offset: number): string {
  const search = new URLSearchParams();
  if (q !== '') search.set('q', q);
  if (state !== '') search.set('state', state);
  if (offset > 0) search.set('from', String(offset));
  return search.size === 0 ? '/' : `/?${search}`;
}

/** All items: found by words and by state. */
export function ItemsScreen() {
  const text = useText();
  const search = useSearch();
  const q = search.get('q') ?? '';
  const state = search.get('state') ?? '';
  const offset = Number(search.get('from')) || 0;
  const { page, error, isConnected } = useItems({ q, state, limit: PAGE_SIZE, offset });
  const mayPublish = useMay('curator');
  useTitle(text.items);
  const isFiltered = q !== '' || state !== '';
  return (
    <>
      <div className="page-head">
        <h1>{text.items}</h1>
        {mayPublish && (
          <a className="button" href="/api/published.csv" download>
            {text.discovery.csv}
          </a>
        )}
        <Link to="/items/new" className="button primary">
          {text.newItem}
        </Link>
      </div>
      <Offline isConnected={isConnected} />
      {(isFiltered || page?.total !== 0) && (
        <>
          <SearchBox q={q} search={(words) => navigate(addressOf(words, state, 0), { replace: true })} />
          <StateFilter state={state} choose={(chosen) => navigate(addressOf(q, chosen, 0))} />
        </>
      )}
      <Problem error={isConnected ? error : undefined} />
      {page === undefined ? (
        error === undefined && <Waiting />
      ) : (
        <Found page={page} isFiltered={isFiltered} />
      )}
      {page !== undefined && (
        <Pager page={page} offset={offset} go={(to) => navigate(addressOf(q, state, to))} />
      )}
    </>
  );
}

function Found({ page, isFiltered }: { readonly page: ItemsPage; readonly isFiltered: boolean }) {
  const text = useText();
  if (page.items.length > 0) return <ItemList items={page.items} />;
  return isFiltered ? (
    <section className="empty">
      <h2>{text.nothingFound}</h2>
      <p>{text.nothingFoundLead}</p>
      <Link to="/" className="button">
        {text.clearSearch}
      </Link>
    </section>
  ) : (
    <section className="empty">
      <h2>{text.nothingYet}</h2>
      <p>{text.nothingYetLead}</p>
      <Link to="/items/new" className="button primary">
        {text.addFirst}
      </Link>
    </section>
  );
}

const TYPING_MS = 250;

function SearchBox({ q, search }: { readonly q: string; readonly search: (words: string) => void }) {
  const text = useText();
  const box = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(q);
  useSlash(box);
  useEffect(() => setWords(q), [q]);
  useEffect(() => {
    if (words === q) return;
    const timer = window.setTimeout(() => search(words), TYPING_MS);
    return () => window.clearTimeout(timer);
  }, [words, q, search]);
  function submit(event: FormEvent): void {
    event.preventDefault();
    search(words);
  }
  return (
    <search>
      <form className="search" onSubmit={submit}>
        <input
          ref={box}
          type="search"
          aria-label={text.search}
          aria-keyshortcuts="/"
          placeholder={text.searchHint}
          title={text.shortcutSlash}
          dir="auto"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <kbd>/</kbd>
      </form>
    </search>
  );
}

function useSlash(box: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    function focus(event: KeyboardEvent): void {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
      if (event.key !== '/' || isTyping) return;
      event.preventDefault();
      box.current?.focus();
    }
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, [box]);
}

interface StateFilterProps {
  readonly state: string;
  readonly choose: (state: string) => void;
}

function StateFilter({ state, choose }: StateFilterProps) {
  const text = useText();
  const states = Object.entries(text.itemStates) as [ItemState, string][];
  return (
    <fieldset className="filters" aria-label={text.filterByState}>
      {[['', text.allStates] as const, ...states].map(([name, words]) => (
        <button key={name} type="button" aria-pressed={state === name} onClick={() => choose(name)}>
          {words}
        </button>
      ))}
    </fieldset>
  );
}

interface PagerProps {
  readonly page: ItemsPage;
  readonly offset: number;
  readonly go: (offset: number) => void;
}

function Pager({ page, offset, go }: PagerProps) {
  const text = useText();
  if (page.total <= PAGE_SIZE)
    return <p className="count">{page.total > 0 && text.itemsFound(page.total)}</p>;
  const end = offset + page.items.length;
  return (
    <nav className="pager" aria-label={text.items}>
      <button type="button" disabled={offset === 0} onClick={() => go(Math.max(0, offset - PAGE_SIZE))}>
        {text.previousPage}
      </button>
      <span>{text.pageOf(offset + 1, end, page.total)}</span>
      <button type="button" disabled={end >= page.total} onClick={() => go(end)}>
        {text.nextPage}
      </button>
    </nav>
  );
}
