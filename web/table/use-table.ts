import { useCallback, useEffect, useRef, useState } from 'react';
import type { TableView } from '../../model/table-view.ts';
import { type ApiError, api, asApiError, localUrl } from '../api.ts';
import { watchLive } from '../live.ts';

export interface LiveTable {
  readonly table: TableView | undefined;
  readonly error: ApiError | undefined;
  readonly isConnected: boolean;
  /** Which look the table is the answer to; 0 before the first. */
  readonly turn: number;
  /** Which look was asked for last. */
  readonly lastAsked: () => number;
  /** Looks again in a moment. */
  readonly lookSoon: () => void;
}

/** While a thousand scans come in there are events all the time; one look answers all of a moment. */
const GATHER_MS = 400;
/** While the server does not answer, look again this often. */
const LOOK_AGAIN_MS = 3000;

/** An item's pages as the server has them, looked at again whenever something is said to have changed. */
export function useTable(itemId: string): LiveTable {
  const [table, setTable] = useState<TableView>();
  const [error, setError] = useState<ApiError>();
  const [turn, setTurn] = useState(0);
  const [isConnected, setConnected] = useState(true);
  const again = useRef<number>(undefined);
  const gathering = useRef<number>(undefined);
  const looks = useRef({ asked: 0, answered: 0 });

  const look = useCallback(() => {
    looks.current.asked += 1;
    const asked = looks.current.asked;
    const show = (answer: TableView) => {
      // Answers may overtake one another: what was asked later knows more.
      if (asked < looks.current.answered) return;
      looks.current.answered = asked;
      setError(undefined);
      setTurn(asked);
      setTable({ ...answer, images: localUrl(answer.images) });
    };
    api.table(itemId).then(show, (thrown: unknown) => {
      const problem = asApiError(thrown);
      setError(problem);
      if (problem.status === 0 || problem.status >= 500)
        again.current = window.setTimeout(look, LOOK_AGAIN_MS);
    });
  }, [itemId]);

  const lookSoon = useCallback(() => {
    if (gathering.current !== undefined) return;
    gathering.current = window.setTimeout(() => {
      gathering.current = undefined;
      look();
    }, GATHER_MS);
  }, [look]);

  useEffect(() => {
    look();
    const stop = watchLive(
      { item: itemId },
      {
        changed: lookSoon,
        connected: setConnected,
      },
    );
    return () => {
      stop();
      window.clearTimeout(again.current);
      window.clearTimeout(gathering.current);
      gathering.current = undefined;
    };
  }, [itemId, look, lookSoon]);
  const lastAsked = useCallback(() => looks.current.asked, []);
  return { table, error, isConnected, turn, lastAsked, lookSoon };
}
