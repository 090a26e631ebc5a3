import { useEffect, useState } from 'react';
import type { SafeView } from '../../model/copy-stand.ts';
import { watchLive } from '../live.ts';
import { standApi } from './api.ts';
import type { Span } from './day.ts';

const LOOK_AGAIN_MS = 4_000;

/** What came from a station on a day and whether it is safe, looked at again and again; and since when that is not sure. */
export function useDay(stationId: string, { from, until }: Span) {
  const [safe, setSafe] = useState<SafeView>();
  const [name, setName] = useState('');
  const [staleSince, setStaleSince] = useState<number>();
  useEffect(() => {
    let isOpen = true;
    let goodAt = Date.now();
    setSafe(undefined);
    standApi.station(stationId).then(
      (station) => setName(station.name),
      () => {},
    );
    const lose = () => setStaleSince((since) => since ?? goodAt);
    function look(): void {
      standApi.safe(stationId, { from, until }).then(
        (next) => {
          if (!isOpen) return;
          goodAt = Date.now();
          setSafe(next);
          setStaleSince(undefined);
        },
        () => isOpen && lose(),
      );
    }
    look();
    const timer = window.setInterval(look, LOOK_AGAIN_MS);
    const connected = (isConnected: boolean) => !isConnected && lose();
    const stop = watchLive({ station: stationId }, { changed: look, connected });
    return () => {
      isOpen = false;
      window.clearInterval(timer);
      stop();
    };
  }, [stationId, from, until]);
  return { safe, name, staleSince };
}
