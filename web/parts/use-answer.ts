import { useEffect, useRef, useState } from 'react';
import { type ApiError, asApiError } from '../api.ts';

/** What the server said last. */
export interface Answer<T> {
  readonly value: T | undefined;
  readonly error: ApiError | undefined;
  /** Whether `value` still answers an earlier question. */
  readonly isOld: boolean;
}

/**
 * Asks the server, and again at each tick. While an answer is awaited no second one is asked for: what ticked meanwhile
 * is asked after it, so that a slow server is neither flooded nor never heard.
 *
 * @param ask the question; another function is another question, so it has to be memoised.
 */
export function useAnswer<T>(ask: (signal: AbortSignal) => Promise<T>, tick: number): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ value: undefined, error: undefined, isOld: false });
  const asker = useRef<{ readonly look: () => void }>(undefined);
  useEffect(() => {
    const controller = new AbortController();
    let isBusy = false;
    let isAskedAgain = false;
    function done(next: (known: Answer<T>) => Answer<T>): void {
      if (controller.signal.aborted) return;
      setAnswer(next);
      isBusy = false;
      if (isAskedAgain) look();
    }
    function look(): void {
      isAskedAgain = isBusy;
      if (isBusy) return;
      isBusy = true;
      ask(controller.signal).then(
        (value) => done(() => ({ value, error: undefined, isOld: false })),
        (thrown: unknown) => done((known) => ({ ...known, error: asApiError(thrown) })),
      );
    }
    setAnswer((known) => ({ ...known, isOld: true }));
    asker.current = { look };
    look();
    return () => controller.abort();
  }, [ask]);
  useEffect(() => {
    if (tick > 0) asker.current?.look();
  }, [tick]);
  return answer;
}
