import { rm } from 'node:fs/promises';
import { type CacheFile, removeLeftovers, walkEntries } from './cache-files.ts';

/** What is in the cache, as far as this process knows: others may use the same folder. */
export interface CacheCounts {
  readonly bytes: number;
  readonly entries: number;
}

/** Keeps the derivative cache within its bound: what was used last longest ago goes first. */
export interface CacheSweep {
  /** An entry was put in: what it takes on the disk, in bytes. */
  added(bytes: number): void;
  /** Removes half of what is there. */
  halve(): Promise<void>;
  readonly counts: CacheCounts;
  close(): Promise<void>;
}

export interface CacheSweepOptions {
  readonly root: string;
  readonly limitBytes: number;
  /** An entry was removed to make room. */
  readonly evicted: () => void;
  /** A sweep went wrong; the next is tried all the same. */
  readonly failed: (thrown: unknown) => void;
}

/** So much less than the bound is left by a sweep, so that the next does not come at once. */
const LEFT = 0.9;
/** After so much of the bound has been written the folder is looked through again: others may have written too. */
const LOOK_AFTER = 0.05;
const LOOK_EVERY_MS = 600_000;

interface State extends Pick<CacheSweepOptions, 'root' | 'evicted'> {
  bytes: number;
  entries: number;
  /** Since the folder was last looked through. */
  added: { bytes: number; entries: number };
  isClosed: boolean;
}

/** How much is to go, of what is there. */
type SurplusOf = (bytes: number) => number;

/**
 * Looks through the folder once in the background, and counts on from there. Keeps no list: a sweep adds up what was used
 * in each minute, and in a second walk removes all of the oldest minutes, so that a cache of millions of pictures takes
 * no memory.
 */
export function startCacheSweep({ root, limitBytes, evicted, failed }: CacheSweepOptions): CacheSweep {
  const nothing = { bytes: 0, entries: 0 };
  const state: State = { root, evicted, ...nothing, added: nothing, isClosed: false };
  let running: Promise<void> | undefined;
  /** One at a time, each after the one before it. */
  const begin = (surplusOf: SurplusOf): Promise<void> => {
    const own = (running ?? Promise.resolve()).then(() => sweep(state, surplusOf)).catch(failed);
    const after = own.then(() => {
      if (running === after) running = undefined;
      // What came while it went through the folder may be more than it has made room for.
      if (state.bytes > limitBytes && state.added.bytes > 0 && !state.isClosed) void look();
    });
    running = after;
    return own;
  };
  const look = () => begin((bytes) => (bytes > limitBytes ? bytes - limitBytes * LEFT : 0));
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  void look();
  return {
    added(bytes) {
      state.bytes += bytes;
      state.entries += 1;
      state.added = { bytes: state.added.bytes + bytes, entries: state.added.entries + 1 };
      const isDue = state.bytes > limitBytes || state.added.bytes > limitBytes * LOOK_AFTER;
      if (isDue && running === undefined) void look();
    },
    halve: () => begin((bytes) => bytes / 2),
    counts: state,
    async close() {
      state.isClosed = true;
      clearInterval(timer);
      await running;
    },
  };
}

async function sweep(state: State, surplusOf: SurplusOf): Promise<void> {
  state.added = { bytes: 0, entries: 0 };
  await removeLeftovers(state.root);
  const minutes = new Map<number, number>();
  const found = { bytes: 0, entries: 0 };
  for await (const { bytes, minute } of walk(state)) {
    minutes.set(minute, (minutes.get(minute) ?? 0) + bytes);
    found.bytes += bytes;
    found.entries += 1;
  }
  if (state.isClosed) return;
  // What was added meanwhile may have been met too: until the next walk it counts twice, which is better than not at all.
  state.bytes = found.bytes + state.added.bytes;
  state.entries = found.entries + state.added.entries;
  const surplus = surplusOf(found.bytes);
  if (surplus > 0) await remove(state, cutOf(minutes, surplus));
}

async function remove(state: State, cut: Cut): Promise<void> {
  let { ofThatMinute } = cut;
  for await (const { path, bytes, minute } of walk(state)) {
    if (minute > cut.minute || (minute === cut.minute && ofThatMinute <= 0)) continue;
    if (minute === cut.minute) ofThatMinute -= bytes;
    // Another process may have been faster; whoever reads it just now has it open.
    await rm(path, { force: true });
    state.bytes -= bytes;
    state.entries -= 1;
    state.evicted();
  }
}

async function* walk(state: State): AsyncGenerator<CacheFile> {
  for await (const file of walkEntries(state.root)) {
    if (state.isClosed) return;
    yield file;
  }
}

interface Cut {
  /** Everything that was last used before this minute goes. */
  readonly minute: number;
  /** And as many bytes of what was used in it. */
  readonly ofThatMinute: number;
}

function cutOf(minutes: ReadonlyMap<number, number>, surplus: number): Cut {
  let left = surplus;
  for (const minute of [...minutes.keys()].sort((a, b) => a - b)) {
    const bytes = minutes.get(minute) ?? 0;
    if (bytes >= left) return { minute, ofThatMinute: left };
    left -= bytes;
  }
  return { minute: Number.POSITIVE_INFINITY, ofThatMinute: left };
}
