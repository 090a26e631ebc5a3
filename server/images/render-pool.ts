import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../model/fault.ts';
import type { Config } from '../../runtime/config.ts';
import type { Log } from '../../runtime/log.ts';
import { type RenderChild, startRenderChild } from './render-child.ts';
import type { RenderJob } from './render-job.ts';

/** The processes in which pictures are made. */
export interface RenderPool {
  /** Makes a picture in one of them. Throws as `RenderChild.run` does. */
  run(job: RenderJob, signal: AbortSignal): Promise<void>;
  /** Those that run now, idle ones too. */
  readonly pids: readonly number[];
  /** Ends all of them, whatever they are doing. */
  close(): Promise<void>;
}

/** So long after its last picture a process is ended: what it holds is better used by others. */
const IDLE_MS = 60_000;
/** After the second process in a row that ended in the middle, the next waits; each time twice as long. */
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;

interface Place {
  child: RenderChild | undefined;
  isBusy: boolean;
  idleSinceMs: number;
}

interface State {
  readonly config: Config;
  readonly log: Log;
  readonly places: readonly Place[];
  /** How many processes have ended in the middle since the last picture. */
  crashes: number;
  isClosed: boolean;
}

/**
 * Processes are started when they are needed, and never more than `RECTO_RENDERERS`: a place is free again when what
 * was in it has ended.
 */
export function createRenderPool(config: Config, log: Log): RenderPool {
  const places = Array.from({ length: config.RECTO_RENDERERS }, (): Place => {
    return { child: undefined, isBusy: false, idleSinceMs: 0 };
  });
  const state: State = { config, log, places, crashes: 0, isClosed: false };
  const tidy = setInterval(() => endIdle(places), IDLE_MS / 4).unref();
  return {
    run: (job, signal) => run(state, job, signal),
    get pids() {
      return places.flatMap(({ child }) => child?.pid ?? []);
    },
    async close() {
      state.isClosed = true;
      clearInterval(tidy);
      await Promise.all(places.map(empty));
    },
  };
}

async function run(state: State, job: RenderJob, signal: AbortSignal): Promise<void> {
  const place = freePlace(state.places);
  place.isBusy = true;
  try {
    const child = await childIn(state, place, signal);
    await child.run(job, signal).finally(() => notice(state, child, signal));
  } finally {
    if (place.child?.isSpent) await empty(place);
    place.isBusy = false;
    place.idleSinceMs = performance.now();
  }
}

/** One that has a process before one that has none, so that few do what few can do. */
function freePlace(places: readonly Place[]): Place {
  const free = places.filter(({ isBusy }) => !isBusy);
  const place = free.find(({ child }) => child !== undefined) ?? free[0];
  if (place === undefined) throw new Fault('busy', 'Everything that makes pictures is at work just now.');
  return place;
}

async function childIn(state: State, place: Place, signal: AbortSignal): Promise<RenderChild> {
  if (place.child?.isSpent) await empty(place);
  if (place.child !== undefined) return place.child;
  if (state.crashes > 1) {
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (state.crashes - 2), LONGEST_DELAY_MS);
    await sleep(delayMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
  if (state.isClosed) throw new Fault('unavailable', 'The server is stopping.');
  place.child = startRenderChild(state.config);
  return place.child;
}

/** Those that were given up have been killed by us. */
function notice(state: State, child: RenderChild, signal: AbortSignal): void {
  if (!child.hasEnded) state.crashes = 0;
  else if (!signal.aborted && !state.isClosed) {
    state.crashes += 1;
    state.log.error(
      { pid: child.pid, crashes: state.crashes },
      'a renderer ended in the middle of a picture',
    );
  }
}

async function empty(place: Place): Promise<void> {
  place.child?.kill();
  await place.child?.ended;
  place.child = undefined;
}

function endIdle(places: readonly Place[]): void {
  const longAgo = performance.now() - IDLE_MS;
  for (const place of places) {
    if (place.isBusy || place.child === undefined || place.idleSinceMs > longAgo) continue;
    place.isBusy = true;
    void empty(place).finally(() => {
      place.isBusy = false;
    });
  }
}
