import { Fault } from '../../model/fault.ts';

/** Work that may be done at the same time, and how much more may wait for its turn. */
export interface Lane {
  /**
   * Runs the work as soon as there is room. A caller that gives up while it waits frees its place.
   *
   * @throws Fault('busy') at once where the queue is full; the signal's reason where the caller gave up.
   */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** For metrics. */
  readonly waiting: number;
  readonly running: number;
}

/** A lane that runs `running` pieces of work at once and lets `waiting` more wait, in their order. */
export function createLane(limits: { running: number; waiting: number }): Lane {
  const queue: (() => void)[] = [];
  let running = 0;

  function enter(signal?: AbortSignal): Promise<void> {
    if (running < limits.running) {
      running += 1;
      return Promise.resolve();
    }
    if (queue.length >= limits.waiting) {
      return Promise.reject(
        new Fault('busy', 'Too many large images are being made just now. Try again in a moment.'),
      );
    }
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        queue.splice(queue.indexOf(start), 1);
        reject(signal?.reason);
      };
      const start = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      queue.push(start);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Hands the place on to the next in the queue, or gives it back. */
  function leave(): void {
    const next = queue.shift();
    if (next === undefined) running -= 1;
    else next();
  }

  return {
    async run(work, signal) {
      signal?.throwIfAborted();
      await enter(signal);
      try {
        return await work();
      } finally {
        leave();
      }
    },
    get waiting() {
      return queue.length;
    },
    get running() {
      return running;
    },
  };
}
