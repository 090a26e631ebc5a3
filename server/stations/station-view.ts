import type { CaptureSession, Target } from '../../model/capture-session.ts';
import { Fault } from '../../model/fault.ts';
import type { Station, StationSession, StationView } from '../../model/station.ts';
import { findOpenSession, openSessions } from '../../storage/records/capture-sessions.ts';
import { findItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { countChoices, findStation, listStations } from '../../storage/records/stations.ts';
import { newestTargets } from '../../storage/records/targets.ts';

/** A station as the API shows it. @throws Fault('not-found') */
export async function readStationView(rows: Rows, stationId: string): Promise<StationView> {
  const station = await findStationOrFail(rows, stationId);
  const open = await findOpenSession(rows, stationId);
  const targets = await newestTargets(rows, open === undefined ? [] : [open.id]);
  return viewOf(rows, station, open && viewSession(open, targets.get(open.id)));
}

/** @throws Fault('not-found') */
export async function findStationOrFail(rows: Rows, stationId: string): Promise<Station> {
  const station = await findStation(rows, stationId);
  if (station === undefined) throw new Fault('not-found', 'There is no such station.');
  return station;
}

/** Every station, by name. */
export async function readStationViews(rows: Rows): Promise<StationView[]> {
  const stations = await listStations(rows);
  const open = await openSessions(rows);
  const targets = await newestTargets(
    rows,
    [...open.values()].map(({ id }) => id),
  );
  const views: StationView[] = [];
  for (const station of stations) {
    const session = open.get(station.id);
    views.push(await viewOf(rows, station, session && viewSession(session, targets.get(session.id))));
  }
  return views;
}

async function viewOf(
  rows: Rows,
  { id, name, currentItemId }: Station,
  session: StationSession | undefined,
): Promise<StationView> {
  const item = currentItemId === null ? undefined : await findItem(rows, currentItemId);
  return {
    id,
    name,
    currentItem: item ? { id: item.id, reference: item.reference, label: item.label } : null,
    choices: await countChoices(rows, id),
    session: session ?? null,
  };
}

function viewSession(
  { id, operator, device, startedAt }: CaptureSession,
  target: Pick<Target, 'result' | 'at'> | undefined,
): StationSession {
  return {
    ...{ id, operator, device, startedAt },
    target: target?.result ?? 'none',
    targetAt: target?.at ?? null,
  };
}
