import type { Config } from '../../runtime/config.ts';
import type { Log } from '../../runtime/log.ts';
import type { Series } from '../../runtime/metrics.ts';
import { type Answer, listen } from '../listener.ts';
import { openFronts } from './open-fronts.ts';

/** What answers the public port: this process, or fronts that pass on to it what they cannot answer themselves. */
export interface PublicSide {
  readonly port: number;
  /**
   * Answers from now on, or, where there are fronts, once the first of them does. Until then connections wait.
   *
   * @param config as it is for this process, with the port that was found
   * @param answer answers here
   * @throws Fault('unavailable') if no front can be started
   */
  start(config: Config, answer: Answer): Promise<void>;
  /** Whether anybody answers. */
  isAnswering(): boolean;
  /** Once this is over no front answers any more what the item showed before. */
  forget(itemId: string): Promise<void>;
  /** What each front has counted, of those that say so at once. */
  readMetrics(): Promise<readonly (readonly Series[])[]>;
  /** Takes no more connections, and waits for the requests that are running; those that take too long are cut. */
  close(): Promise<void>;
}

/**
 * Opens the public port.
 *
 * @throws Fault('conflict') if it is taken, Fault('unavailable') if it may not be listened on.
 */
export async function openPublicSide(given: {
  readonly port: number;
  readonly host: string;
  readonly processes: number;
  readonly log: Log;
}): Promise<PublicSide> {
  if (given.processes > 0) return openFronts(given);
  const listener = await listen(given);
  return {
    port: listener.port,
    start: async (_config, answer) => listener.serve(answer),
    isAnswering: () => true,
    forget: async () => undefined,
    readMetrics: async () => [],
    close: () => listener.close(),
  };
}
