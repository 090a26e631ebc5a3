import { BENCHMARK_OPTIONS, type BenchmarkOptions, readCount, readValues } from '../bench/program.ts';

export const TABLE_HELP = `npm run bench:table -- [options]

Opens the light table of an item of a thousand pages in Chromium and measures what a person feels: how long until the
first forty pages are drawn, whether anything is blank and how long a frame takes while the sheet is scrolled, and how
long from a key to the screen. The pages are rows and ten packs, served by a whole Recto. Takes about a minute; nothing
else should run meanwhile.

  --pages N       how many pages the item has (default 1000)
  --rounds N      how often it is opened, each time by a new browser (default 5)
  --json FILE     write everything that was measured
  --markdown      print the table as Markdown
  --data DIR      keep the data there
  --quick         a hundred pages and one round, to see that it runs; its figures mean nothing
  --help          this text`;

export interface TableOptions extends BenchmarkOptions {
  readonly pages: number;
  readonly rounds: number;
}

/** Reads the command line. @throws Fault('bad-request') */
export function parseTableArgs(args: readonly string[]): TableOptions {
  const values = readValues(args, {
    pages: { type: 'string' },
    rounds: { type: 'string' },
    ...BENCHMARK_OPTIONS,
  });
  const { quick = false, help = false, markdown = false, json, data } = values;
  return {
    ...{ help, quick, markdown, json, data },
    pages: readCount('--pages', values.pages ?? (quick ? '100' : '1000'), { least: 41, most: 10_000 }),
    rounds: readCount('--rounds', values.rounds ?? (quick ? '1' : '5'), { least: 1, most: 100 }),
  };
}
