import type { HeldFile, StationWatch } from '../../model/station-watch.ts';
import type { Rows } from './records.ts';
import type { StationWatchRow } from './tables-station-watches.ts';

function toWatch(row: StationWatchRow): StationWatch {
  return {
    id: row.id,
    tokenId: row.token_id,
    key: row.key,
    stationId: row.station_id,
    folder: row.folder,
    isAway: row.is_away === 1,
    heardAt: row.heard_at,
    endedAt: row.ended_at,
    waiting: row.waiting,
    sending: row.sending,
    heldCount: row.held_count,
    held: JSON.parse(row.held) as HeldFile[],
  };
}

/** Keeps what a watch has told, in place of what it told before under the same token and key. */
export async function saveStationWatch(rows: Rows, watch: StationWatch): Promise<void> {
  const told = {
    station_id: watch.stationId,
    folder: watch.folder,
    is_away: watch.isAway ? 1 : 0,
    heard_at: watch.heardAt,
    ended_at: watch.endedAt,
    waiting: watch.waiting,
    sending: watch.sending,
    held_count: watch.heldCount,
    held: JSON.stringify(watch.held),
  };
  await rows
    .insertInto('station_watches')
    .values({ id: watch.id, token_id: watch.tokenId, key: watch.key, ...told })
    .onConflict((on) => on.columns(['token_id', 'key']).doUpdateSet(told))
    .execute();
}

/** What a watch has told last; undefined where it has told nothing. */
export async function findStationWatch(
  rows: Rows,
  { tokenId, key }: Pick<StationWatch, 'tokenId' | 'key'>,
): Promise<StationWatch | undefined> {
  const row = await rows
    .selectFrom('station_watches')
    .selectAll()
    .where('token_id', '=', tokenId)
    .where('key', '=', key)
    .executeTakeFirst();
  return row && toWatch(row);
}

/** The watch with an id; undefined if there is none. */
export async function findStationWatchById(rows: Rows, id: string): Promise<StationWatch | undefined> {
  const row = await rows.selectFrom('station_watches').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toWatch(row);
}

/**
 * The watches of a station: first those that hold files back, had some on the way or could not read their folder; of each
 * kind the one that was heard of last first.
 */
export async function watchesOfStation(
  rows: Rows,
  stationId: string,
  limit: number,
): Promise<StationWatch[]> {
  const found = await rows
    .selectFrom('station_watches')
    .selectAll()
    .where('station_id', '=', stationId)
    .orderBy((eb) => {
      const left = eb.or([
        eb('held_count', '>', 0),
        eb('waiting', '>', 0),
        eb('sending', '>', 0),
        eb('is_away', '=', 1),
      ]);
      return eb.case().when(left).then(eb.lit(0)).else(eb.lit(1)).end();
    })
    .orderBy('heard_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return found.map(toWatch);
}

/** How many folders a token has told of. */
export async function countWatchesOfToken(rows: Rows, tokenId: string): Promise<number> {
  const { count } = await rows
    .selectFrom('station_watches')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('token_id', '=', tokenId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Forgets a watch. */
export async function deleteStationWatch(rows: Rows, id: string): Promise<void> {
  await rows.deleteFrom('station_watches').where('id', '=', id).execute();
}

/** Forgets those watches of a token that had read their folder and had nothing left to send when they were last heard of, before a moment. */
export async function deleteCalmWatches(rows: Rows, tokenId: string, before: number): Promise<void> {
  await rows
    .deleteFrom('station_watches')
    .where('token_id', '=', tokenId)
    .where('heard_at', '<', before)
    .where('is_away', '=', 0)
    .where('held_count', '=', 0)
    .where('waiting', '=', 0)
    .where('sending', '=', 0)
    .execute();
}
