import { rm } from 'node:fs/promises';
import { Fault } from '../../../model/fault.ts';
import { type Holder, makeLock, readLock, writeLock } from './lock-file.ts';

/** The sign of life in a lock file. */
export interface Beat {
  /** Aborted, with a Fault as its reason, where the lock has become another's. */
  readonly lost: AbortSignal;
  /** Ends the beat, and removes the lock if it is still this run's. */
  stop(): Promise<void>;
}

/**
 * Counts up in a lock file for as long as this run lives. A share that is away for a while is no reason to stop:
 * when it is back, the file tells whether another has taken over meanwhile.
 */
export function startBeat(path: string, me: Holder, everyMs: number): Beat {
  const lost = new AbortController();
  let beat = 0;
  let running: Promise<void> = Promise.resolve();
  let isRunning = false;

  async function once(): Promise<void> {
    const found = await readLock(path);
    if (found === undefined) await makeLock(path, { ...me, beat });
    else if (found.holder === undefined || found.holder.run === me.run)
      await writeLock(path, { ...me, beat });
    else lost.abort(takenOver(found.holder));
  }

  const timer = setInterval(() => {
    if (isRunning || lost.signal.aborted) return;
    isRunning = true;
    beat += 1;
    running = once()
      .catch(() => undefined)
      .finally(() => {
        isRunning = false;
      });
  }, everyMs);
  timer.unref();
  return Object.freeze({
    lost: lost.signal,
    async stop() {
      clearInterval(timer);
      await running;
      const found = await readLock(path).catch(() => undefined);
      if (found?.holder?.run === me.run) await rm(path, { force: true }).catch(() => undefined);
    },
  });
}

function takenOver(by: Holder): Fault {
  const detail = `recto-station on ${by.host} (process ${by.pid}) has taken this folder over. Leaving it to that one; nothing is lost.`;
  return new Fault('conflict', detail);
}
