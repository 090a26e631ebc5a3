import { type KeyboardEvent, Suspense, useEffect, useId, useRef, useState } from 'react';
import { useText } from '../language/language.tsx';
import { Waiting } from '../parts/waiting.tsx';
import type { DeskParts } from './desk-parts.ts';
import { TABS, type Tab } from './tabs.ts';

/**
 * What is said of the item, one tab at a time; which one stands in the address.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function TabPanels({ parts }: { readonly parts: DeskParts }) {
  const text = useText();
  const id = useId();
  const [open, show] = useTab();
  const list = useRef<HTMLDivElement>(null);
  if (open === undefined) return null;
  const { Panel } = open;

  function press(event: KeyboardEvent): void {
    const at = tabAfter(event.key, open);
    if (at === undefined) return;
    event.preventDefault();
    show(at);
    list.current?.querySelector<HTMLElement>(`[data-tab=${at.key}]`)?.focus();
  }
  return (
    <section className="desk-about" aria-label={text.desk.about}>
      <div ref={list} role="tablist" aria-label={text.desk.tabs} className="desk-tabs" onKeyDown={press}>
        {TABS.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            data-tab={tab.key}
            aria-selected={tab === open}
            aria-controls={`${id}-panel`}
            tabIndex={tab === open ? 0 : -1}
            onClick={() => show(tab)}
          >
            {tab.name(text)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${open.key}`} className="desk-panel">
        <Suspense fallback={<Waiting />}>
          <Panel key={open.key} {...parts} />
        </Suspense>
      </div>
    </section>
  );
}

/** The tab that a key goes to; undefined if it is no such key. They are in a ring. */
function tabAfter(key: string, open: Tab | undefined): Tab | undefined {
  const at = open === undefined ? 0 : TABS.indexOf(open);
  const places: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: (at + 1) % TABS.length,
    Home: 0,
    End: -1,
  };
  const place = places[key];
  return place === undefined ? undefined : TABS.at(place);
}

/** The tab that the address names, else the first; and how to open another. */
function useTab(): readonly [Tab | undefined, (tab: Tab) => void] {
  const [hash, setHash] = useState(window.location.hash);
  useEffect(() => {
    const read = () => setHash(window.location.hash);
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  const open = TABS.find(({ key }) => hash === `#${key}`) ?? TABS[0];
  function show({ key }: Tab): void {
    const { pathname, search } = window.location;
    window.history.replaceState(null, '', `${pathname}${search}#${key}`);
    setHash(`#${key}`);
  }
  return [open, show];
}
