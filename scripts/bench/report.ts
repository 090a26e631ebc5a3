import type { LoadPhase } from './load.ts';
import { type Machine, nameMachine } from './machine.ts';
import type { Measured } from './measure.ts';
import type { MemorySample } from './memory.ts';
import type { Row } from './rows.ts';
import type { ServedImage } from './served.ts';
import { printTables, type Table } from './table.ts';

/** Everything that a run measured; `--json` writes it as it is. */
export interface BenchResult {
  readonly machine: Machine;
  /** What drove the servers. */
  readonly generator: string;
  readonly quick: boolean;
  readonly images: { readonly poster: ServedImage; readonly count: number };
  /** What putting all images in took, from the first byte sent until they were published. */
  readonly putInSeconds: number;
  readonly rows: readonly Row[];
  readonly memory: readonly MemorySample[] | null;
  readonly load: readonly LoadPhase[];
  /** Megabytes that pictures in the making may take, as configured. */
  readonly renderMemoryMb: number;
}

/** The result for people: aligned for a terminal, or as Markdown. */
export function printResult(result: BenchResult, markdown: boolean): string {
  const { machine, images } = result;
  const facts = [
    `${nameMachine(machine)}; ${result.generator}`,
    `A poster of ${images.poster.width} × ${images.poster.height} pixels and ${images.count - 1} pages, put in and published in ${Math.round(result.putInSeconds)} s.`,
    ...(result.quick ? ['--quick: these figures mean nothing.'] : []),
  ];
  const tables = [
    rowsTable(result.rows),
    twoTable(result.rows),
    memoryTable(result),
    loadTable(result),
    crowdTable(result.load),
  ];
  return [...facts, ...printTables(tables, markdown)].join('\n');
}

function rowsTable(rows: readonly Row[]): Table {
  return {
    heading: 'Requests a second, against bare node:http in the same run',
    titles: [
      'what',
      'processes',
      'clients',
      'KB',
      'req/s',
      'p50 ms',
      'p99 ms',
      'CPU µs',
      'bare req/s',
      'bare p99',
      'bare CPU µs',
      'ratio (least–most)',
      'generator cores',
      'failed',
    ],
    lines: rows.map((row) => [
      row.warm ? row.label : `${row.label}, none in memory`,
      String(row.processes),
      String(row.clients),
      row.bytes === null ? '–' : (row.bytes / 1000).toFixed(1),
      ...cellsOf(row.recto),
      row.bare === null ? '–' : whole(row.bare.requestsPerSecond),
      row.bare === null ? '–' : row.bare.p99Ms.toFixed(2),
      row.bare === null ? '–' : whole(row.bare.cpuMicros),
      row.ratio === null
        ? '–'
        : `${row.ratio.median.toFixed(2)} (${row.ratio.low.toFixed(2)}–${row.ratio.high.toFixed(2)})`,
      row.recto.generatorCores?.toFixed(2) ?? 'n/a',
      String(row.recto.failures + (row.bare?.failures ?? 0)),
    ]),
  };
}

function cellsOf({ requestsPerSecond, p50Ms, p99Ms, cpuMicros }: Measured): string[] {
  return [
    requestsPerSecond < 100 ? requestsPerSecond.toFixed(1) : whole(requestsPerSecond),
    p50Ms.toFixed(2),
    p99Ms.toFixed(2),
    whole(cpuMicros),
  ];
}

/**
 * Two processes against one. They were measured minutes apart, so each is first divided by the bare server with one
 * process that ran beside it. The load generator works on the same cores: what it leaves is what can be gained.
 */
