import { useCallback, useEffect, useRef } from 'react';
import type { WatchView } from '../../model/station-watch.ts';
import { request } from '../api.ts';
import { useOnOccasion } from '../parts/use-occasion.ts';
import { hasNewTrouble } from './held.ts';
import { sound } from './sound.ts';

/** What is asked and said of watched folders. Each throws an ApiError. */
export const watchesApi = {
  of: (stationId: string) =>
    request<{ watches: readonly WatchView[] }>('GET', `/api/stations/${stationId}/watches`),
  forget: (watchId: string) => request<void>('DELETE', `/api/station-watches/${watchId}`),
};

/** The watched folders of a station, looked at again whenever `occasion` is another; undefined until it is known. */
export function useWatches(stationId: string, occasion: unknown): readonly WatchView[] | undefined {
  const ask = useCallback(() => watchesApi.of(stationId), [stationId]);
  const watches = useOnOccasion(ask, occasion)?.watches;
  const known = useRef<readonly WatchView[]>(undefined);
  useEffect(() => {
    if (watches === undefined) return;
    if (hasNewTrouble(known.current, watches)) sound('trouble');
    known.current = watches;
  }, [watches]);
  return watches;
}
