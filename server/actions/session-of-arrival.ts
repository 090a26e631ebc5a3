import { Fault } from '../../model/fault.ts';
import { findCaptureSession, findOpenSession } from '../../storage/records/capture-sessions.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findStationOfToken } from '../../storage/records/stations.ts';

/**
 * The session that a file which begins to come in is of: the one that its sender names, open or ended, else the
 * one that is open at the station of the sender's token; null where there is neither.
 *
 * @throws Fault('bad-request') where the sender names one that does not exist.
 */
export async function sessionOfArrival(
  rows: Rows,
  { given, agent }: { given: string | null; agent: string },
): Promise<string | null> {
  if (given !== null) {
    if ((await findCaptureSession(rows, given)) !== undefined) return given;
    throw new Fault('bad-request', `There is no capture session with the id ${given}.`);
  }
  const station = await findStationOfToken(rows, agent);
  const open = station && (await findOpenSession(rows, station.id));
  return open?.id ?? null;
}
