import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { asFault } from '../model/fault.ts';
import { chooseGenerator } from './bench/generator.ts';
import { describeMachine, loadAverage } from './bench/machine.ts';
import { BENCH_HELP, type BenchOptions, parseBenchArgs } from './bench/options.ts';
import { runPasses } from './bench/passes.ts';
import { type BenchResult, printResult } from './bench/report.ts';

const startedAt = Date.now();
/** More work than this elsewhere on the machine shows in the figures. */
const QUIET = 0.7;

function say(line: string): void {
  console.error(`${String(Math.round((Date.now() - startedAt) / 1000)).padStart(4)} s  ${line}`);
}

async function main(args: readonly string[]): Promise<void> {
  const options = parseBenchArgs(args);
  if (options.help) {
    console.log(BENCH_HELP);
    return;
  }
  const dir =
    options.data === undefined ? await mkdtemp(join(tmpdir(), 'recto-bench-')) : resolve(options.data);
  try {
    await mkdir(dir, { recursive: true });
    const result = await measure(options, dir);
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(result, null, 2)}\n`);
    console.log(printResult(result, options.markdown));
  } finally {
    if (options.data === undefined) await rm(dir, { recursive: true, force: true });
  }
}

async function measure(options: BenchOptions, dir: string): Promise<BenchResult> {
  const generator = chooseGenerator();
  const machine = describeMachine();
  const busy = loadAverage() ?? 0;
  if (busy > QUIET)
    say(`This machine has other work (load ${busy}): the figures will be worse than it can do.`);
  const findings = await runPasses(options, { dir, generator, say });
  return { machine, generator: generator.name, quick: options.quick, ...findings };
}

try {
  await main(process.argv.slice(2));
} catch (thrown) {
  const fault = asFault(thrown);
  if (fault.code === 'internal') console.error(thrown);
  else console.error(fault.detail);
  process.exitCode = fault.code === 'bad-request' ? 2 : 1;
}
