import { useCallback, useEffect, useState } from 'react';
import type { StatisticsView } from '../../model/statistics.ts';
import { request } from '../api.ts';
import { type Answer, useAnswer } from '../parts/use-answer.ts';
import type { Range } from './range.ts';

/** Work goes on meanwhile: what is on the screen is counted anew so often. */
const EVERY_MS = 30_000;

/** What the server counted in a range of days, as the reader's own clock has them. */
export function useStatistics({ from, to, by }: Range): Answer<StatisticsView> {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setTick((known) => known + 1), EVERY_MS);
    return () => window.clearInterval(timer);
  }, []);
  const ask = useCallback(
    (signal: AbortSignal) => {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      return request<StatisticsView>(
        'GET',
        `/api/statistics?${new URLSearchParams({ from, to, by, zone })}`,
        { signal },
      );
    },
    [from, to, by],
  );
  return useAnswer(ask, tick);
}
