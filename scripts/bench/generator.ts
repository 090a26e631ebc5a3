import { execFile, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

/** One request; with an ETag it says that the client has the answer already. */
export interface Ask {
  readonly path: string;
  readonly etag?: string;
}

/** What a load generator is to do. */
export interface Drive {
  /** Scheme, host and port. */
  readonly url: string;
  readonly asks: readonly Ask[];
  readonly clients: number;
  readonly seconds: number;
  /** At random, again and again; or in turn from this one on, so that none is asked twice before all were asked. */
  readonly from: 'random' | number;
  /** About how long a client waits between an answer and its next request. */
  readonly pauseMs?: number;
  /**
   * The clients get the processor before everything else, where the system permits it: they stand for other machines,
   * whose time nothing here takes. For few requests alone.
   */
  readonly goFirst?: boolean;
}

const driven = z.object({
  requests: z.number(),
  seconds: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  /** Answers of 400 and above. */
  refused: z.number(),
  /** Connections that broke, and answers that did not come in time. */
  broken: z.number(),
});

export type Driven = z.infer<typeof driven>;

export interface Generator {
  /** With its version. */
  readonly name: string;
  drive(order: Drive): Promise<Driven>;
}

/** wrk where it is installed, else autocannon, which takes several times the CPU. */
export function chooseGenerator(): Generator {
  const { stdout = '', error } = spawnSync('wrk', ['-v'], { encoding: 'utf8' });
  if (error !== undefined) return { name: 'autocannon', drive: driveAutocannon };
  const [, version = ''] = /^wrk (?:\w+\/)?(\S+)/.exec(stdout) ?? [];
  return { name: `wrk ${version}`.trim(), drive: driveWrk };
}

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL('./wrk.lua', import.meta.url));
let runs = 0;

/** Linux, as root. */
const REAL_TIME = ['chrt', '--rr', '1'] as const;
/** Whether clients can be given the processor before everything else. */
export const MAY_GO_FIRST = spawnSync(REAL_TIME[0], [...REAL_TIME.slice(1), 'true']).status === 0;

function withPriority(goesFirst: boolean, program: string, args: string[]): [string, string[]] {
  const [chrt, ...how] = REAL_TIME;
  return goesFirst ? [chrt, [...how, program, ...args]] : [program, args];
}

async function driveWrk(order: Drive): Promise<Driven> {
  runs += 1;
  const list = join(tmpdir(), `recto-bench-${process.pid}.txt`);
  writeFileSync(list, order.asks.map(({ path, etag = '' }) => `${path}\t${etag}\n`).join(''));
  // wrk knows whole seconds alone, so that a shorter round is a second too.
  const seconds = Math.max(1, Math.round(order.seconds));
  try {
    const { stdout } = await run(
      ...withPriority(order.goFirst === true && MAY_GO_FIRST, 'wrk', [
        ...['-t1', `-c${order.clients}`, `-d${seconds}s`, '--timeout', '60s', '-s', SCRIPT, order.url, '--'],
        ...[list, String(order.from), String(order.pauseMs ?? 0), String(runs)],
      ]),
    );
    return driven.parse(JSON.parse(stdout.slice(stdout.lastIndexOf('{"requests"'))));
  } finally {
    rmSync(list, { force: true });
  }
}

/** In a process of its own, as wrk is. */
async function driveAutocannon(order: Drive): Promise<Driven> {
  const child = fork(fileURLToPath(new URL('./autocannon-run.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  child.send(order);
  const [answer] = await once(child, 'message');
  await once(child, 'exit');
  return driven.parse(answer);
}
