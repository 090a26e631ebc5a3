import type { Drive, Driven, Generator } from './generator.ts';
import { COUNTS_CPU, cpuMsOf, endedChildrenCpuMs, readTree } from './processes.ts';

/** A server that is driven, with all its processes. */
export interface Target {
  readonly url: string;
  /** The process that has started the others; 0 where the system does not tell. */
  readonly pid: number;
}

/** What a round gave, or the median of several. */
export interface Measured {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** CPU time of all the server's processes for one request; null where the system does not tell. */
  readonly cpuMicros: number | null;
  /** How many cores the load generator took. */
  readonly generatorCores: number | null;
  readonly failures: number;
}

/** A median, with the least and the most that it was made of. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface Compared {
  readonly medians: readonly Measured[];
  /** Of each target to the last one, round by round. */
  readonly ratios: readonly Spread[];
}

/** V8 goes on compiling what runs often for some seconds. */
const WARM_UPS = 3;

/**
 * Drives several servers turn by turn, the other way round every second time, so that whatever else the machine does
 * falls on all of them; the first rounds warm them up and do not count.
 */
export async function compare(
  generator: Generator,
  targets: readonly Target[],
  work: { readonly order: Omit<Drive, 'url'>; readonly rounds: number },
): Promise<Compared> {
  const rounds: Measured[][] = [];
  let { from } = work.order;
  const warmUps = work.rounds === 0 ? 0 : WARM_UPS;
  for (let round = 0; round < Math.max(1, warmUps + work.rounds); round += 1) {
    const turns = targets.map((target, place) => ({ target, place }));
    if (round % 2 === 1) turns.reverse();
    const measured: Measured[] = [];
    for (const { target, place } of turns) {
      const { one, asked } = await measureRound(generator, target, { ...work.order, from });
      measured[place] = one;
      if (from !== 'random') from += asked;
    }
    if (round >= warmUps) rounds.push(measured);
  }
  return {
    medians: targets.map((_, place) => medianOf(rounds.flatMap((round) => round[place] ?? []))),
    ratios: targets.map((_, place) =>
      spreadOf(
        rounds.map(
          (round) => (round[place]?.requestsPerSecond ?? 0) / (round.at(-1)?.requestsPerSecond ?? 1),
        ),
      ),
    ),
  };
}

/** A single round, without a warm-up. */
export async function measureRound(
  generator: Generator,
  target: Target,
  order: Omit<Drive, 'url'>,
): Promise<{ readonly one: Measured; readonly asked: number }> {
  const before = { server: cpuMsOf(readTree(target.pid)), generator: endedChildrenCpuMs() };
  const driven = await generator.drive({ ...order, url: target.url });
  const cpuMs = cpuMsOf(readTree(target.pid)) - before.server;
  const generatorMs = endedChildrenCpuMs() - before.generator;
  return { one: describe(driven, { cpuMs, generatorMs }), asked: driven.requests };
}

function describe(driven: Driven, used: { readonly cpuMs: number; readonly generatorMs: number }): Measured {
  const { requests, seconds, p50Ms, p99Ms } = driven;
  return {
    requestsPerSecond: requests / seconds,
    p50Ms,
    p99Ms,
    cpuMicros: COUNTS_CPU ? (used.cpuMs * 1000) / Math.max(1, requests) : null,
    generatorCores: COUNTS_CPU ? used.generatorMs / 1000 / seconds : null,
    failures: driven.refused + driven.broken,
  };
}

function medianOf(rounds: readonly Measured[]): Measured {
  const median = (read: (one: Measured) => number | null): number =>
    spreadOf(rounds.map((one) => read(one) ?? 0)).median;
  return {
    requestsPerSecond: median((one) => one.requestsPerSecond),
    p50Ms: median((one) => one.p50Ms),
    p99Ms: median((one) => one.p99Ms),
    cpuMicros: COUNTS_CPU ? median((one) => one.cpuMicros) : null,
    generatorCores: COUNTS_CPU ? median((one) => one.generatorCores) : null,
    failures: rounds.reduce((sum, one) => sum + one.failures, 0),
  };
}

/** @returns zeros of nothing */
function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
    low: sorted[0] ?? 0,
    high: sorted.at(-1) ?? 0,
  };
}
