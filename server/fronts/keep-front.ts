import type { Socket } from 'node:net';
import type { Log } from '../../runtime/log.ts';
import type { Series } from '../../runtime/metrics.ts';
import { forkFront, type RunningFront } from './fork-front.ts';

/** A front as the process sees it that keeps it running: forked again when it dies, each time a little later. */
export interface FrontProcess {
  readonly isReady: boolean;
  /** It answers, and has taken every connection that it was given. */
  canTake(): boolean;
  take(connection: Socket): void;
  /** Once this is over it answers nothing any more of what the item showed before. */
  forget(itemId: string): Promise<void>;
  /** What it has counted; nothing where it does not say so within so many milliseconds. */
  readMetrics(withinMs: number): Promise<readonly Series[]>;
  /** Lets it finish what it answers, and ends it for good. */
  close(): Promise<void>;
}

export interface FrontOptions {
  /** In metrics and in the log: `front-1`. */
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where what it passes on is answered, and its own socket file. */
  readonly args: readonly string[];
  readonly log: Log;
  /** It can take a connection, where it could not just before. */
  readonly onFree: () => void;
  /** It has ended before it took a connection. */
  readonly onReturn: (connection: Socket) => void;
}

const FIRST_DELAY_MS = 100;
const SLOWEST_DELAY_MS = 10_000;
/** One that ran as long as this is forked again without a long wait. */
const STEADY_MS = 60_000;
/** A connection is taken in less than a millisecond: who needs this long for it has stopped. */
const STUCK_MS = 30_000;
/** One that has not forgotten by then is ended: what it would answer is not right any more. */
const FORGET_MS = 5_000;

/** Forks a front, and again whenever it dies. */
export function keepFront(options: FrontOptions): FrontProcess {
  const { name, log } = options;
  let child: RunningFront | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let deaths = 0;

  function start(): void {
    const startedAt = Date.now();
    const again = (how: string): void => {
      child = undefined;
      if (closed) return;
      deaths = Date.now() - startedAt > STEADY_MS ? 1 : deaths + 1;
      const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (deaths - 1), SLOWEST_DELAY_MS);
      log.error({ front: name, how, delayMs }, 'a front has ended, and is started again');
      timer = setTimeout(start, delayMs);
    };
    try {
      child = forkFront(options);
      void child.ended.then(again);
    } catch (thrown) {
      again(String(thrown));
    }
  }

  start();
  return {
    get isReady() {
      return child?.isReady ?? false;
    },
    canTake() {
      const { isReady = false, takingSince } = child ?? {};
      if (child && Date.now() - (takingSince ?? Number.POSITIVE_INFINITY) > STUCK_MS)
        replace(child, options, 'it takes no connections');
      return isReady && takingSince === undefined;
    },
    take: (connection) => child?.take(connection),
    async forget(itemId) {
      const running = child;
      // One that is not ready yet has answered nothing that it could remember.
      if (!running?.isReady) return;
      if ((await running.ask({ type: 'forget', itemId }, FORGET_MS)) !== undefined) return;
      replace(running, options, 'it does not hear what may not be shown any more');
      await running.ended;
    },
    readMetrics: async (withinMs) => (await child?.ask({ type: 'metrics' }, withinMs))?.series ?? [],
    async close() {
      closed = true;
      clearTimeout(timer);
      await child?.close();
    },
  };
}

/** Ends one that is no good any more; another is forked when it has ended. */
function replace(stuck: RunningFront, { log, name }: FrontOptions, why: string): void {
  log.warn({ front: name, why }, 'a front is ended');
  stuck.process.kill('SIGKILL');
}
