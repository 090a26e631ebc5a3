import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../model/fault.ts';
import { isProgram, postgresPlaces } from './setup/places.ts';
import { claimPort } from './start/port.ts';

/** A PostgreSQL for tests and benchmarks, on a free port of 127.0.0.1. What it keeps is not safe from a power cut. */
export interface PrivatePostgres {
  /** Of one of its databases; `postgres` is always there. */
  url(name: string): string;
  /** `at-once`: without a word to who is still connected, and not fit to be started on the same folder soon. */
  stop(how?: 'at-once'): Promise<void>;
}

const INSTALL = 'PostgreSQL is missing: run `npm run setup -- --tests`, or `apt-get install postgresql`.';
const START_WITHIN_MS = 20_000;
const LOOK_MS = 50;
const CLUSTER = ['-U', 'recto', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];

/**
 * Starts it on a folder, which is made where it is not there and stays.
 *
 * @throws Fault('unavailable') with the line that installs it, or where it does not come up.
 */
export async function startPostgres(dir: string): Promise<PrivatePostgres> {
  const bin = findBinDir();
  const data = join(dir, 'data');
  await mkdir(dir, { recursive: true });
  if (process.getuid?.() === 0) execFileSync('chown', ['65534:65534', dir]);
  await chmod(dir, 0o700);
  if (!existsSync(data)) {
    const [initdb, args] = asServerUser(join(bin, 'initdb'), ['-D', data, ...CLUSTER]);
    execFileSync(initdb, args, { cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const port = await claimPort(0, '127.0.0.1');
  const [postgres, args] = asServerUser(join(bin, 'postgres'), [
    ...['-D', data, '-p', String(port), '-k', dir, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
  ]);
  const server = spawn(postgres, args, { cwd: '/', stdio: 'ignore' });
  const ended = new Promise((done) => server.once('exit', done));
  const stop = async (how?: 'at-once'): Promise<void> => {
    server.kill(how === undefined ? 'SIGINT' : 'SIGQUIT');
    await ended;
  };
  try {
    await untilReady(bin, port);
  } catch (thrown) {
    await stop();
    throw thrown;
  }
  return { url: (name) => `postgres://recto@127.0.0.1:${port}/${name}`, stop };
}

function findBinDir(): string {
  const places = [...postgresPlaces(), ...(process.env['PATH'] ?? '').split(':')];
  const found = places.find((dir) => isProgram(join(dir, 'initdb')) && isProgram(join(dir, 'postgres')));
  if (found === undefined) throw new Fault('unavailable', INSTALL);
  return found;
}

/** PostgreSQL refuses to run as root; there it runs as nobody. */
function asServerUser(command: string, args: readonly string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [command, [...args]];
  return ['setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', command, ...args]];
}

async function untilReady(bin: string, port: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < START_WITHIN_MS; waitedMs += LOOK_MS) {
    const asked = spawnSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]);
    if (asked.status === 0) return;
    await sleep(LOOK_MS);
  }
  throw new Fault('unavailable', 'PostgreSQL did not start in time.');
}
