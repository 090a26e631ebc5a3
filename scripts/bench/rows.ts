import { asksOf } from './asks.ts';
import { startBare } from './bare.ts';
import type { BareAnswer } from './bare-program.ts';
import type { Ask, Generator } from './generator.ts';
import { lookAt } from './look.ts';
import { compare, type Measured, type Spread, type Target } from './measure.ts';
import { ROWS, type RowName } from './options.ts';
import type { ServedImage } from './served.ts';

/** A line of the table. */
export interface Row {
  readonly name: RowName;
  readonly label: string;
  /** How many processes of Recto's serve. */
  readonly processes: number;
  /** Whether tiles may be kept in memory, as they are unless it is forbidden. */
  readonly warm: boolean;
  readonly clients: number;
  /** Of one answer, on average; null where each is another. */
  readonly bytes: number | null;
  readonly recto: Measured;
  /** null where the bare server has nothing to be compared with. */
  readonly bare: Measured | null;
  /** Requests a second, Recto's to the bare server's. */
  readonly ratio: Spread | null;
  /** The bare server with two processes; where Recto has two. */
  readonly bareTwo: Measured | null;
}

/** What rows are measured with. */
export interface Bench {
  readonly generator: Generator;
  readonly recto: Target;
  readonly images: readonly [ServedImage, ...ServedImage[]];
  readonly processes: 1 | 2;
  readonly warm: boolean;
  readonly clients: readonly number[];
  readonly seconds: number;
  readonly rounds: number;
  readonly say: (line: string) => void;
}

/** Measures a row at every number of clients. */
export async function measureRow(bench: Bench, name: RowName): Promise<readonly Row[]> {
  const { paths, once } = asksOf(name, bench.images);
  return once ? await measureMade(bench, name, paths) : await measureAgain(bench, name, paths);
}

/** Answers that stand ready, beside a bare server that sends the same. */
async function measureAgain(bench: Bench, name: RowName, paths: readonly string[]): Promise<Row[]> {
  const looked = await lookAt(bench.recto.url, paths);
  const unchanged = name === 'unchanged';
  const asks: Ask[] = looked.map(({ path, etag }) => (unchanged && etag ? { path, etag } : { path }));
  const answers: BareAnswer[] = looked.map((one) => (unchanged ? { ...one, status: 304 } : one));
  const bares = await Promise.all(
    (bench.processes === 2 ? ([2, 1] as const) : ([1] as const)).map((count) => startBare(answers, count)),
  );
  const bytes = unchanged ? 0 : looked.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / looked.length;
  const rows: Row[] = [];
  try {
    for (const clients of bench.clients) {
      const { medians, ratios } = await compare(bench.generator, [bench.recto, ...bares], {
        order: { asks, clients, seconds: bench.seconds, from: 'random' },
        rounds: bench.rounds,
      });
      const [recto, ...others] = medians;
      const row = { ...base(bench, name, clients), bytes, bareTwo: others.at(-2) ?? null };
      rows.push({ ...row, recto: recto ?? NOTHING, bare: others.at(-1) ?? null, ratio: ratios[0] ?? null });
      bench.say(progressOf(rows.at(-1)));
    }
  } finally {
    for (const bare of bares) await bare.stop();
  }
  return rows;
}

/** One picture may take most of a second. */
const MADE_SECONDS = 3;

/** Pictures that have to be made, each another one: there is nothing that a bare server could be compared in. */
async function measureMade(bench: Bench, name: RowName, paths: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  // Somewhere, since what an earlier run asked for may stand in the cache.
  let from = Math.floor(Math.random() * paths.length);
  // The first starts what makes them, and shows that they are answered at all.
  await lookAt(bench.recto.url, paths.slice(from, from + 1));
  from += 1;
  for (const clients of bench.clients) {
    const { medians } = await compare(bench.generator, [bench.recto], {
      order: {
        asks: paths.map((path) => ({ path })),
        clients,
        seconds: Math.max(MADE_SECONDS, bench.seconds),
        from,
      },
      rounds: Math.min(2, bench.rounds),
    });
    from += Math.floor(paths.length / bench.clients.length);
    rows.push({
      ...base(bench, name, clients),
      bytes: null,
      recto: medians[0] ?? NOTHING,
      bare: null,
      ratio: null,
      bareTwo: null,
    });
    bench.say(progressOf(rows.at(-1)));
  }
  return rows;
}

const NOTHING: Measured = {
  requestsPerSecond: 0,
  p50Ms: 0,
  p99Ms: 0,
  cpuMicros: null,
  generatorCores: null,
  failures: 0,
};

function base(bench: Bench, name: RowName, clients: number) {
  return { name, label: ROWS[name], processes: bench.processes, warm: bench.warm, clients };
}

function progressOf(row: Row | undefined): string {
  if (row === undefined) return '';
  const { label, clients, recto, ratio } = row;
  const against = ratio === null ? '' : `, ${ratio.median.toFixed(2)} of bare node:http`;
  return `${label}, ${clients} clients: ${Math.round(recto.requestsPerSecond)} requests/s${against}`;
}
