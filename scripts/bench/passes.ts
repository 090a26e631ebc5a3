import { join } from 'node:path';
import { Fault } from '../../model/fault.ts';
import type { Generator } from './generator.ts';
import { type LoadSize, measureLoad } from './load.ts';
import { measureMemory } from './memory.ts';
import { type BenchOptions, ROWS, type RowName } from './options.ts';
import type { BenchResult } from './report.ts';
import { type Bench, measureRow, type Row } from './rows.ts';
import { type BenchScans, FULL, makeBenchScans, QUICK } from './scans.ts';
import { putIn, type ServedRecto, type Settings, startRecto } from './served.ts';

/** What passes find; `--json` holds it with the machine that it was found on. */
export type Findings = Omit<BenchResult, 'machine' | 'generator' | 'quick'>;

/** What a run has. */
interface Run {
  readonly dir: string;
  readonly generator: Generator;
  readonly say: (line: string) => void;
}

interface Served {
  readonly images: Bench['images'];
  readonly seconds: number;
  readonly renderMemoryMb: number;
}

type Found = Pick<Findings, 'rows' | 'memory' | 'load'>;

interface Pass {
  readonly settings: Settings;
  readonly bench: Pick<Bench, 'processes' | 'warm'>;
  readonly rows: readonly RowName[];
  readonly memory: boolean;
  readonly load: boolean;
}

/** Of two processes no more is measured than what they are to gain. */
const OF_TWO: readonly RowName[] = ['tiles', 'info', 'unchanged'];
const MEMORY_REQUESTS = 100_000;

const LOAD: LoadSize = { crowd: 50, seconds: 60 };
const LOAD_QUICK: LoadSize = { crowd: 6, seconds: 2 };

/** Starts one Recto after another on the same data, with other settings each, and measures them. */
export async function runPasses(options: BenchOptions, run: Run): Promise<Findings> {
  const { quick, seconds } = options;
  const { generator, say } = run;
  const dir = join(run.dir, quick ? 'quick' : 'full');
  const scans = await makeBenchScans(join(dir, 'scans'), quick ? QUICK : FULL, say);
  const shared = { generator, clients: quick ? [8] : [8, 32], seconds, rounds: quick ? 0 : 5, say };
  const found: Found[] = [];
  let served: Served | undefined;
  for (const pass of passesFor(options)) {
    const { settings } = pass;
    say(
      `Starting Recto with ${Object.entries(settings)
        .flatMap((pair) => pair.join('='))
        .join(' ')}`,
    );
    const recto = await startRecto(join(dir, 'data'), settings, () => undefined);
    try {
      served ??= await putAllIn(recto, scans, say);
      found.push(await carryOut(pass, { ...shared, ...pass.bench, recto, images: served.images }, options));
    } finally {
      await recto.stop();
    }
  }
  if (served === undefined) throw new Fault('bad-request', 'There is nothing to measure.');
  return {
    images: { poster: served.images[0], count: served.images.length },
    putInSeconds: served.seconds,
    rows: found.flatMap(({ rows }) => rows),
    memory: found.find(({ memory }) => memory !== null)?.memory ?? null,
    load: found.flatMap(({ load }) => load),
    renderMemoryMb: served.renderMemoryMb,
  };
}

async function carryOut(pass: Pass, bench: Bench, options: BenchOptions): Promise<Found> {
  const rows: Row[] = [];
  for (const name of pass.rows) rows.push(...(await measureRow(bench, name)));
  const memory = pass.memory ? await measureMemory(bench, options.quick ? 1_000 : MEMORY_REQUESTS) : null;
  const load = pass.load ? await measureLoad(bench, options.quick ? LOAD_QUICK : LOAD) : [];
  return { rows, memory, load };
}

/** Those in which there is something to measure. */
function passesFor({ wants }: BenchOptions): Pass[] {
  const names = (Object.keys(ROWS) as RowName[]).filter(wants);
  const nothing = { rows: [], memory: false, load: false } as const;
  const passes: Pass[] = [
    {
      settings: { RECTO_PROCESSES: '1' },
      bench: { processes: 1, warm: true },
      rows: names,
      memory: wants('memory'),
      load: false,
    },
    {
      ...nothing,
      settings: { RECTO_PROCESSES: '1', RECTO_TILE_MEMORY_MB: '0' },
      bench: { processes: 1, warm: false },
      rows: wants('cold') ? ['tiles'] : [],
    },
    {
      settings: { RECTO_PROCESSES: '2' },
      bench: { processes: 2, warm: true },
      rows: wants('two') ? OF_TWO : [],
      memory: false,
      load: wants('load'),
    },
  ];
  return passes.filter(({ rows, memory, load }) => rows.length > 0 || memory || load);
}

async function putAllIn(recto: ServedRecto, scans: BenchScans, say: Run['say']): Promise<Served> {
  const fromMs = Date.now();
  const [poster, ...pages] = await putIn(recto, scans, say);
  if (poster === undefined) throw new Fault('not-found', 'There is no poster to measure with.');
  say(`${pages.length + 1} images are published`);
  return {
    images: [poster, ...pages],
    seconds: (Date.now() - fromMs) / 1000,
    renderMemoryMb: recto.config.RECTO_RENDER_MEMORY_MB,
  };
}
