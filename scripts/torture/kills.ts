import { setTimeout as sleep } from 'node:timers/promises';
import { randomOf } from '../defects/random.ts';

/** Whoever can be killed. */
export const VICTIMS = ['server', 'workers', 'station', 'redis'] as const;
export type Victim = (typeof VICTIMS)[number];

/** How long after the one before, and whom the kill of a number hits: the same for the same seed. */
export function plannedKill(seed: string, number: number, everyMs: number) {
  const random = randomOf(`${seed}/kill/${number}`);
  // From now on at once to twice as long: mostly in the middle of something.
  return { afterMs: Math.round(random.next() * 2 * everyMs), victim: random.pick(VICTIMS) };
}

/** Kills until it is stopped, counted on from `from`. */
export async function keepKilling(options: {
  readonly seed: string;
  readonly everyMs: number;
  readonly from: number;
  readonly signal: AbortSignal;
  /** @returns false where it does not run just now. */
  readonly kill: (victim: Victim) => boolean;
  readonly killed: (victim: Victim) => void;
}): Promise<void> {
  const { seed, everyMs, signal } = options;
  for (let number = options.from; !signal.aborted; number += 1) {
    const { afterMs, victim } = plannedKill(seed, number, everyMs);
    await sleep(afterMs, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted && options.kill(victim)) options.killed(victim);
  }
}
