import { useEffect, useState } from 'react';
import { type Watched, watchLive } from '../live.ts';

/** Events come in bunches, and while a delivery is read in they never end: one look answers all of a moment. */
const GATHER_MS = 250;

/** How often something was said to have changed, and whether the server can be heard. */
export interface Ticks {
  readonly tick: number;
  readonly isConnected: boolean;
}

/**
 * Counts the moments in which something changed, for what is on the screen to be looked at again. One watcher serves
 * every part of a screen. It ticks under a stream of events too, at most four times a second.
 */
export function useTick({ batch, item, station }: Watched): Ticks {
  const [tick, setTick] = useState(0);
  const [isConnected, setConnected] = useState(true);
  useEffect(() => {
    let timer: number | undefined;
    function changed(): void {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        setTick((known) => known + 1);
      }, GATHER_MS);
    }
    // What is no event here, such as pages judged in another tab, shows as soon as one comes back to this one.
    const seen = () => document.visibilityState === 'visible' && changed();
    document.addEventListener('visibilitychange', seen);
    const watched = { ...(batch && { batch }), ...(item && { item }), ...(station && { station }) };
    const stop = watchLive(watched, { changed, connected: setConnected });
    return () => {
      stop();
      document.removeEventListener('visibilitychange', seen);
      window.clearTimeout(timer);
    };
  }, [batch, item, station]);
  return { tick, isConnected };
}
