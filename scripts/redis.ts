import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../model/fault.ts';
import { type RedisProcess, spawnRedis } from './redis/process.ts';
import { FETCHED, isProgram, onPath } from './setup/places.ts';

/** A Redis of our own, kept running until it is stopped. */
export interface PrivateRedis {
  /** `unix:///…/redis.sock`. Stays the same when Redis is started again. */
  readonly url: string;
  /** Of the Redis that runs now. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** BullMQ needs commands that came with this version. */
const OLDEST = [6, 2] as const;
const FIRST_RESTART_MS: number = 100;
const SLOWEST_RESTART_MS = 5_000;
/** A Unix socket's path may have 103 bytes on macOS and 107 on Linux. */
const MAX_SOCKET_PATH = 103;

/** The version of a redis-server or valkey-server, as [major, minor]; undefined if it is no such program. */
export function redisVersion(path: string): readonly [number, number] | undefined {
  const run = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 5_000 });
  const found = /\bv=(\d+)\.(\d+)/.exec(run.stdout ?? '');
  return found ? [Number(found[1]), Number(found[2])] : undefined;
}

/**
 * A Redis or Valkey server program that is new enough: REDIS_BIN, in PATH, or the one that the set-up fetched.
 *
 * @throws Fault('bad-request') if REDIS_BIN is set and is no such program.
 */
export function findRedis(
  env: { readonly REDIS_BIN?: string | undefined; readonly PATH?: string | undefined } = process.env,
): string | undefined {
  const given = env.REDIS_BIN;
  if (given && !isRecent(given)) {
    throw new Fault('bad-request', `REDIS_BIN is ${given}, which is no Redis 6.2 or later that can be run.`);
  }
  const path = env.PATH ?? '';
  const fetched = join(FETCHED, 'redis', 'bin', 'redis-server');
  const candidates = [given, onPath('redis-server', path), onPath('valkey-server', path), fetched];
  return candidates.find((candidate) => candidate && isRecent(candidate));
}

function isRecent(path: string): boolean {
  const version = isProgram(path) ? redisVersion(path) : undefined;
  if (!version) return false;
  return version[0] > OLDEST[0] || (version[0] === OLDEST[0] && version[1] >= OLDEST[1]);
}

/**
 * Where the socket for a data directory is: a short path under the system's temporary directory, in a folder
 * that is this user's alone.
 *
 * @throws Fault('unavailable') if somebody else has made that folder.
 */
export function socketPath(dir: string): string {
  const { uid } = userInfo();
  const name = createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 16);
  const folders = [tmpdir(), '/tmp'].map((base) => join(base, `recto-${uid}-${name}`));
  const folder = folders.find((path) => join(path, 'redis.sock').length <= MAX_SOCKET_PATH) ?? `/tmp/${name}`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made = lstatSync(folder);
  if (!made.isDirectory() || (uid >= 0 && made.uid !== uid) || (made.mode & 0o077) !== 0) {
    throw new Fault(
      'unavailable',
      `${folder} should be a folder that only you can use. Remove it and try again.`,
    );
  }
  return join(folder, 'redis.sock');
}

/**
 * Starts a Redis that keeps its data in `dir`, and starts it again whenever it dies. Every acknowledged write is
 * on disk. It ends with this process, however that ends (where the system can do that: Linux), and has its
 * directory to itself.
 *
 * @throws Fault('conflict') if a Redis of somebody else has the directory; Fault('unavailable') if there is no
 * Redis or it does not start.
 */
export async function startPrivateRedis(options: {
  readonly dir: string;
  readonly bin?: string;
  readonly log?: (line: string) => void;
}): Promise<PrivateRedis> {
  const { dir, log = () => {} } = options;
  const bin = options.bin ?? findRedis();
  if (!bin) throw new Fault('unavailable', 'There is no Redis on this machine. Get one with: npm run setup');
  const socket = socketPath(dir);
  const start = () => spawnRedis({ bin, dir, socket, log });
  let current = await start();
  let stopping = false;

  async function keepRunning(): Promise<void> {
    while (!stopping) {
      await current.ended;
      if (!stopping) current = await startAgain(start, log, () => stopping);
    }
  }
  const kept = keepRunning();
  return Object.freeze({
    url: `unix://${socket}`,
    get pid() {
      return current.pid;
    },
    async stop() {
      stopping = true;
      await current.stop();
      await kept;
      await current.stop();
      rmSync(dirname(socket), { recursive: true, force: true });
    },
  });
}

/** Tries until Redis runs again; nobody but a person can do more. Ends early, with a dead Redis, when stopping. */
async function startAgain(
  start: () => Promise<RedisProcess>,
  log: (line: string) => void,
  isStopping: () => boolean,
): Promise<RedisProcess> {
  for (let delayMs = FIRST_RESTART_MS; ; delayMs = Math.min(delayMs * 2, SLOWEST_RESTART_MS)) {
    log(`Redis has stopped; starting it again in ${delayMs / 1000} s.`);
    await sleep(delayMs);
    if (isStopping()) return { pid: 0, ended: Promise.resolve(), stop: async () => {} };
    try {
      return await start();
    } catch (error) {
      log(error instanceof Fault ? error.detail : String(error));
    }
  }
}
