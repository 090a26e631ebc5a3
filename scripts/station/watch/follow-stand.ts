import { setTimeout as pause } from 'node:timers/promises';
import { type StandWatch, type StandWatchOptions, stationNow, watchStand } from './stand-watch.ts';

/** A token is bound once in a long while, and people wait for it then. */
const LOOK_AGAIN_MS = 3_000;

/**
 * Watches the stand of the station that the token is bound to, and that of another as soon as it is bound to that:
 * then as if the watch had begun anew, so that files which lay there before are held.
 *
 * @param told is told of every change after the first: undefined where the token is bound to no station any more.
 * @returns what tells the stand as it is watched now; it gives undefined where the token is bound to none.
 * @throws Fault where the server cannot be asked at the beginning.
 */
export async function followStand(
  options: StandWatchOptions,
  told: (station: string | undefined) => void,
): Promise<() => StandWatch | undefined> {
  const watched = await begin(options);
  void keepFollowing(options, watched, told);
  return () => watched.stand;
}

interface Watched {
  stand: StandWatch | undefined;
  /** Ends what asks for this stand. */
  over: AbortController;
}

async function begin(options: StandWatchOptions): Promise<Watched> {
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  return { stand: await watchStand({ ...options, signal }), over };
}

async function keepFollowing(
  options: StandWatchOptions,
  watched: Watched,
  told: (station: string | undefined) => void,
): Promise<void> {
  const { signal } = options;
  for (;;) {
    await pause(LOOK_AGAIN_MS, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      if ((await stationNow(options))?.id === watched.stand?.stationId) continue;
      const next = await begin(options);
      watched.over.abort();
      Object.assign(watched, next);
      told(next.stand?.station);
    } catch {
      // What cannot be asked now is asked later; until then nothing is taken for another station's.
    }
  }
}
