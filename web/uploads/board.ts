import { smoothSpeed, type Transfer } from './transfer.ts';

/** The list of files that the screen shows: replaced with every change, and told of to who watches. */
export interface Board {
  readonly transfers: () => readonly Transfer[];
  readonly subscribe: (changed: () => void) => () => void;
  readonly find: (key: string) => Transfer | undefined;
  /** Puts a file at the end, as if it had never been here. */
  readonly begin: (file: Pick<Transfer, 'key' | 'name' | 'sizeBytes'>) => void;
  readonly change: (key: string, to: Partial<Transfer>) => void;
  readonly forget: (keys: readonly string[]) => void;
}

/** An empty board. */
export function createBoard(): Board {
  let transfers: readonly Transfer[] = [];
  const watchers = new Set<() => void>();
  function set(next: readonly Transfer[]): void {
    transfers = next;
    for (const changed of watchers) changed();
  }
  return {
    transfers: () => transfers,
    find: (key) => transfers.find((transfer) => transfer.key === key),
    subscribe(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    begin: (file) => set([...transfers.filter(({ key }) => key !== file.key), freshTransfer(file)]),
    change: (key, to) =>
      set(transfers.map((transfer) => (transfer.key === key ? { ...transfer, ...to } : transfer))),
    forget: (keys) => set(transfers.filter(({ key }) => !keys.includes(key))),
  };
}

function freshTransfer(file: Pick<Transfer, 'key' | 'name' | 'sizeBytes'>): Transfer {
  return {
    ...file,
    phase: 'waiting',
    doneBytes: 0,
    startedAt: Date.now(),
    bytesPerSecond: null,
    detail: null,
    fileVersionId: null,
  };
}

/** Between two measures of a speed. */
const MEASURE_MS = 400;

/** Makes what is told of sent bytes into progress and speed on the board. */
export function createSpeedometer(board: Board): (key: string, sentBytes: number) => void {
  const measured = new Map<string, { readonly at: number; readonly bytes: number }>();
  return (key, sentBytes) => {
    const transfer = board.find(key);
    if (transfer?.phase !== 'sending') return;
    const now = performance.now();
    const last = measured.get(key);
    const elapsedMs = last === undefined ? 0 : now - last.at;
    if (last === undefined || sentBytes < last.bytes) measured.set(key, { at: now, bytes: sentBytes });
    if (last === undefined || elapsedMs < MEASURE_MS || sentBytes <= last.bytes) {
      return board.change(key, { doneBytes: sentBytes });
    }
    measured.set(key, { at: now, bytes: sentBytes });
    const speed = ((sentBytes - last.bytes) * 1000) / elapsedMs;
    board.change(key, {
      doneBytes: sentBytes,
      bytesPerSecond: smoothSpeed(transfer.bytesPerSecond, speed),
    });
  };
}
