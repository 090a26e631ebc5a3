import { stationsOfFile } from '../../storage/records/station-files.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/** Tells the screens of the stations that a file came from that something of it has changed. */
export async function announceStations(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  fileVersionId: string,
): Promise<void> {
  const stations = await parts.records.read((rows) => stationsOfFile(rows, fileVersionId));
  for (const stationId of stations) await announce(parts, { kind: 'station', stationId });
}
