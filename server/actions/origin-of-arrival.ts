import { Fault } from '../../model/fault.ts';
import {
  findCaptureSession,
  findOpenSession,
  findSessionAt,
} from '../../storage/records/capture-sessions.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findStation, findStationOfToken } from '../../storage/records/stations.ts';

/** What is said of a file before it comes. */
export interface ArrivalWords {
  /** The session that its sender names. */
  readonly given: string | null;
  /** The station that its sender says it is at; null where it says nothing. */
  readonly stationId: string | null;
  /** Id of who sends it. */
  readonly agent: string;
  /** For how long it has lain finished at its sender, as that says: a network may have been away. */
  readonly waitedMs: number;
}

/** Where a file comes from; null where it comes from no station, and where it is of no session. */
export interface Origin {
  readonly stationId: string | null;
  readonly sessionId: string | null;
}

/**
 * Where a file that begins to come in is from: the station that its sender says, else that of the sender's token. It is of
 * the session that its sender names, open or ended, else of the one that was open at its station when it was finished.
 *
 * @throws Fault('bad-request') where the sender names one that does not exist.
 */
export async function originOfArrival(
  rows: Rows,
  { given, stationId: said, agent, waitedMs }: ArrivalWords,
): Promise<Origin> {
  if (said !== null && (await findStation(rows, said)) === undefined)
    throw new Fault('bad-request', `There is no station with the id ${said}.`);
  const stationId = said ?? (await findStationOfToken(rows, agent))?.id ?? null;
  if (given === null) return { stationId, sessionId: await sessionAt(rows, stationId, waitedMs) };
  if ((await findCaptureSession(rows, given)) !== undefined) return { stationId, sessionId: given };
  throw new Fault('bad-request', `There is no capture session with the id ${given}.`);
}

async function sessionAt(rows: Rows, stationId: string | null, waitedMs: number): Promise<string | null> {
  if (stationId === null) return null;
  const session =
    waitedMs === 0
      ? await findOpenSession(rows, stationId)
      : await findSessionAt(rows, stationId, Date.now() - waitedMs);
  return session?.id ?? null;
}
