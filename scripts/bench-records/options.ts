import { BENCHMARK_OPTIONS, type BenchmarkOptions, readCount, readValues } from '../bench/program.ts';
import type { Size } from './fill.ts';

export const RECORDS_HELP = `npm run bench:records -- [options]

Fills a database with sixty thousand items of fifty pages each, three million in all, and asks a whole Recto on it what
people ask all day: lists, searches, an item, the desk, manifests, the top collection; one after the other, each from
the question to the last byte. SQLite, or with --postgres a PostgreSQL of its own. Filling takes ten minutes or so and
ten gigabytes; with --data DIR it is done once. Nothing else should run meanwhile.

  --postgres      on PostgreSQL (which has to be installed: npm run setup -- --tests)
  --items N       how many items there are (default 60000)
  --pages N       how many pages each has (default 50)
  --times N       how often each thing is asked (default 200)
  --json FILE     write everything that was measured
  --markdown      print the table as Markdown
  --data DIR      keep the data there, and use what lies there already
  --quick         two hundred items, to see that it runs; its figures mean nothing
  --help          this text`;

export interface RecordsOptions extends BenchmarkOptions, Size {
  readonly postgres: boolean;
  readonly times: number;
}

/** Reads the command line. @throws Fault('bad-request') */
export function parseRecordsArgs(args: readonly string[]): RecordsOptions {
  const values = readValues(args, {
    ...{ postgres: { type: 'boolean' }, items: { type: 'string' } },
    ...{ pages: { type: 'string' }, times: { type: 'string' } },
    ...BENCHMARK_OPTIONS,
  });
  const { quick = false, help = false, markdown = false, postgres = false, json, data } = values;
  return {
    ...{ help, quick, markdown, postgres, json, data },
    items: readCount('--items', values.items ?? (quick ? '200' : '60000'), { least: 100, most: 10_000_000 }),
    pages: readCount('--pages', values.pages ?? (quick ? '5' : '50'), { least: 2, most: 5_000 }),
    times: readCount('--times', values.times ?? (quick ? '3' : '200'), { least: 1, most: 100_000 }),
  };
}
