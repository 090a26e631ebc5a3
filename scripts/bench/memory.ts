import { asksOf } from './asks.ts';
import { measureRound } from './measure.ts';
import { COUNTS_CPU, readTree } from './processes.ts';
import type { Bench } from './rows.ts';

/** What the processes of a server held at a moment. */
export interface MemorySample {
  /** Tiles that had been sent by then. */
  readonly requests: number;
  readonly processes: readonly {
    readonly program: string;
    readonly pid: number;
    readonly rssBytes: number;
  }[];
}

const CLIENTS = 8;

/** Sends so many tiles of all images, looking again and again at what the processes hold; null off Linux. */
export async function measureMemory(bench: Bench, requests: number): Promise<readonly MemorySample[] | null> {
  if (!COUNTS_CPU) return null;
  const { paths } = asksOf('pages', bench.images);
  const asks = paths.map((path) => ({ path }));
  const samples = [sampleOf(bench.recto.pid, 0)];
  for (let sent = 0; sent < requests; ) {
    const order = { asks, clients: CLIENTS, seconds: Math.max(1, bench.seconds), from: 'random' } as const;
    sent += (await measureRound(bench.generator, bench.recto, order)).asked;
    samples.push(sampleOf(bench.recto.pid, sent));
  }
  bench.say(`Memory after ${samples.at(-1)?.requests} tiles: ${largestMegabytes(samples)} MB`);
  return samples;
}

function sampleOf(root: number, requests: number): MemorySample {
  const processes = readTree(root).map(({ program, pid, rssBytes }) => ({ program, pid, rssBytes }));
  return { requests, processes };
}

function largestMegabytes(samples: readonly MemorySample[]): number {
  return Math.round(Math.max(...(samples.at(-1)?.processes ?? []).map(({ rssBytes }) => rssBytes)) / 1e6);
}
