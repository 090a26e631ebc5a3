import { Fault } from '../../model/fault.ts';
import { BENCHMARK_OPTIONS, type BenchmarkOptions, readValues } from '../bench/program.ts';

/** How the pixels of a TIFF are written down. */
export const FORMS = {
  strips: 'strips, not compressed',
  tiles: 'tiles, not compressed',
  lzw: 'strips, LZW',
  deflate: 'strips, deflate',
  jpeg: 'tiles, JPEG',
} as const;

export type FormName = keyof typeof FORMS;

export const INGEST_HELP = `npm run bench:ingest -- [options]

Cuts tile packs of a generated poster (24-bit TIFF), each in a process of its own, and measures time and memory: Recto's
whole step, against the vips command that makes the same ZIP (if it is installed: apt install libvips-tools), sharp's
own .tile(), and sharp decoding the TIFF and encoding one JPEG. Turn by turn, so that whatever else the machine does
falls on all of them. Takes about a minute; nothing else should run meanwhile.

  --megapixels N  size of the poster (default 88)
  --forms A,B     how the TIFF is written: ${Object.keys(FORMS).join(', ')}, or all (default strips)
  --big           also a BigTIFF of 900 megapixels: takes 3 GB of disk and some minutes
  --bigtiff N     the same of so many megapixels
  --rounds N      how often each is measured (default 5; of a BigTIFF 2)
  --json FILE     write everything that was measured
  --markdown      print the table as Markdown
  --data DIR      keep the TIFFs there, and use them again
  --quick         a small poster and one round, to see that it runs; its figures mean nothing
  --help          this text`;

export interface IngestOptions extends BenchmarkOptions {
  readonly megapixels: number;
  readonly bigMegapixels: number | undefined;
  readonly forms: readonly FormName[];
  readonly rounds: number;
}

const OPTIONS = {
  megapixels: { type: 'string' },
  forms: { type: 'string' },
  big: { type: 'boolean' },
  bigtiff: { type: 'string' },
  rounds: { type: 'string' },
  ...BENCHMARK_OPTIONS,
} as const;

/** Reads the command line. @throws Fault('bad-request') */
export function parseIngestArgs(args: readonly string[]): IngestOptions {
  const values = readValues(args, OPTIONS);
  const { quick = false, help = false, markdown = false, json, data } = values;
  const big = values.bigtiff ?? (values.big ? '900' : undefined);
  return {
    ...{ help, quick, markdown, json, data },
    megapixels: readNumber('--megapixels', values.megapixels ?? (quick ? '3' : '88'), { most: 2000 }),
    bigMegapixels: big === undefined ? undefined : readNumber('--bigtiff', big, { most: 4000 }),
    forms: readForms(values.forms ?? 'strips'),
    rounds: readNumber('--rounds', values.rounds ?? (quick ? '1' : '5'), { most: 1000 }),
  };
}

function readNumber(name: string, text: string, { most }: { readonly most: number }): number {
  const number = Number(text);
  if (!(number >= 1 && number <= most)) {
    throw new Fault('bad-request', `${name} must be a number from 1 to ${most}.`);
  }
  return number;
}

function readForms(text: string): readonly FormName[] {
  if (text === 'all') return formNames;
  return text.split(',').map((name) => {
    const form = formNames.find((one) => one === name.trim());
    if (form === undefined)
      throw new Fault('bad-request', `There is no "${name}". There are: ${formNames.join(', ')}.`);
    return form;
  });
}

const formNames: readonly FormName[] = ['strips', 'tiles', 'lzw', 'deflate', 'jpeg'];
