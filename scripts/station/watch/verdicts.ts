import { setTimeout as pause } from 'node:timers/promises';
import { asFault, Fault } from '../../../model/fault.ts';
import type { FileSeen, ItemSeen, StationClient } from '../client.ts';
import { isSettled } from '../send-file.ts';

/** Waits for what the server decides, asking once for all files together. */
export interface Verdicts {
  /** The item as the server showed it last. */
  latest(): ItemSeen;
  /** Asks the server for the item now. */
  refresh(): Promise<ItemSeen>;
  /** A file once nothing more happens to it by itself: ready, rejected or failed. */
  of(fileId: string): Promise<FileSeen>;
}

interface Waiting {
  readonly resolve: (file: FileSeen) => void;
  readonly reject: (why: Fault) => void;
}

const FIRST_LOOK_MS = 400;
const SLOWEST_LOOK_MS = 3_000;

/** Verdicts on the files of one item. */
export function createVerdicts(
  client: Pick<StationClient, 'readItem'>,
  item: ItemSeen,
  signal: AbortSignal,
): Verdicts {
  const waiting = new Map<string, Waiting>();
  let last = item;
  let isAsking = false;

  async function refresh(): Promise<ItemSeen> {
    last = await client.readItem(item.id);
    return last;
  }

  async function ask(): Promise<void> {
    for (let lookMs = FIRST_LOOK_MS; waiting.size > 0; ) {
      await refresh();
      lookMs = tellEnded(waiting, last) ? FIRST_LOOK_MS : Math.min(SLOWEST_LOOK_MS, lookMs * 1.25);
      if (waiting.size > 0) await pause(lookMs, undefined, { signal });
    }
  }

  async function askForAll(): Promise<void> {
    isAsking = true;
    while (waiting.size > 0) {
      await ask().catch((thrown: unknown) => {
        for (const { reject } of waiting.values()) reject(asFault(thrown));
        waiting.clear();
      });
    }
    isAsking = false;
  }

  return Object.freeze({
    latest: () => last,
    refresh,
    of(fileId: string) {
      const verdict = new Promise<FileSeen>((resolve, reject) => waiting.set(fileId, { resolve, reject }));
      if (!isAsking) void askForAll();
      return verdict;
    },
  });
}

/** Tells those whose file has ended. @returns whether there were any. */
function tellEnded(waiting: Map<string, Waiting>, item: ItemSeen): boolean {
  const files = new Map(item.surfaces.flatMap(({ versions }) => versions).map((file) => [file.id, file]));
  let told = false;
  for (const [id, { resolve, reject }] of [...waiting]) {
    const file = files.get(id);
    if (file !== undefined && !isSettled(file)) continue;
    waiting.delete(id);
    told = true;
    if (file === undefined) reject(new Fault('not-found', 'The server no longer has it in this item.'));
    else resolve(file);
  }
  return told;
}
