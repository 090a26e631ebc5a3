import { useEffect, useRef, useState } from 'react';
import type { WatchView } from '../../model/station-watch.ts';
import { request } from '../api.ts';
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
  const [watches, setWatches] = useState<readonly WatchView[]>();
  const known = useRef<readonly WatchView[]>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another occasion it is time to ask again.
  useEffect(() => {
    let isOpen = true;
    watchesApi.of(stationId).then(
      ({ watches: now }) => {
        if (!isOpen) return;
        if (hasNewTrouble(known.current, now)) sound('trouble');
        known.current = now;
        setWatches(now);
      },
      // That there is no connection is said above; it is asked again with the next occasion.
      () => {},
    );
    return () => {
      isOpen = false;
    };
  }, [stationId, occasion]);
  return watches;
}
