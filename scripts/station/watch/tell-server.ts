import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { WatchReport } from '../../../model/station-watch.ts';
import { createStationClient, type StationClient } from '../client.ts';
import { createPatience } from '../patience.ts';
import type { Desk } from './desk.ts';
import { plain, reportOf, type Since, sinceOf } from './report.ts';

/** Tells the server how it is with the folder: when that changes, and now and then. */
export interface Telling {
  /** Tells that the watch stops, and nothing after it. */
  end(how: { readonly isTaken: boolean }): Promise<void>;
}

interface TellingOptions {
  readonly dir: string;
  readonly server: string;
  readonly token: string;
  readonly desk: Desk;
}

/** Whatever goes on, the server is told no more often. */
const LOOK_MS = 2_000;
const BEAT_MS = 30_000;
const AGAIN_MS = 10_000;
/** Who stops a watch does not wait longer for a server that may be away. */
const LAST_WITHIN_MS = 3_000;

/** Begins to tell. What cannot be told is told later; neither the folder nor anybody waits for it. */
export async function startTelling({ dir, server, token, desk }: TellingOptions): Promise<Telling> {
  const path = `/api/stations/own/watches/${await keyOf(dir)}`;
  const folder = plain(resolve(dir));
  const over = new AbortController();
  let since: Since = new Map();

  const now = (): Omit<WatchReport, 'isEnding'> => {
    const nowMs = performance.now();
    since = sinceOf(desk, since, nowMs);
    return { folder, ...reportOf(desk, { since, nowMs }) };
  };
  const told = keepTelling(clientOf(server, token, over.signal), { path, now, signal: over.signal });
  return Object.freeze({
    async end({ isTaken }: { readonly isTaken: boolean }) {
      over.abort();
      await told;
      // Who has the folder now tells of what lies in it.
      const left = isTaken ? { ...now(), waiting: 0, sending: 0, heldCount: 0, held: [] } : now();
      const client = clientOf(server, token, AbortSignal.timeout(LAST_WITHIN_MS));
      await client.put(path, { ...left, isEnding: true }).catch(() => undefined);
    },
  });
}

/** A client that waits for nobody: the next report says it all anew. */
function clientOf(server: string, token: string, signal: AbortSignal): StationClient {
  const patience = createPatience({ server, giveUpAfterMs: 0, say: () => {}, signal });
  return createStationClient({ server, token, patience, signal });
}

async function keepTelling(
  client: StationClient,
  { path, now, signal }: { path: string; now: () => Omit<WatchReport, 'isEnding'>; signal: AbortSignal },
): Promise<void> {
  let told = '';
  let dueMs = 0;
  while (!signal.aborted) {
    const report = now();
    const news = newsOf(report);
    if (news !== told || performance.now() >= dueMs) {
      const isHeard = await client.put(path, { ...report, isEnding: false }).then(
        () => true,
        () => false,
      );
      told = news;
      dueMs = performance.now() + (isHeard ? BEAT_MS : AGAIN_MS);
    }
    await pause(LOOK_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

function newsOf({ held, ...report }: Omit<WatchReport, 'isEnding'>): string {
  return JSON.stringify([report, held.map(({ forMs: _, ...one }) => one)]);
}

/** The same for every run on this machine that watches this folder. */
async function keyOf(dir: string): Promise<string> {
  const path = await realpath(dir).catch(() => resolve(dir));
  return createHash('sha256').update(`${hostname()}\n${path}`).digest('hex').slice(0, 32);
}
