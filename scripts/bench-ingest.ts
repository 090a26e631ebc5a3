import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { asFault } from '../model/fault.ts';
import { describeMachine, loadAverage } from './bench/machine.ts';
import { makeMasters } from './bench-ingest/masters.ts';
import { INGEST_HELP, type IngestOptions, parseIngestArgs } from './bench-ingest/options.ts';
import { type IngestResult, printIngest } from './bench-ingest/report.ts';
import { type IngestRow, runRounds } from './bench-ingest/rounds.ts';
import { contestants, findVips } from './bench-ingest/runs.ts';

const startedAt = Date.now();
/** More work than this elsewhere on the machine shows in the figures. */
const QUIET = 0.7;
const BIG_ROUNDS = 2;

function say(line: string): void {
  console.error(`${String(Math.round((Date.now() - startedAt) / 1000)).padStart(4)} s  ${line}`);
}

async function main(args: readonly string[]): Promise<void> {
  const options = parseIngestArgs(args);
  if (options.help) {
    console.log(INGEST_HELP);
    return;
  }
  const dir =
    options.data === undefined ? await mkdtemp(join(tmpdir(), 'recto-ingest-')) : resolve(options.data);
  try {
    await mkdir(dir, { recursive: true });
    const result = await measure(options, dir);
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(result, null, 2)}\n`);
    console.log(printIngest(result, options.markdown));
  } finally {
    if (options.data === undefined) await rm(dir, { recursive: true, force: true });
  }
}

async function measure(options: IngestOptions, dir: string): Promise<IngestResult> {
  const machine = describeMachine();
  const vips = findVips();
  const busy = loadAverage() ?? 0;
  if (busy > QUIET)
    say(`This machine has other work (load ${busy}): the figures will be worse than it can do.`);
  const rows: IngestRow[] = [];
  for (const master of await makeMasters(options, dir, say)) {
    say(`Cutting ${master.name}`);
    const rounds = master.isBig ? Math.min(options.rounds, BIG_ROUNDS) : options.rounds;
    rows.push(...(await runRounds(master, { contestants: contestants(vips, master.isBig), rounds, dir })));
  }
  return { machine, vips: vips ?? null, quick: options.quick, rows };
}

try {
  await main(process.argv.slice(2));
} catch (thrown) {
  const fault = asFault(thrown);
  if (fault.code === 'internal') console.error(thrown);
  else console.error(fault.detail);
  process.exitCode = fault.code === 'bad-request' ? 2 : 1;
}
