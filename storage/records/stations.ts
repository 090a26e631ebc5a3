import type { Station } from '../../model/station.ts';
import type { Rows } from './records.ts';
import type { StationRow } from './tables-stations.ts';

function toStation(row: Omit<StationRow, 'choices'>): Station {
  return {
    id: row.id,
    name: row.name,
    currentItemId: row.current_item_id,
    createdAt: row.created_at,
  };
}

/** Adds a station. */
export async function insertStation(rows: Rows, station: Station): Promise<void> {
  await rows
    .insertInto('stations')
    .values({
      id: station.id,
      name: station.name,
      current_item_id: station.currentItemId,
      created_at: station.createdAt,
    })
    .execute();
}

/** The station with an id; undefined if there is none. */
export async function findStation(rows: Rows, id: string): Promise<Station | undefined> {
  const row = await rows.selectFrom('stations').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toStation(row);
}

/** Every station, by name. */
export async function listStations(rows: Rows): Promise<Station[]> {
  return (await rows.selectFrom('stations').selectAll().orderBy('name').execute()).map(toStation);
}

/** Changes a station's name or the item on its stand. */
export async function updateStation(
  rows: Rows,
  id: string,
  patch: Partial<Pick<Station, 'name' | 'currentItemId'>>,
): Promise<void> {
  const set = {
    ...(patch.name !== undefined && { name: patch.name }),
    ...(patch.currentItemId !== undefined && { current_item_id: patch.currentItemId }),
  };
  if (Object.keys(set).length === 0) return;
  const isChosen = patch.currentItemId !== undefined;
  await rows
    .updateTable('stations')
    .set((eb) => ({ ...set, ...(isChosen && { choices: eb('choices', '+', 1) }) }))
    .where('id', '=', id)
    .execute();
}

/** How often the item on a station's stand was changed; 0 where there is no such station. */
export async function countChoices(rows: Rows, id: string): Promise<number> {
  const row = await rows.selectFrom('stations').select('choices').where('id', '=', id).executeTakeFirst();
  return row?.choices ?? 0;
}

/** Binds a token to a station, or to none. @returns false where there is no such token, or it was revoked. */
export async function bindToken(rows: Rows, tokenId: string, stationId: string | null): Promise<boolean> {
  const result = await rows
    .updateTable('tokens')
    .set({ station_id: stationId })
    .where('id', '=', tokenId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** The station that a token is bound to; undefined for one that is bound to none, and for people. */
export async function findStationOfToken(rows: Rows, tokenId: string): Promise<Station | undefined> {
  const row = await rows
    .selectFrom('stations')
    .innerJoin('tokens', 'tokens.station_id', 'stations.id')
    .selectAll('stations')
    .where('tokens.id', '=', tokenId)
    .executeTakeFirst();
  return row && toStation(row);
}
