import { setTimeout as sleep } from 'node:timers/promises';

/** What somebody waits for goes first; what nobody waits for gives way to it. */
export interface GivingWay {
  /** Does what somebody waits for. */
  first<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Waits until nothing of the kind runs, nor has just ended, since then more of it often follows; but not for ever.
   *
   * @throws the signal's reason
   */
  turn(signal: AbortSignal): Promise<void>;
}

/** How long it must have been quiet, and how long one gives way at most, in milliseconds. */
export interface Manners {
  readonly quietMs: number;
  readonly atMostMs: number;
}

const MANNERS: Manners = { quietMs: 150, atMostMs: 15_000 };
const LOOK_EVERY_MS = 25;

/** Among the steps of one process, which share its cores. */
export function createGivingWay({ quietMs, atMostMs }: Manners = MANNERS): GivingWay {
  let running = 0;
  let endedAt = Number.NEGATIVE_INFINITY;
  const isQuiet = () => running === 0 && performance.now() - endedAt >= quietMs;
  return {
    async first(work) {
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        endedAt = performance.now();
      }
    },
    async turn(signal) {
      const deadline = performance.now() + atMostMs;
      while (!isQuiet() && performance.now() < deadline) {
        signal.throwIfAborted();
        await sleep(LOOK_EVERY_MS);
      }
      signal.throwIfAborted();
    },
  };
}
