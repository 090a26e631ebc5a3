import { type Machine, nameMachine } from '../bench/machine.ts';
import { printTables } from '../bench/table.ts';
import type { Compression } from './options.ts';
import type { Verdict } from './stations.ts';

/** Everything that a run measured; `--json` writes it as it is. */
export interface VerdictResult {
  readonly machine: Machine;
  readonly quick: boolean;
  readonly megabytes: number;
  readonly compression: Compression;
  readonly stations: number;
  readonly pauseSeconds: number;
  readonly verdicts: readonly Verdict[];
}

/** The result for people: aligned for a terminal, or as Markdown. */
export function printVerdicts(result: VerdictResult, markdown: boolean): string {
  const { machine, quick, megabytes, compression, stations, pauseSeconds, verdicts } = result;
  const lines = [
    ['received, its digest proved', ...spread(verdicts.map(({ receivedMs }) => receivedMs))],
    ['judged, and told', ...spread(verdicts.map(({ judgedMs }) => judgedMs))],
    ['tiles cut', ...spread(verdicts.map(({ readyMs }) => readyMs))],
  ];
  const pause = pauseSeconds === 0 ? 'without a pause' : `${pauseSeconds} s after each verdict`;
  const heading =
    `${verdicts.length} scans of ${megabytes} MB of pixels (compression: ${compression}), ` +
    `${stations} stations at once, ${pause}`;
  const states = [...new Set(verdicts.map(({ state }) => state))];
  const countOf = (state: string) => verdicts.filter((verdict) => verdict.state === state).length;
  return [
    nameMachine(machine),
    ...(quick ? ['--quick: these figures mean nothing.'] : []),
    ...printTables(
      [{ heading, titles: ['s after the last byte', 'median', 'p95', 'most'], lines }],
      markdown,
    ),
    '',
    `In the end: ${states.map((state) => `${countOf(state)} ${state}`).join(', ')}.`,
  ].join('\n');
}

/** In seconds: the median, what 95 of 100 stay under, and the most. */
function spread(valuesMs: readonly number[]): readonly string[] {
  const sorted = [...valuesMs].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return [at(0.5), at(0.95), at(1)].map((ms) => (ms / 1000).toFixed(2));
}
