import { setTimeout as pause } from 'node:timers/promises';
import { Fault } from '../../model/fault.ts';

/** Waits for a server that is away, once for all files together. */
export interface Patience {
  /**
   * Does something again, each time a little later, as long as it fails with `unavailable` or `busy`.
   *
   * @throws Fault('unavailable') when the server has been away for too long; and any other fault at once.
   */
  attempt<T>(work: () => Promise<T>): Promise<T>;
  /** The server has answered or taken bytes. */
  heard(): void;
}

export interface PatienceOptions {
  readonly server: string;
  /** May be without end. */
  readonly giveUpAfterMs: number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Tests shorten it. */
  readonly firstPauseMs?: number;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** How long to wait before a try, counted from 1: doubled each time, with some chance in it against stampedes. */
export function pauseBefore(attempt: number, firstPauseMs: number, chance: number): number {
  return Math.min(LONGEST_PAUSE_MS, firstPauseMs * 2 ** (attempt - 1)) * (0.75 + chance / 2);
}

/** Patience with one server. */
export function createPatience(options: PatienceOptions): Patience {
  const { server, say, signal, giveUpAfterMs } = options;
  let awaySince: number | undefined;

  function heard(): void {
    if (awaySince !== undefined) say('The server is back. Going on.');
    awaySince = undefined;
  }

  function missed(fault: Fault): void {
    if (awaySince === undefined && giveUpAfterMs > 0) {
      say(`${fault.detail} Waiting for it, ${howLong(giveUpAfterMs)}; nothing is lost.`);
    }
    awaySince ??= Date.now();
    if (Date.now() - awaySince < giveUpAfterMs) return;
    const away = giveUpAfterMs > 0 ? `${server} has not answered for too long.` : fault.detail;
    const detail = `${away} Nothing is lost: give the same command again, and it goes on where it stopped.`;
    throw new Fault('unavailable', detail, { cause: fault });
  }

  async function attempt<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      signal.throwIfAborted();
      try {
        const outcome = await work();
        heard();
        return outcome;
      } catch (thrown) {
        signal.throwIfAborted();
        if (!(thrown instanceof Fault) || !isPassing(thrown)) throw thrown;
        missed(thrown);
      }
      await pause(pauseBefore(tries, options.firstPauseMs ?? FIRST_PAUSE_MS, Math.random()), undefined, {
        signal,
      });
    }
  }

  return Object.freeze({ attempt, heard });
}

function howLong(ms: number): string {
  if (!Number.isFinite(ms)) return 'for as long as it takes';
  const minutes = Math.max(1, Math.round(ms / 60_000));
  return minutes === 1 ? 'up to a minute' : `up to ${minutes} minutes`;
}

function isPassing(fault: Fault): boolean {
  return fault.code === 'unavailable' || fault.code === 'busy';
}
