import { type Machine, nameMachine } from '../bench/machine.ts';
import { printTables, type Table } from '../bench/table.ts';
import type { IngestRow } from './rounds.ts';
import { CONTESTANTS } from './runs.ts';

/** Everything that a run measured; `--json` writes it as it is. */
export interface IngestResult {
  readonly machine: Machine;
  /** Its version; null where it is not installed. */
  readonly vips: string | null;
  readonly quick: boolean;
  readonly rows: readonly IngestRow[];
}

/** The result for people: aligned for a terminal, or as Markdown. */
export function printIngest({ machine, vips, quick, rows }: IngestResult, markdown: boolean): string {
  const facts = [
    `${nameMachine(machine)}; ${vips ?? 'no vips program to compare with (apt install libvips-tools)'}`,
    ...(quick ? ['--quick: these figures mean nothing.'] : []),
  ];
  const masters = [...new Set(rows.map(({ master }) => master))];
  const tables = masters.map((master): Table => {
    const lines = rows.filter((row) => row.master === master).map(cellsOf);
    return { heading: `Cutting a TIFF of ${master}`, titles: TITLES, lines };
  });
  return [...facts, ...printTables(tables, markdown)].join('\n');
}

const TITLES = ['what', 'MP/s', 's', 'CPU s', 'peak MB', 'MB out', 'MP/s ÷ vips', 'vips CPU ÷ CPU'];

function cellsOf(row: IngestRow): readonly string[] {
  const { cpuSeconds, peakBytes, toVips } = row;
  return [
    CONTESTANTS[row.name],
    row.megapixelsPerSecond.toFixed(1),
    row.seconds.toFixed(2),
    cpuSeconds?.toFixed(2) ?? 'n/a',
    peakBytes === null ? 'n/a' : String(Math.round(peakBytes / 1e6)),
    (row.bytesOut / 1e6).toFixed(1),
    toVips?.time.toFixed(2) ?? '–',
    toVips?.cpu?.toFixed(2) ?? '–',
  ];
}
