import { type Machine, nameMachine } from '../bench/machine.ts';
import { printTables, spread } from '../bench/table.ts';
import type { Asked } from './asks.ts';
import type { Size } from './fill.ts';

/** Everything that a run measured; `--json` writes it as it is. */
export interface RecordsResult extends Size {
  readonly machine: Machine;
  readonly quick: boolean;
  readonly database: 'SQLite' | 'PostgreSQL';
  readonly asked: readonly Asked[];
}

const SHARES = [0.5, 0.95, 0.99, 1];

/** The result for people: aligned for a terminal, or as Markdown. */
export function printRecords(result: RecordsResult, markdown: boolean): string {
  const { machine, quick, database, items, pages, asked } = result;
  const lines = asked.map(({ name, tookMs, mostBytes }) => [
    name,
    ...spread(tookMs, SHARES),
    `${Math.ceil(mostBytes / 1024)}`,
  ]);
  const heading = `${database}: ${items} items, ${items * pages} pages; each asked ${asked[0]?.tookMs.length ?? 0} times`;
  const titles = ['ms', 'median', 'p95', 'p99', 'most', 'KiB'];
  const [table = '', ...rest] = printTables([{ heading, titles, lines }], markdown);
  return [
    nameMachine(machine),
    ...(quick ? ['--quick: these figures mean nothing.'] : []),
    ...[table, ...rest],
  ].join('\n');
}
