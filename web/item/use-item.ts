import { useCallback, useEffect, useRef, useState } from 'react';
import type { MakingEvent } from '../../model/rendering.ts';
import type { ItemView, ProgressEvent } from '../../model/views.ts';
import { type ApiError, api, asApiError } from '../api.ts';
import { watchLive } from '../live.ts';

/** How far workers are with files, by file version. Gone when the step is: the item then says the state. */
export type ProgressByFile = Readonly<Record<string, ProgressEvent>>;

export interface LiveItem {
  readonly item: ItemView | undefined;
  readonly error: ApiError | undefined;
  readonly isConnected: boolean;
  readonly progress: ProgressByFile;
  /** How far the file to take away is that is made now. */
  readonly making: MakingEvent | undefined;
  /** Shows what a request answered, unless something newer is shown already. */
  readonly show: (item: ItemView) => void;
  /** Asks the server how the item stands. */
  readonly look: () => void;
}

/** Events come in bunches; one look answers all of a moment. */
const GATHER_MS = 120;
/** While the server does not answer, look again this often. */
const LOOK_AGAIN_MS = 3000;

/** One item as the server has it, looked at again whenever something is said to have changed. */
export function useItem(id: string): LiveItem {
  const [item, setItem] = useState<ItemView>();
  const [error, setError] = useState<ApiError>();
  const [isConnected, setConnected] = useState(true);
  const [progress, setProgress] = useState<ProgressByFile>({});
  const [making, setMaking] = useState<MakingEvent>();
  const timer = useRef<number>(undefined);
  const looks = useRef({ asked: 0, answered: 0 });

  const show = useCallback((next: ItemView) => {
    setError(undefined);
    setItem((shown) => (shown !== undefined && shown.edition > next.edition ? shown : next));
  }, []);
  const look = useCallback(() => {
    looks.current.asked += 1;
    const turn = looks.current.asked;
    const showInTurn = (next: ItemView) => {
      // Answers may overtake one another: what was asked later knows more.
      if (turn < looks.current.answered) return;
      looks.current.answered = turn;
      show(next);
    };
    api.item(id).then(showInTurn, (thrown: unknown) => {
      const problem = asApiError(thrown);
      setError(problem);
      if (problem.status === 0 || problem.status >= 500)
        timer.current = window.setTimeout(look, LOOK_AGAIN_MS);
    });
  }, [id, show]);

  useEffect(() => {
    look();
    const stop = watchLive(
      { item: id },
      {
        changed: () => {
          window.clearTimeout(timer.current);
          timer.current = window.setTimeout(look, GATHER_MS);
        },
        progress: (event) => setProgress((known) => ({ ...known, [event.fileVersionId]: event })),
        making: setMaking,
        connected: setConnected,
      },
    );
    return () => {
      stop();
      window.clearTimeout(timer.current);
    };
  }, [id, look]);
  return { item, error, isConnected, progress, making, show, look };
}
