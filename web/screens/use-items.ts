import { useEffect, useState } from 'react';
import type { ItemListEntry } from '../../model/views.ts';
import { type ApiError, api, asApiError, type ItemQuery } from '../api.ts';
import { watchLive } from '../live.ts';

export interface ItemsPage {
  readonly items: readonly ItemListEntry[];
  readonly total: number;
}

export interface ItemsFound {
  readonly page: ItemsPage | undefined;
  readonly error: ApiError | undefined;
  readonly isConnected: boolean;
}

/** A moment, so that many changes at once become one request. */
const GATHER_MS = 250;

/** The items that answer to a query, kept up to date while the screen is open. */
export function useItems({ q, state, limit, offset }: ItemQuery): ItemsFound {
  const [page, setPage] = useState<ItemsPage>();
  const [error, setError] = useState<ApiError>();
  const [isConnected, setConnected] = useState(true);
  useEffect(() => {
    const controller = new AbortController();
    let timer: number | undefined;
    function look(): void {
      api.items({ q, state, limit, offset }, controller.signal).then(
        (found) => {
          setPage(found);
          setError(undefined);
        },
        (thrown: unknown) => {
          if (!controller.signal.aborted) setError(asApiError(thrown));
        },
      );
    }
    function lookSoon(): void {
      window.clearTimeout(timer);
      timer = window.setTimeout(look, GATHER_MS);
    }
    look();
    const stop = watchLive({}, { changed: lookSoon, connected: setConnected });
    return () => {
      stop();
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [q, state, limit, offset]);
  return { page, error, isConnected };
}
