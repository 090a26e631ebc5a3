import { api, asApiError } from '../api.ts';
import { type Board, createBoard, createSpeedometer } from './board.ts';
import { hashFile } from './hash-file.ts';
import { createSender, keyOf, type Origin, type Sender, type SenderWatcher } from './sender.ts';
import { isUnderWay, type Transfer } from './transfer.ts';

/** The files that this page sends to one item: outlives the screen, so that one may look elsewhere meanwhile. */
export interface Uploads {
  readonly subscribe: (changed: () => void) => () => void;
  readonly transfers: () => readonly Transfer[];
  readonly add: (files: readonly File[]) => void;
  readonly retry: (key: string) => void;
  readonly stop: (key: string) => void;
  readonly forget: (keys: readonly string[]) => void;
}

const byItem = new Map<string, Uploads>();
const origins = new Map<string, Origin>();

/** Says from which station what is sent to an item from now on comes. */
export function sendFrom(itemId: string, origin: Origin): void {
  origins.set(itemId, origin);
}

/** The sending of one item; the same as long as the page is open. */
export function uploadsOf(itemId: string): Uploads {
  const uploads = byItem.get(itemId) ?? createUploads(itemId);
  byItem.set(itemId, uploads);
  return uploads;
}

/** Whether anything of any item is still on its way from this page. */
export function isSending(): boolean {
  return [...byItem.values()].some((uploads) => uploads.transfers().some(isUnderWay));
}

interface Waiting {
  readonly file: File;
  readonly controller: AbortController;
}

/** Two at once keep a disk busy without starving the sending. */
const HASHES_AT_ONCE = 2;

function createUploads(itemId: string): Uploads {
  const board = createBoard();
  const queue: Waiting[] = [];
  const files = new Map<string, Waiting>();
  let hashing = 0;

  const sender = createReportingSender(itemId, board);

  async function hashNext(): Promise<void> {
    const next = hashing < HASHES_AT_ONCE ? queue.shift() : undefined;
    if (next === undefined) return;
    const key = keyOf(next.file);
    hashing += 1;
    board.change(key, { phase: 'hashing', doneBytes: 0, detail: null });
    const sha256 = await digestOf(next, (doneBytes) => board.change(key, { doneBytes }));
    hashing -= 1;
    if (!next.controller.signal.aborted) {
      board.change(key, { phase: 'sending', doneBytes: 0 });
      sender.add(next.file, sha256);
    }
    void hashNext();
  }

  function add(file: File): void {
    const key = keyOf(file);
    const standing = board.find(key);
    if (standing !== undefined && isUnderWay(standing)) return;
    const waiting = { file, controller: new AbortController() };
    files.set(key, waiting);
    if (!beginOn(board, key, file)) return;
    queue.push(waiting);
    void hashNext();
  }

  return {
    subscribe: board.subscribe,
    transfers: board.transfers,
    forget: board.forget,
    add: (chosen) => chosen.forEach(add),
    retry(key) {
      const waiting = files.get(key);
      if (waiting !== undefined) add(waiting.file);
    },
    stop(key) {
      files.get(key)?.controller.abort();
      sender.stop(key);
      board.forget([key]);
    },
  };
}

/**
 * Puts a file on the board, in the place of those of its name that have ended.
 *
 * @returns false where it is refused at once: nothing is in it.
 */
function beginOn(board: Board, key: string, { name, size: sizeBytes }: File): boolean {
  const earlier = board.transfers().filter((other) => other.name === name && !isUnderWay(other));
  board.forget(earlier.map((other) => other.key));
  board.begin({ key, name, sizeBytes });
  if (sizeBytes === 0) board.change(key, { phase: 'refused', detail: 'empty' });
  return sizeBytes > 0;
}

/** A sender that writes on the board how far it is, and how it ended. */
function createReportingSender(itemId: string, board: Board): Sender {
  const watcher: SenderWatcher = {
    sent: createSpeedometer(board),
    arrived: (key, uploadId) => {
      board.change(key, { phase: 'proving', doneBytes: 0, bytesPerSecond: null });
      void askOutcome(uploadId, (change) => board.change(key, change));
    },
    gaveUp: (key, status, detail) =>
      board.change(key, { phase: status === 400 ? 'refused' : 'failed', detail: detail || sentence(status) }),
  };
  return createSender(itemId, watcher, () => origins.get(itemId));
}

/** Null where it could not be taken: the server then digests what arrives, and says that it did. */
function digestOf({ file, controller }: Waiting, progress: (bytes: number) => void): Promise<string | null> {
  return hashFile(file, progress, controller.signal).catch(() => null);
}

/** Marks for what the server left without a sentence; the screen has the words in its own language. */
function sentence(status: number): string {
  return status === 401 ? 'signed-out' : '';
}

const OUTCOME_PAUSES_MS = [100, 200, 400, 800, 1500];

/** Asks until the server has proved the digest. A server that does not answer is asked again. */
async function askOutcome(uploadId: string, tell: (change: Partial<Transfer>) => void): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const outcome = await api.uploadOutcome(uploadId).catch(asApiError);
    if ('status' in outcome) {
      if (outcome.status >= 400 && outcome.status < 500 && outcome.status !== 429) {
        tell({ phase: 'failed', detail: outcome.detail || sentence(outcome.status) });
        return;
      }
    } else if (outcome.state !== 'receiving') {
      const isAccepted = outcome.state === 'accepted';
      const fileVersionId = outcome.file?.id ?? null;
      tell({ phase: isAccepted ? 'done' : 'refused', detail: outcome.detail, fileVersionId });
      return;
    }
    const pauseMs = OUTCOME_PAUSES_MS[Math.min(tries, OUTCOME_PAUSES_MS.length - 1)];
    await new Promise((resolve) => window.setTimeout(resolve, pauseMs));
  }
}
