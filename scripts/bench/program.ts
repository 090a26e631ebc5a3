import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { asFault, Fault } from '../../model/fault.ts';
import { loadAverage } from './machine.ts';

/** What every benchmark can be told. */
export interface BenchmarkOptions {
  readonly help: boolean;
  readonly quick: boolean;
  readonly markdown: boolean;
  readonly json: string | undefined;
  readonly data: string | undefined;
}

/** The same on the command line. */
export const BENCHMARK_OPTIONS = {
  json: { type: 'string' },
  markdown: { type: 'boolean' },
  data: { type: 'string' },
  quick: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Says how far it is, to people. */
export type Say = (line: string) => void;

/** A benchmark, as a program runs it. */
export interface Benchmark<Options extends BenchmarkOptions, Result> {
  readonly help: string;
  /** @throws Fault('bad-request') */
  readonly parse: (args: readonly string[]) => Options;
  /** In a folder that stays only where `--data` names it. */
  readonly measure: (options: Options, dir: string, say: Say) => Promise<Result>;
  readonly print: (result: Result, markdown: boolean) => string;
}

/** More work than this elsewhere on the machine shows in the figures. */
const QUIET = 0.7;

/** Reads the values of a command line. @throws Fault('bad-request') */
export function readValues<const Known extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Known,
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw new Fault('bad-request', cause instanceof Error ? cause.message : 'Wrong options.', { cause });
  }
}

/** A whole number on the command line. @throws Fault('bad-request') where it is none, or out of bounds. */
export function readCount(
  name: string,
  text: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Fault('bad-request', `${name} must be a whole number from ${least} to ${most}.`);
  return number;
}

/** Runs a benchmark with the arguments of this process. Exit code 2 where these are wrong, 1 where it goes wrong. */
export async function runBenchmark<Options extends BenchmarkOptions, Result>(
  benchmark: Benchmark<Options, Result>,
): Promise<void> {
  try {
    await runIn(benchmark, process.argv.slice(2));
  } catch (thrown) {
    const fault = asFault(thrown);
    if (fault.code === 'internal') console.error(thrown);
    else console.error(fault.detail);
    process.exitCode = fault.code === 'bad-request' ? 2 : 1;
  }
}

async function runIn<Options extends BenchmarkOptions, Result>(
  { help, parse, measure, print }: Benchmark<Options, Result>,
  args: readonly string[],
): Promise<void> {
  const options = parse(args);
  if (options.help) {
    console.log(help);
    return;
  }
  const { data, json, markdown } = options;
  const dir = data === undefined ? await mkdtemp(join(tmpdir(), 'recto-bench-')) : resolve(data);
  const say = sayer();
  try {
    await mkdir(dir, { recursive: true });
    const busy = loadAverage() ?? 0;
    if (busy > QUIET)
      say(`This machine has other work (load ${busy}): the figures will be worse than it can do.`);
    const result = await measure(options, dir, say);
    if (json !== undefined) await writeFile(json, `${JSON.stringify(result, null, 2)}\n`);
    console.log(print(result, markdown));
  } finally {
    if (data === undefined) await rm(dir, { recursive: true, force: true });
  }
}

function sayer(): Say {
  const startedAt = Date.now();
  return (line) => {
    console.error(`${String(Math.round((Date.now() - startedAt) / 1000)).padStart(4)} s  ${line}`);
  };
}
