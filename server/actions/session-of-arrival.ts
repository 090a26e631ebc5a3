import { Fault } from '../../model/fault.ts';
import {
  findCaptureSession,
  findOpenSession,
  findSessionAt,
} from '../../storage/records/capture-sessions.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findStationOfToken } from '../../storage/records/stations.ts';

/** What is said of a file before it comes. */
export interface ArrivalWords {
  /** The session that its sender names. */
  readonly given: string | null;
  /** Id of who sends it. */
  readonly agent: string;
  /** For how long it has lain finished at its sender, as that says: a network may have been away. */
  readonly waitedMs: number;
}

/**
 * The session that a file which begins to come in is of: the one that its sender names, open or ended, else the
 * one that was open at the station of the sender's token when the file was finished; null where there is neither.
 *
 * @throws Fault('bad-request') where the sender names one that does not exist.
 */
export async function sessionOfArrival(
  rows: Rows,
  { given, agent, waitedMs }: ArrivalWords,
): Promise<string | null> {
  if (given !== null) {
    if ((await findCaptureSession(rows, given)) !== undefined) return given;
    throw new Fault('bad-request', `There is no capture session with the id ${given}.`);
  }
  const station = await findStationOfToken(rows, agent);
  if (station === undefined) return null;
  const session =
    waitedMs === 0
      ? await findOpenSession(rows, station.id)
      : await findSessionAt(rows, station.id, Date.now() - waitedMs);
  return session?.id ?? null;
}
