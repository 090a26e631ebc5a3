import { setTimeout as sleep } from 'node:timers/promises';
import { randomOf } from '../defects/random.ts';

/** Whoever can be killed. */
export const VICTIMS = ['server', 'workers', 'station', 'redis'] as const;
export type Victim = (typeof VICTIMS)[number];

/** How often each was killed. */
export type Kills = Readonly<Record<Victim, number>>;

/** How often any was. */
export function sumOf(kills: Kills): number {
  return VICTIMS.reduce((sum, victim) => sum + kills[victim], 0);
}

/** How long after the one before, and whom the kill of a number hits: the same for the same seed. */
export function plannedKill(seed: string, number: number, everyMs: number) {
  const random = randomOf(`${seed}/kill/${number}`);
  // From now on at once to twice as long: mostly in the middle of something.
  return { afterMs: Math.round(random.next() * 2 * everyMs), victim: random.pick(VICTIMS) };
}

/** So many kills may come one upon the other with no file coming to its end: then programs are given time to start. */
const MOST_IN_VAIN = 3;
const START_WITHIN_MS = 120_000;
const LOOK_MS = 200;

export interface KillingOptions {
  readonly seed: string;
  readonly everyMs: number;
  readonly from: number;
  readonly signal: AbortSignal;
  /** @returns false where it does not run just now. */
  readonly kill: (victim: Victim) => boolean;
  readonly killed: (victim: Victim) => void;
  /** How many files have come to their end. */
  readonly settled: () => number;
}

/**
 * Kills until it is stopped, counted on from `from`. A machine on which nothing comes to its end between kills, since it
 * takes longer to start a program than until that is killed again, would show nothing.
 */
export async function keepKilling(options: KillingOptions): Promise<void> {
  const { seed, everyMs, signal } = options;
  let inVain = 0;
  let before = options.settled();
  for (let number = options.from; !signal.aborted; number += 1) {
    const { afterMs, victim } = plannedKill(seed, number, everyMs);
    await sleep(afterMs, undefined, { signal }).catch(() => undefined);
    if (inVain >= MOST_IN_VAIN) await untilSettled(options, before);
    inVain = options.settled() === before ? inVain + 1 : 0;
    before = options.settled();
    if (!signal.aborted && options.kill(victim)) options.killed(victim);
  }
}

async function untilSettled({ settled, signal }: KillingOptions, before: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < START_WITHIN_MS && settled() === before; waitedMs += LOOK_MS) {
    if (signal.aborted) return;
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}
