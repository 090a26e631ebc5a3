import { Fault } from '../../model/fault.ts';
import { BENCHMARK_OPTIONS, type BenchmarkOptions, readValues } from '../bench/program.ts';

export const VERDICT_HELP = `npm run bench:verdict -- [options]

Lets several stations send scans at once to a whole Recto, as npm start runs it, and measures how long a technician waits:
from the last byte of a scan to the moment when the server tells every screen whether it is good. All run on this
machine, so the stations take their share of it. Takes some two minutes; nothing else should run meanwhile.

  --stations N      how many send at once (default 4)
  --scans N         how many each of them sends (default 10)
  --megabytes N     how large each is (default 150)
  --compression C   none (default) or lzw; with lzw the files are as large as they come out of as many pixels
  --pause SECONDS   how long a station waits after a verdict before it sends the next scan (default 0)
  --json FILE       write everything that was measured
  --markdown        print the table as Markdown
  --data DIR        keep the data there
  --quick           two stations with two scans of 15 MB, to see that it runs; its figures mean nothing
  --help            this text`;

const COMPRESSIONS = ['none', 'lzw'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

export interface VerdictOptions extends BenchmarkOptions {
  readonly stations: number;
  readonly scans: number;
  readonly megabytes: number;
  readonly compression: Compression;
  readonly pauseSeconds: number;
}

/** Reads the command line. @throws Fault('bad-request') */
export function parseVerdictArgs(args: readonly string[]): VerdictOptions {
  const values = readValues(args, {
    stations: { type: 'string' },
    scans: { type: 'string' },
    megabytes: { type: 'string' },
    compression: { type: 'string' },
    pause: { type: 'string' },
    ...BENCHMARK_OPTIONS,
  });
  const { quick = false, help = false, markdown = false, json, data } = values;
  const [stations, scans, megabytes] = quick ? ['2', '2', '15'] : ['4', '10', '150'];
  const compression = COMPRESSIONS.find((one) => one === (values.compression ?? 'none'));
  if (compression === undefined)
    throw new Fault('bad-request', `--compression must be ${COMPRESSIONS.join(' or ')}.`);
  return {
    ...{ help, quick, markdown, json, data, compression },
    stations: readNumber('--stations', values.stations ?? stations, { least: 1, most: 50 }),
    scans: readNumber('--scans', values.scans ?? scans, { least: 1, most: 1000 }),
    megabytes: readNumber('--megabytes', values.megabytes ?? megabytes, { least: 1, most: 2000 }),
    pauseSeconds: readNumber('--pause', values.pause ?? '0', { least: 0, most: 3600 }),
  };
}

function readNumber(name: string, text: string, { least, most }: { least: number; most: number }): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Fault('bad-request', `${name} must be a whole number from ${least} to ${most}.`);
  return number;
}
