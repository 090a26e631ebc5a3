import { type DeliveredFile, deliveryPath } from '../../model/batch.ts';
import type { SetAside } from '../../model/set-aside.ts';
import { asideColumns, toDelivered } from './delivered-files.ts';
import type { Rows } from './records.ts';

/** A file of a delivery, whether it counts or not; undefined where the delivery has none of this id. */
export async function findFileOfBatch(
  rows: Rows,
  batchId: string,
  id: string,
): Promise<DeliveredFile | undefined> {
  const row = await rows
    .selectFrom('delivered_files')
    .selectAll()
    .where('id', '=', id)
    .where('batch_id', '=', batchId)
    .executeTakeFirst();
  return row && toDelivered(row);
}

/** What people took out of a delivery, by path. */
export async function filesAsideOf(rows: Rows, batchId: string): Promise<DeliveredFile[]> {
  const found = await rows
    .selectFrom('delivered_files')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where('aside_at', 'is not', null)
    .orderBy('path')
    .execute();
  return found.map(toDelivered);
}

/**
 * Takes a file out of its delivery, or with null puts it back.
 *
 * @returns false, and nothing is changed, where that was done before.
 */
export async function setAside(rows: Rows, id: string, aside: SetAside | null): Promise<boolean> {
  const result = await rows
    .updateTable('delivered_files')
    .set(asideColumns(aside))
    .where('id', '=', id)
    .where('aside_at', aside === null ? 'is not' : 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Expects the file of a path again: what was taken for it is not it after all. Its bytes and its events stay. */
export async function forgetDelivered(rows: Rows, batchId: string, path: string): Promise<void> {
  const at = deliveryPath(path);
  await rows.deleteFrom('delivered_files').where('batch_id', '=', batchId).where('path', '=', at).execute();
  await rows
    .updateTable('expected_files')
    .set({ has_arrived: 0 })
    .where('batch_id', '=', batchId)
    .where('path', '=', at)
    .execute();
}
