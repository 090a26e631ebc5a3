import { join } from 'node:path';
import type { BenchMaster } from './masters.ts';
import type { Contestant, ContestantName, OwnRun } from './runs.ts';

/** What one contestant took for one master. */
export interface IngestRow {
  readonly master: string;
  readonly megapixels: number;
  readonly name: ContestantName;
  /** Of all rounds but the first, which brings the file into memory. */
  readonly runs: readonly OwnRun[];
  readonly megapixelsPerSecond: number;
  readonly seconds: number;
  readonly cpuSeconds: number | null;
  /** The most of all rounds. */
  readonly peakBytes: number | null;
  readonly bytesOut: number;
  /** Medians of what vips took in the same round by what this one took: time, and CPU time. */
  readonly toVips: { readonly time: number; readonly cpu: number | null } | null;
}

/** Has every contestant cut a master so often, turn by turn, the other way round every second time. */
export async function runRounds(
  master: BenchMaster,
  { contestants, rounds, dir }: { contestants: readonly Contestant[]; rounds: number; dir: string },
): Promise<readonly IngestRow[]> {
  const runs = new Map(contestants.map(({ name }) => [name, [] as OwnRun[]]));
  for (let round = 0; round <= rounds; round += 1) {
    const order = round % 2 === 0 ? contestants : [...contestants].reverse();
    for (const { name, run } of order) {
      const took = await run(master.path, join(dir, `out-${name}`));
      if (round > 0) runs.get(name)?.push(took);
    }
  }
  const vips = runs.get('vips');
  return contestants.map(({ name }) => rowOf(name, master, { runs: runs.get(name) ?? [], vips }));
}

function rowOf(
  name: ContestantName,
  master: BenchMaster,
  { runs, vips }: { runs: readonly OwnRun[]; vips: readonly OwnRun[] | undefined },
): IngestRow {
  const megapixels = (master.width * master.height) / 1e6;
  const seconds = median(runs.map(({ wallMs }) => wallMs)) / 1000;
  const cpu = runs.flatMap(({ cpuMs }) => cpuMs ?? []);
  const peaks = runs.flatMap(({ peakBytes }) => peakBytes ?? []);
  const times = runs.map(({ wallMs }, round) => (vips?.[round]?.wallMs ?? 0) / wallMs);
  const cpuTimes = runs.map(({ cpuMs }, round) => (vips?.[round]?.cpuMs ?? 0) / (cpuMs ?? 1));
  return {
    ...{ master: master.name, megapixels, name, runs, seconds },
    megapixelsPerSecond: megapixels / seconds,
    cpuSeconds: cpu.length === 0 ? null : median(cpu) / 1000,
    peakBytes: peaks.length === 0 ? null : Math.max(...peaks),
    bytesOut: runs[0]?.bytesOut ?? 0,
    toVips:
      vips === undefined ? null : { time: median(times), cpu: cpu.length === 0 ? null : median(cpuTimes) },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = sorted.slice(Math.ceil(middle - 1), Math.floor(middle) + 1);
  return (low + high) / 2;
}
