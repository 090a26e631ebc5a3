import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../model/fault.ts';
import type { BareAnswer } from './bare-program.ts';
import type { Target } from './measure.ts';

/** The yardstick, running. */
export interface BareServer extends Target {
  stop(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('./bare-program.ts', import.meta.url));

/** Starts a bare node:http server that answers as many bytes to the same paths. @throws Fault('unavailable') */
export async function startBare(answers: readonly BareAnswer[], processes: 1 | 2): Promise<BareServer> {
  const file = join(tmpdir(), `recto-bench-bare-${process.pid}-${processes}.json`);
  writeFileSync(file, JSON.stringify(answers));
  const child = fork(PROGRAM, [file, String(processes)], { execArgv: ['--import', 'tsx'] });
  const ended = once(child, 'exit');
  const [port] = await Promise.race([once(child, 'message'), ended.then(() => [undefined])]);
  if (typeof port !== 'number') throw new Fault('unavailable', 'The bare server could not be started.');
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async stop() {
      child.kill();
      await ended;
      rmSync(file, { force: true });
    },
  };
}
