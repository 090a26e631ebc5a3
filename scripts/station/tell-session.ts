import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { StationClient } from './client.ts';
import { sessionSeen, sessionWords, stationSeen } from './session-words.ts';

/** A session is begun, or a target passed, a few times a day. */
const LOOK_AGAIN_MS = 60_000;

interface Telling {
  readonly client: Pick<StationClient, 'read'>;
  /** The one that was named; undefined: that of the token's station. */
  readonly session: string | undefined;
  readonly say: (line: string) => void;
  /** Says nothing where the token is of no station: many archives have none. */
  readonly isQuiet?: boolean;
}

/**
 * Says for which station and session scans are sent, with what is amiss.
 *
 * @returns what was said.
 * @throws Fault('not-found') where there is no such session.
 */
export async function tellSession(telling: Telling, told?: string): Promise<string> {
  const { client, session, say, isQuiet = false } = telling;
  const station = await readStation(client, session);
  const words = sessionWords(station, Date.now());
  if (words !== told && !(isQuiet && station === null)) say(words);
  return words;
}

async function readStation(client: Telling['client'], session: string | undefined) {
  if (session === undefined) {
    const { station } = await client.read('/api/stations/own', z.object({ station: stationSeen.nullable() }));
    return station;
  }
  const { station, ...named } = await client.read(
    `/api/capture-sessions/${encodeURIComponent(session)}`,
    sessionSeen,
  );
  return { name: station.name, session: named };
}

/** Says it again whenever it has changed, until it is stopped. What cannot be asked now is asked later. */
export async function keepTelling(
  telling: Telling & { readonly signal: AbortSignal },
  first: string,
): Promise<void> {
  const { signal } = telling;
  for (let told = first; ; ) {
    // Aborted, it ends; the folder is not held up by it.
    await pause(LOOK_AGAIN_MS, undefined, { signal, ref: false });
    told = await tellSession(telling, told).catch(() => told);
  }
}
