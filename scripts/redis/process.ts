import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../model/fault.ts';
import { onPath } from '../setup/places.ts';
import { askRedis } from './ask.ts';

/** One run of Redis. */
export interface RedisProcess {
  readonly pid: number;
  /** When it has ended. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface RedisPlace {
  readonly bin: string;
  /** Where its data lies. */
  readonly dir: string;
  readonly socket: string;
  readonly log: (line: string) => void;
}

/** What flock answers with when another process has the lock. */
const LOCKED = 75;
const READY_MS = 30_000;
const STOP_MS = 10_000;
/** A Redis whose parent was killed takes some 100 ms to end. */
const ORPHAN_MS = 5_000;
/** With less than this of its disk free, it is the disk that Redis did not start for. */
const LEAST_BYTES = 1_000_000;

/**
 * Starts Redis and returns when it answers. A queue whose file Redis itself cannot read is put aside and an
 * empty one begun: what is due stands in the database and is published again.
 *
 * @throws Fault('conflict') or Fault('unavailable').
 */
export async function spawnRedis(place: RedisPlace): Promise<RedisProcess> {
  mkdirSync(place.dir, { recursive: true, mode: 0o700 });
  if (!onPath('flock')) await endOrphan(place);
  try {
    return await spawnWhenFree(place);
  } catch (error) {
    const written = join(place.dir, 'appendonlydir');
    if (!(error instanceof Fault) || error.code !== 'unavailable' || !existsSync(written)) throw error;
    // Its data is well, and with all of it put aside it could not write either.
    if (isFull(place.dir)) throw diskFull(place.dir, error);
    const aside = `${written}.unreadable-${Date.now()}`;
    renameSync(written, aside);
    place.log(
      `Redis did not start on its old data, which now lies in ${aside}. Beginning with an empty queue.`,
    );
    return await spawnWhenFree(place);
  }
}

function isFull(dir: string): boolean {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize < LEAST_BYTES;
}

function diskFull(dir: string, cause: Fault): Fault {
  const detail = `Redis cannot write: the disk of ${dir} is full. Make room on it, and Recto goes on by itself.`;
  return new Fault('unavailable', detail, { cause });
}

async function spawnWhenFree(place: RedisPlace): Promise<RedisProcess> {
  const untilMs = Date.now() + ORPHAN_MS;
  for (;;) {
    const started = await spawnOnce(place);
    if (started !== 'locked') return started;
    if (Date.now() > untilMs) {
      throw new Fault('conflict', `Another Redis is already running on ${place.dir}.`);
    }
    await sleep(100);
  }
}

async function spawnOnce(place: RedisPlace): Promise<RedisProcess | 'locked'> {
  const [program = place.bin, ...args] = commandLine(place);
  const lines: string[] = [];
  // In a process group of its own: a Ctrl-C must not reach Redis before the workers have finished.
  const child = spawn(program, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (lines.push(line) > 20) lines.shift();
      place.log(line);
    });
  }
  const ended = whenEnded(child);
  if (await isReady(child, place.socket)) {
    return Object.freeze({
      pid: child.pid ?? 0,
      ended: ended.then(() => {}),
      stop: () => stop(child, ended),
    });
  }
  child.kill('SIGKILL');
  if ((await ended) === LOCKED) return 'locked';
  throw new Fault('unavailable', `Redis (${place.bin}) does not start:\n${lines.join('\n')}`);
}

/**
 * `flock -F` and `setpriv` become Redis rather than start it, so the child's pid is Redis' own. The first keeps
 * a second Redis off the directory, which Redis does not do; the second ends Redis with this process.
 */
function commandLine(place: RedisPlace): string[] {
  const flock = onPath('flock');
  const setpriv = onPath('setpriv');
  const canDie = setpriv && spawnSync(setpriv, ['--pdeathsig', 'TERM', 'true']).status === 0;
  return [
    ...(flock ? [flock, '-nF', '-E', String(LOCKED), join(place.dir, 'lock')] : []),
    ...(canDie ? [setpriv, '--pdeathsig', 'TERM'] : []),
    place.bin,
    ...['--port', '0', '--unixsocket', place.socket, '--unixsocketperm', '700', '--dir', place.dir],
    ...['--appendonly', 'yes', '--appendfsync', 'always', '--save', '', '--maxmemory-policy', 'noeviction'],
  ];
}

function whenEnded(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(null));
  });
}

async function isReady(child: ChildProcess, socket: string): Promise<boolean> {
  const untilMs = Date.now() + READY_MS;
  while (Date.now() < untilMs) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return false;
    const pid = /process_id:(\d+)/.exec(await askRedis(socket, 'INFO server'))?.[1];
    if (Number(pid) === child.pid && (await askRedis(socket, 'PING')).startsWith('+PONG')) return true;
    await sleep(20);
  }
  return false;
}

async function stop(child: ChildProcess, ended: Promise<number | null>): Promise<void> {
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(force);
}

/**
 * Where nothing ends Redis with its parent (macOS), one may be left over from a run that was killed. The data
 * directory's own lock has shown that its owner is gone.
 */
async function endOrphan(place: RedisPlace): Promise<void> {
  const untilMs = Date.now() + ORPHAN_MS;
  while (Date.now() < untilMs && (await askRedis(place.socket, 'PING')) !== '') {
    place.log('A Redis of an earlier run is still there; ending it.');
    await askRedis(place.socket, 'SHUTDOWN');
    await sleep(100);
  }
}
