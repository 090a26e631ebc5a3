import { type MouseEvent, type ReactNode, useEffect, useSyncExternalStore } from 'react';

/** Where the app is: the address bar is the only state, so that every screen can be linked to and gone back to. */
const NAVIGATED = 'recto:navigated';

/** Goes to an address of the app. `replace` leaves the present one out of the history. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  if (options.replace) window.history.replaceState(null, '', to);
  else window.history.pushState(null, '', to);
  window.dispatchEvent(new Event(NAVIGATED));
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('popstate', changed);
  window.addEventListener(NAVIGATED, changed);
  return () => {
    window.removeEventListener('popstate', changed);
    window.removeEventListener(NAVIGATED, changed);
  };
}

/** The path now, without what is asked (`?…`). */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => window.location.pathname);
}

/** What is asked after the `?`. */
export function useSearch(): URLSearchParams {
  return new URLSearchParams(useSyncExternalStore(subscribe, () => window.location.search));
}

/** Names the page in its tab and in the browser's history. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Recto' : `${title} · Recto`;
  }, [title]);
}

interface LinkProps {
  readonly to: string;
  readonly className?: string;
  readonly children: ReactNode;
  readonly current?: boolean;
}

/** A link within the app. With a modifier key, or the middle button, it is the browser's own. */
export function Link({ to, className, children, current }: LinkProps) {
  function follow(event: MouseEvent): void {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to);
  }
  return (
    <a href={to} className={className} onClick={follow} aria-current={current ? 'page' : undefined}>
      {children}
    </a>
  );
}
