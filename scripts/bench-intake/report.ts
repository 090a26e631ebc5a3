import { type Machine, nameMachine } from '../bench/machine.ts';
import { printTables } from '../bench/table.ts';
import type { IntakeRow } from './turns.ts';

/** Everything that a run measured; `--json` writes it as it is. */
export interface IntakeResult {
  readonly machine: Machine;
  readonly quick: boolean;
  readonly rows: readonly IntakeRow[];
}

const TITLES = ['scan', 'MP', 'bare ms', 'with look ms', 'ratio', 'CPU ratio', 'bands'];

/** The result for people: aligned for a terminal, or as Markdown. */
export function printIntake({ machine, quick, rows }: IntakeResult, markdown: boolean): string {
  const facts = [nameMachine(machine), ...(quick ? ['--quick: these figures mean nothing.'] : [])];
  const lines = rows.map((row) => [
    row.name,
    row.megapixels.toFixed(0),
    row.bareMs.toFixed(0),
    row.lookMs.toFixed(0),
    row.ratio.toFixed(2),
    row.cpuRatio.toFixed(2),
    String(row.bands),
  ]);
  const heading = 'Decoding every pixel, bare and with a look at them';
  return [...facts, ...printTables([{ heading, titles: TITLES, lines }], markdown)].join('\n');
}
