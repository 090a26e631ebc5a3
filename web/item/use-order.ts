import { useCallback, useEffect, useRef, useState } from 'react';
import type { ItemView } from '../../model/views.ts';
import { type ApiError, api, asApiError } from '../api.ts';
import { isSameOrder, mergeOrder, moveTo } from './order.ts';

export interface Ordering {
  /** The ids as they are shown: what was just moved, before the server has it. */
  readonly ids: readonly string[];
  readonly move: (id: string, place: number) => void;
  readonly undo: () => void;
  readonly canUndo: boolean;
  readonly error: ApiError | undefined;
  /** The order that could not be kept because somebody else was first. */
  readonly rejected: readonly string[] | undefined;
  readonly keepMine: () => void;
}

/** Several steps of one key make one request. */
const GATHER_MS = 500;
/** While the server does not answer, an order is sent again this often. */
const RETRY_MS = 3000;

/** The order of an item's surfaces: moved at once on the screen, sent a moment later, taken back with undo. */
export function useOrder(item: ItemView, show: (item: ItemView) => void, look: () => void): Ordering {
  const standing = item.surfaces.map(({ id }) => id);
  const [wanted, setWanted] = useState<readonly string[]>();
  const [history, setHistory] = useState<readonly (readonly string[])[]>([]);
  const [tries, setTries] = useState(0);
  const [error, setError] = useState<ApiError>();
  const [rejected, setRejected] = useState<readonly string[]>();
  const ids = wanted === undefined ? standing : mergeOrder(wanted, standing);
  const latest = useRef({ item, ids });
  latest.current = { item, ids };

  const send = useCallback(async () => {
    const { item: now, ids: order } = latest.current;
    try {
      show(await api.order(now.id, now.edition, order));
      if (isSameOrder(latest.current.ids, order)) setWanted(undefined);
    } catch (thrown) {
      const problem = asApiError(thrown);
      if (problem.status === 0 || problem.status >= 500) {
        window.setTimeout(() => setTries((tries) => tries + 1), RETRY_MS);
        return;
      }
      if (problem.status === 412) setRejected(order);
      else setError(problem);
      setWanted(undefined);
      look();
    }
  }, [show, look]);

  useSoon(wanted, tries, send);

  const want = useCallback((order: readonly string[]) => {
    setError(undefined);
    setRejected(undefined);
    setWanted(order);
  }, []);
  const move = (id: string, place: number) => {
    const moved = moveTo(ids, id, place);
    if (moved === ids) return;
    setHistory([...history, ids]);
    want(moved);
  };
  const undo = () => {
    const before = history.at(-1);
    if (before === undefined) return;
    setHistory(history.slice(0, -1));
    want(mergeOrder(before, standing));
  };
  const keepMine = () => rejected !== undefined && want(mergeOrder(rejected, standing));
  return { ids, move, undo, canUndo: history.length > 0, error, rejected, keepMine };
}

/** Sends what is wanted when nothing more has been moved for a moment; again with every try. */
function useSoon(wanted: readonly string[] | undefined, tries: number, send: () => Promise<void>): void {
  useEffect(() => {
    // A cut connection only delays it: `tries` counts the beginnings.
    if (wanted === undefined || tries < 0) return;
    const timer = window.setTimeout(() => void send(), GATHER_MS);
    return () => window.clearTimeout(timer);
  }, [wanted, tries, send]);
}
