import type { ReopenedView, Reopening } from '../../model/copy-stand.ts';
import type { Rows } from './records.ts';

/** Notes that a finished item is open again. Until it is seen the first cause stands. */
export async function insertReopening(rows: Rows, reopening: Reopening): Promise<void> {
  await rows
    .insertInto('reopenings')
    .values({
      item_id: reopening.itemId,
      station_id: reopening.stationId,
      cause: reopening.cause,
      file_name: reopening.fileName,
      at: reopening.at,
    })
    .onConflict((oc) => oc.column('item_id').doNothing())
    .execute();
}

/** That an item is open again, as long as nobody has seen it. */
export async function findReopening(rows: Rows, itemId: string): Promise<Reopening | undefined> {
  const row = await rows
    .selectFrom('reopenings')
    .selectAll()
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return (
    row && {
      itemId: row.item_id,
      stationId: row.station_id,
      cause: row.cause as Reopening['cause'],
      fileName: row.file_name,
      at: row.at,
    }
  );
}

/** Somebody has seen it, or it is finished again. @returns false where there was nothing to be seen. */
export async function removeReopening(rows: Rows, itemId: string): Promise<boolean> {
  const { numDeletedRows } = await rows
    .deleteFrom('reopenings')
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Items that were finished at a station, or nobody knows where, and are open again; the newest first. */
export async function reopeningsAt(rows: Rows, stationId: string, limit: number): Promise<ReopenedView[]> {
  const found = await rows
    .selectFrom('reopenings')
    .innerJoin('items', 'items.id', 'reopenings.item_id')
    .select([
      'items.id as itemId',
      'items.reference as reference',
      'reopenings.cause as cause',
      'reopenings.file_name as fileName',
      'reopenings.at as at',
    ])
    .where((eb) =>
      eb.or([eb('reopenings.station_id', '=', stationId), eb('reopenings.station_id', 'is', null)]),
    )
    .orderBy('reopenings.at', 'desc')
    .orderBy('items.id')
    .limit(limit)
    .execute();
  return found.map((row) => ({ ...row, cause: row.cause as ReopenedView['cause'] }));
}
