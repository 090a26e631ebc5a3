import { useCallback, useEffect, useRef, useState } from 'react';
import type { SafeView } from '../../model/copy-stand.ts';
import { watchLive } from '../live.ts';
import { standApi } from './api.ts';
import type { Span } from './day.ts';
import { gather } from './gather.ts';

/** What is told to nobody, such as a page that a curator rejects, is seen by looking. */
const LOOK_AGAIN_MS = 30_000;

/** What came from a station on a day and whether it is safe, looked at whenever that changes; and since when that is not sure. */
export function useDay(stationId: string, { from, until }: Span) {
  const [safe, setSafe] = useState<SafeView>();
  const [name, setName] = useState('');
  const [staleSince, setStaleSince] = useState<number>();
  const looking = useRef<() => void>(undefined);
  useEffect(() => {
    let isOpen = true;
    let goodAt = Date.now();
    setSafe(undefined);
    standApi.station(stationId).then(
      (station) => setName(station.name),
      () => {},
    );
    const lose = () => setStaleSince((since) => since ?? goodAt);
    const looks = gather(async () => {
      try {
        const next = await standApi.safe(stationId, { from, until });
        if (!isOpen) return;
        goodAt = Date.now();
        setSafe(next);
        setStaleSince(undefined);
      } catch {
        if (isOpen) lose();
      }
    });
    looking.current = looks.ask;
    looks.ask();
    const timer = window.setInterval(looks.ask, LOOK_AGAIN_MS);
    const connected = (isConnected: boolean) => !isConnected && lose();
    const stop = watchLive({ station: stationId }, { changed: looks.ask, connected });
    return () => {
      isOpen = false;
      window.clearInterval(timer);
      looks.stop();
      stop();
    };
  }, [stationId, from, until]);
  const look = useCallback(() => looking.current?.(), []);
  return { safe, name, staleSince, look };
}
