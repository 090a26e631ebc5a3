import { useCallback, useState } from 'react';
import type { ApiError } from '../api.ts';
import { useAnswer } from './use-answer.ts';

/** One answer of a list that is too long for one. */
export interface ListPage {
  /** What the next page is asked for with; null on the last. */
  readonly next: string | null;
}

/** A long list, of which one page is on the screen. */
export interface Pages<P extends ListPage> {
  readonly page: P | undefined;
  readonly error: ApiError | undefined;
  readonly isOld: boolean;
  /** How many pages come before this one. */
  readonly before: number;
  /** Undefined where there is no such page. */
  readonly goBack: (() => void) | undefined;
  readonly goOn: (() => void) | undefined;
}

/**
 * Leafs through a list of the server, of which only one page is held, however long it is. The page that is shown is
 * asked for again at each tick.
 *
 * @param ask memoised; for another list the component that calls this gets another key.
 */
export function usePages<P extends ListPage>(
  ask: (after: string | null, signal: AbortSignal) => Promise<P>,
  tick: number,
): Pages<P> {
  const [marks, setMarks] = useState<readonly string[]>([]);
  const after = marks.at(-1) ?? null;
  const { value, error, isOld } = useAnswer(
    useCallback((signal: AbortSignal) => ask(after, signal), [ask, after]),
    tick,
  );
  const next = isOld ? null : (value?.next ?? null);
  return {
    page: value,
    error,
    isOld,
    before: marks.length,
    goBack: marks.length === 0 ? undefined : () => setMarks(marks.slice(0, -1)),
    goOn: next === null ? undefined : () => setMarks([...marks, next]),
  };
}
