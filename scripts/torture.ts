import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asFault, Fault } from '../model/fault.ts';
import { parseTortureArgs, TORTURE_HELP, type TortureOptions } from './torture/options.ts';
import { reportLines } from './torture/report.ts';
import { torture } from './torture/run.ts';

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) return 2;
  if (options.help) {
    console.log(TORTURE_HELP);
    return 0;
  }
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => stopping.abort(new Fault('unavailable', 'Stopped.')));
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'recto-torture-')));
  const say = (line: string) => console.error(line);
  say(`${options.files} files by the seed ${options.seed}, in ${dir}.`);
  try {
    const { files, seed, everyMs } = options;
    const report = await torture({ files, seed, everyMs, dir, say, signal: stopping.signal });
    console.log(options.json ? JSON.stringify(report) : reportLines(report).join('\n'));
    if (report.violations.length > 0) return 1;
    if (options.dir === undefined) await rm(dir, { recursive: true, force: true });
    return 0;
  } catch (thrown) {
    const goOn = `npm run torture -- --files ${options.files} --seed ${options.seed} --dir ${dir}`;
    say(stopping.signal.aborted ? `Stopped. To go on: ${goOn}` : asFault(thrown).detail);
    if (!stopping.signal.aborted && !(thrown instanceof Fault)) console.error(thrown);
    return 1;
  }
}

function readOptions(): TortureOptions | undefined {
  try {
    return parseTortureArgs(process.argv.slice(2));
  } catch (thrown) {
    console.error(`${asFault(thrown).detail}\nHow it is used: npm run torture -- --help`);
    return undefined;
  }
}

process.exitCode = await main();
