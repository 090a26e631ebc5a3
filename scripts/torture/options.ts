import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Fault } from '../../model/fault.ts';

export const TORTURE_HELP = `npm run torture -- [options]

Sends files through a watched folder and by PUT into a Recto of its own, and kills its server, its workers, its Redis and
the station again and again while it works, with SIGKILL. Then it proves by the records and the store that nothing was
lost, doubled or left over.

  --files N    how many files (default 10000)
  --seed WORD  what the files are and when what is killed; the same again for the same word (default 1)
  --every SEC  seconds between two kills, on average (default 8)
  --dir DIR    where all of it lies (default: a temporary folder, removed if all is well). Given again with the
               same seed, a run that was broken off goes on
  --json       the report as JSON on standard output
  --help       this text

Exit code: 0 nothing is wrong · 1 something is, as told; DIR is kept · 2 wrong options.`;

/** What a torture was asked for. */
export interface TortureOptions {
  readonly files: number;
  readonly seed: string;
  readonly everyMs: number;
  /** Absolute; undefined for a temporary one. */
  readonly dir: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
}

/** @throws Fault('bad-request') saying what is wrong. */
export function parseTortureArgs(args: readonly string[]): TortureOptions {
  const { values } = readArgs(args);
  return {
    files: number('--files', values.files ?? '10000', 1, 1_000_000),
    seed: values.seed ?? '1',
    everyMs: number('--every', values.every ?? '8', 0.5, 3_600) * 1_000,
    dir: values.dir === undefined ? undefined : resolve(values.dir),
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        files: { type: 'string' },
        seed: { type: 'string' },
        every: { type: 'string' },
        dir: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    throw new Fault('bad-request', cause instanceof Error ? cause.message : 'Wrong options.', { cause });
  }
}

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new Fault('bad-request', `${name} takes a number from ${least} to ${most}, not "${text}".`);
}
