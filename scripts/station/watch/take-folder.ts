import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { asFault, errorCode, Fault } from '../../../model/fault.ts';
import { type DataLock, lockDataDir } from '../../../storage/records/data-lock.ts';
import { startBeat } from './beat.ts';
import { type Holder, LOCK_NAME, type LockText, makeLock, readLock, writeLock } from './lock-file.ts';
import { reasonOf } from './put-away.ts';

/** A folder that this run watches alone. */
export interface FolderLock {
  /** Aborted where another machine has taken the folder over. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

export interface TakeOptions {
  readonly dir: string;
  readonly stateDir: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Tests shorten both. */
  readonly beatEveryMs?: number;
  readonly staleAfterMs?: number;
}

const BEAT_EVERY_MS = 10_000;
/** A share may show a change half a minute late. */
const STALE_AFTER_MS = 60_000;

/**
 * Takes a folder for this run alone. On this machine the kernel keeps others out, and lets go however this run
 * ends; for other machines that share the folder there is a file in it with a beat.
 *
 * @throws Fault('conflict') that names who has it; Fault('unavailable') where the lock cannot be written.
 */
export async function takeFolder(options: TakeOptions): Promise<FolderLock> {
  const path = join(options.dir, LOCK_NAME);
  const folder = await realpath(options.dir).catch((cause: unknown) => {
    throw new Fault('unavailable', `The folder ${options.dir} is not there.`, { cause });
  });
  const kernel = await lockHere(options, folder);
  try {
    const me: Holder = {
      host: hostname(),
      pid: process.pid,
      station: await stationOf(options.stateDir),
      folder,
      run: randomUUID(),
      since: new Date().toISOString(),
      beat: 0,
    };
    await takeFile(path, me, options);
    const beat = startBeat(path, me, options.beatEveryMs ?? BEAT_EVERY_MS);
    return Object.freeze({
      lost: beat.lost,
      async release() {
        await beat.stop();
        kernel.release();
      },
    });
  } catch (thrown) {
    kernel.release();
    throw thrown;
  }
}

async function lockHere({ dir, stateDir }: TakeOptions, folder: string): Promise<DataLock> {
  const key = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  const place = join(stateDir, 'folders', key);
  try {
    return lockDataDir(place);
  } catch (thrown) {
    if (asFault(thrown).code !== 'conflict') {
      const detail = `${place} cannot be written to, where this program keeps its locks. XDG_STATE_HOME names another place.`;
      throw new Fault('unavailable', detail, { cause: thrown });
    }
    const found = await readLock(join(dir, LOCK_NAME)).catch(() => undefined);
    throw taken(dir, found?.holder);
  }
}

function taken(dir: string, by: Holder | undefined): Fault {
  const who = by === undefined ? '' : ` on ${by.host} (process ${by.pid}, since ${by.since})`;
  const detail = `${dir} is being watched already, by recto-station${who}. One is enough; stop that one first if this one is to take its place.`;
  return new Fault('conflict', detail);
}

/** A number drawn once for whoever runs stations with this state directory. */
async function stationOf(stateDir: string): Promise<string> {
  const path = join(stateDir, 'station-id');
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  await writeFile(path, randomUUID(), { flag: 'wx', mode: 0o600 }).catch((thrown: unknown) => {
    if (errorCode(thrown) !== 'EEXIST') throw thrown;
  });
  return (await readFile(path, 'utf8')).slice(0, 64);
}

async function takeFile(path: string, me: Holder, options: TakeOptions): Promise<void> {
  try {
    while (!(await makeLock(path, me))) {
      const found = await readLock(path);
      if (found === undefined) continue;
      if (isOursBefore(found.holder, me)) return await writeLock(path, me);
      await waitOut(path, found, options);
      await clearAway(path, { found, me, dir: options.dir });
    }
  } catch (thrown) {
    options.signal.throwIfAborted();
    if (thrown instanceof Fault) throw thrown;
    const detail = `${options.dir} cannot be written to: ${reasonOf(thrown)}.`;
    throw new Fault('unavailable', detail, { cause: thrown });
  }
}

/**
 * Takes a lock away that nobody keeps alive. Of two that do so at once the slower one finds the lock of the faster
 * in its hands, and leaves the folder to it: the faster one's beat writes it anew.
 */
async function clearAway(
  path: string,
  { found, me, dir }: { readonly found: LockText; readonly me: Holder; readonly dir: string },
): Promise<void> {
  const aside = `${path}.${me.run}`;
  try {
    await rename(path, aside);
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return;
    throw thrown;
  }
  const moved = await readLock(aside);
  await rm(aside, { force: true });
  if (moved !== undefined && moved.text !== found.text) throw taken(dir, moved.holder);
}

/** An earlier run of this very place: that it has ended is what the kernel's lock has proved. */
function isOursBefore(found: Holder | undefined, me: Holder): boolean {
  return found?.host === me.host && found.station === me.station && found.folder === me.folder;
}

/** Waits to see whether the holder lives. @throws Fault('conflict') where it does. */
async function waitOut(path: string, found: LockText, options: TakeOptions): Promise<void> {
  const { dir, say, signal, beatEveryMs = BEAT_EVERY_MS, staleAfterMs = STALE_AFTER_MS } = options;
  const who = found.holder?.host ?? 'another machine';
  say(
    `${who} has left a lock in ${dir}. Waiting up to ${Math.ceil(staleAfterMs / 1000)} seconds, to see whether it is still at work.`,
  );
  const until = performance.now() + staleAfterMs;
  while (performance.now() < until) {
    await pause(beatEveryMs / 2, undefined, { signal });
    const now = await readLock(path);
    if (now === undefined) return;
    if (now.text !== found.text) throw taken(dir, now.holder ?? found.holder);
  }
  say(`It is not. Taking ${dir} over.`);
}
