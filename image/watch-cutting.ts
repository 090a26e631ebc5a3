import { setTimeout as sleep } from 'node:timers/promises';
import { countHeaders } from './pack-file.ts';

const POLL_MS = 500;

/** What is watched: the file that grows, how many tiles it will have, and whom to tell. */
export interface Watching {
  readonly partial: string;
  readonly total: number;
  readonly signal?: AbortSignal | undefined;
  /** How far it is, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * Waits for the cutting, and says how many of the tiles are in the file. Leaves at once when told to.
 *
 * @throws what the cutting throws, the signal's reason
 */
export async function watchCutting(cutting: Promise<void>, watching: Watching): Promise<void> {
  const { partial, total, signal, onProgress } = watching;
  const ended = cutting.then(() => true);
  const tick = () =>
    sleep(POLL_MS, false, { ref: false, ...(signal === undefined ? {} : { signal }) }).catch(() => false);
  let scanned = { at: 0, tiles: 0 };
  while (!(await Promise.race([ended, tick()]))) {
    signal?.throwIfAborted();
    if (onProgress === undefined) continue;
    scanned = await countHeaders(partial, scanned);
    onProgress(Math.min(scanned.tiles / total, 1));
  }
}
