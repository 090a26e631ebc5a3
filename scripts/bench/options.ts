import { Fault } from '../../model/fault.ts';
import { BENCHMARK_OPTIONS, type BenchmarkOptions, readValues } from './program.ts';

/** What is measured, by the name that `--only` knows it by. */
export const ROWS = {
  tiles: 'Tiles 512 × 512, inner',
  edges: 'Tiles at the edges',
  small: 'Tiles up to 256 px wide or high',
  pages: 'Tiles of all images at random',
  sizes: 'Listed sizes of the poster',
  'all-sizes': 'Listed sizes of all images at random',
  thumbnails: 'Thumbnails of all images, up to 400 px',
  info: 'info.json',
  unchanged: '304 on a tile',
  cached: 'Rendered region, from the cache',
  full: 'full/1000, of the poster, made',
  'regions-jpg': 'Random region and scale, jpg, made',
  'regions-webp': 'Random region and scale, webp, made',
} as const;

/** What is measured beside the rows of one process. */
export const SECTIONS = ['cold', 'two', 'memory', 'load'] as const;

export type RowName = keyof typeof ROWS;
export type SectionName = (typeof SECTIONS)[number];

const NAMES: readonly string[] = [...Object.keys(ROWS), ...SECTIONS];

export const BENCH_HELP = `npm run bench -- [options]

Starts a Recto of its own, puts a poster of 88 megapixels and 200 pages into it, and measures how fast it serves them,
against a bare node:http server that sends as many bytes, turn by turn in the same run. Drives both with wrk where it
is installed, else with autocannon. Takes some twenty minutes; nothing else should run meanwhile.

  --only A,B      only these: ${NAMES.slice(0, 8).join(', ')},
                  ${NAMES.slice(8).join(', ')}
                  (cold: tiles that no process has in memory; two: two processes; memory: while 100,000 tiles
                  are sent; load: 50 clients ask for full/max, hang up, or read a byte a second)
  --load          the same as --only load
  --seconds N     length of a round (default 1)
  --json FILE     write everything that was measured
  --markdown      print the tables as Markdown
  --data DIR      keep the scans and Recto's data there, and use them again
  --quick         small scans and short rounds, to see that it runs; its figures mean nothing
  --help          this text`;

export interface BenchOptions extends BenchmarkOptions {
  readonly seconds: number;
  /** Whether it is to be measured. */
  readonly wants: (name: RowName | SectionName) => boolean;
}

const OPTIONS = {
  only: { type: 'string' },
  load: { type: 'boolean' },
  seconds: { type: 'string' },
  ...BENCHMARK_OPTIONS,
} as const;

/** Reads the command line. @throws Fault('bad-request') */
export function parseBenchArgs(args: readonly string[]): BenchOptions {
  const values = readValues(args, OPTIONS);
  const { quick = false, help = false, markdown = false } = values;
  const only = values.load ? ['load'] : values.only?.split(',').map((name) => name.trim());
  const unknown = only?.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) {
    throw new Fault('bad-request', `There is no "${unknown}" to measure. There are: ${NAMES.join(', ')}.`);
  }
  const seconds = Number(values.seconds ?? (quick ? 0.3 : 1));
  if (!(seconds >= 0.1 && seconds <= 600)) {
    throw new Fault('bad-request', '--seconds must be a number from 0.1 to 600.');
  }
  const wants = (name: string) => only?.includes(name) ?? true;
  return { help, quick, markdown, seconds, json: values.json, data: values.data, wants };
}