function twoTable(rows: readonly Row[]): Table {
  const lines = rows.flatMap((two) => {
    const one = rows.find(
      (row) => row.processes === 1 && row.warm && row.name === two.name && row.clients === two.clients,
    );
    if (two.processes !== 2 || one?.ratio == null || two.ratio === null || two.bare === null) return [];
    const bareGain = (two.bareTwo?.requestsPerSecond ?? 0) / two.bare.requestsPerSecond;
    const cores = ((two.recto.cpuMicros ?? 0) * two.recto.requestsPerSecond) / 1e6;
    return [
      [
        two.label,
        String(two.clients),
        (two.ratio.median / one.ratio.median).toFixed(2),
        bareGain.toFixed(2),
        one.recto.cpuMicros === null
          ? 'n/a'
          : ((one.recto.cpuMicros ?? 0) / (two.recto.cpuMicros ?? 1)).toFixed(2),
        cores.toFixed(2),
        two.recto.generatorCores?.toFixed(2) ?? 'n/a',
      ],
    ];
  });
  return {
    heading: 'Two processes ÷ one',
    titles: [
      'what',
      'clients',
      'req/s',
      'bare node:http',
      'requests per CPU second',
      'cores used by Recto',
      'by the generator',
    ],
    lines,
  };
}

function memoryTable({ memory }: BenchResult): Table {
  const samples = memory ?? [];
  const pick = [0, Math.floor(samples.length / 2), samples.length - 1];
  return {
    heading: 'Memory while tiles of all images are sent',
    titles: ['tiles sent', 'resident MB of each process'],
    lines: [...new Set(pick)].flatMap((place) => {
      const sample = samples[place];
      if (sample === undefined) return [];
      const held = sample.processes.map(({ program, rssBytes }) => `${program} ${megabytes(rssBytes)}`);
      return [[String(sample.requests), held.join(', ')]];
    }),
  };
}

function loadTable({ load, renderMemoryMb }: BenchResult): Table {
  const idle = load.flatMap(({ manner, browsing }) => (manner === 'idle' ? [browsing.p99Ms] : []));
  const idleMs = idle.reduce((sum, ms) => sum + ms, 0) / Math.max(1, idle.length);
  return {
    heading: `Eight clients browse tiles while fifty ask for full/max; budget for pictures ${renderMemoryMb} MB`,
    titles: [
      'the fifty',
      'tiles p50 / p99 ms',
      'p99 ÷ without the fifty',
      'peak MB together',
      'peak MB by program',
      'MB at the end',
      'alive',
      'failed',
    ],
    lines: load.map(({ manner, browsing, memory, alive }) => [
      manner,
      `${browsing.p50Ms.toFixed(2)} / ${browsing.p99Ms.toFixed(2)}`,
      (browsing.p99Ms / idleMs).toFixed(1),
      megabytes(memory.peakTogether),
      Object.entries(memory.peakBytes)
        .map(([program, bytes]) => `${program} ${megabytes(bytes)}`)
        .join(', '),
      megabytes(memory.atEnd),
      alive ? 'yes' : 'NO',
      String(browsing.refused + browsing.broken),
    ]),
  };
}

function crowdTable(load: readonly LoadPhase[]): Table {
  return {
    heading: 'What the fifty met with',
    titles: [
      'the fifty',
      'answers by status',
      'whole pictures',
      'MB received',
      'refused p50 / p99 ms',
      'without Retry-After',
      'broken off',
    ],
    lines: load.flatMap(({ manner, crowd }) => {
      if (crowd === null) return [];
      const { refusedAfterMs: ms } = crowd;
      const at = (share: number) => ms[Math.floor(ms.length * share)]?.toFixed(1) ?? '–';
      const statuses = Object.entries(crowd.statuses).map(([status, count]) => `${status}: ${count}`);
      return [
        [
          manner,
          statuses.join(', '),
          String(crowd.whole),
          megabytes(crowd.bytes),
          `${at(0.5)} / ${at(0.99)}`,
          String(crowd.withoutRetryAfter),
          String(crowd.broken),
        ],
      ];
    }),
  };
}

function whole(value: number | null): string {
  return value === null ? 'n/a' : Math.round(value).toLocaleString('en');
}

function megabytes(bytes: number): string {
  return String(Math.round(bytes / 1e6));
}
