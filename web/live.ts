import type { MakingEvent } from '../model/rendering.ts';
import type { ProgressEvent } from '../model/views.ts';

/** What is told while a screen is open. `changed` also comes after every (re)connection: look again. */
export interface LiveWatcher {
  readonly changed: () => void;
  readonly progress?: (event: ProgressEvent) => void;
  readonly making?: (event: MakingEvent) => void;
  readonly connected: (isConnected: boolean) => void;
}

const RETRY_MS = [1000, 2000, 4000, 8000, 15_000];

/** The ids of what is watched; with none of them, everything is. */
export interface Watched {
  readonly item?: string;
  readonly batch?: string;
  readonly station?: string;
}

/**
 * Listens to the server's events, of what is named or of all, until the returned function is called. The browser
 * reconnects by itself after a cut; where it gives up (an error status) this does, with growing pauses.
 */
export function watchLive(watched: Watched, watcher: LiveWatcher): () => void {
  const address = `/api/events?${new URLSearchParams({ ...watched })}`;
  let source: EventSource | undefined;
  let timer: number | undefined;
  let tries = 0;

  function open(): void {
    window.clearTimeout(timer);
    source?.close();
    source = new EventSource(address);
    source.onopen = () => {
      tries = 0;
      watcher.connected(true);
      watcher.changed();
    };
    source.onerror = () => {
      watcher.connected(false);
      if (source?.readyState === EventSource.CLOSED) retryLater();
    };
    for (const kind of ['file', 'item', 'batch', 'station']) source.addEventListener(kind, watcher.changed);
    source.addEventListener('progress', (event) => watcher.progress?.(readEvent<ProgressEvent>(event)));
    source.addEventListener('making', (event) => watcher.making?.(readEvent<MakingEvent>(event)));
  }

  function retryLater(): void {
    const pauseMs = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)];
    tries += 1;
    timer = window.setTimeout(open, pauseMs);
  }

  open();
  window.addEventListener('online', open);
  return () => {
    window.removeEventListener('online', open);
    window.clearTimeout(timer);
    source?.close();
  };
}

function readEvent<T>(event: MessageEvent<string>): T {
  return JSON.parse(event.data) as T;
}
