import {
  type BatchState,
  deliveryPath,
  type ExpectedFileOfBatch,
  type FileUse,
  nameKeyOf,
  RECEIVING_STATES,
} from '../../model/batch.ts';
import type { Part } from './delivered-files.ts';
import type { Rows } from './records.ts';
import type { ExpectedFileRow } from './tables-batches.ts';

/** Few enough values for one statement on either database. */
const AT_ONCE = 500;

function toExpected(row: ExpectedFileRow): ExpectedFileOfBatch {
  return {
    batchId: row.batch_id,
    number: row.number,
    path: row.path,
    use: row.use as FileUse,
    objectNumber: row.object_number,
    itemId: row.item_id,
    surfaceId: row.surface_id,
    hasArrived: row.has_arrived === 1,
  };
}

/** Adds files that are expected. */
export async function insertExpectedFiles(rows: Rows, files: readonly ExpectedFileOfBatch[]): Promise<void> {
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const some = files.slice(from, from + AT_ONCE).map((file) => ({
      batch_id: file.batchId,
      number: file.number,
      path: deliveryPath(file.path),
      use: file.use,
      object_number: file.objectNumber,
      item_id: file.itemId,
      surface_id: file.surfaceId,
      name_key: nameKeyOf(file.path),
      has_arrived: file.hasArrived ? 1 : 0,
    }));
    await rows.insertInto('expected_files').values(some).execute();
  }
}

/** Expects nothing any more of a delivery: another list comes. */
export async function removeExpectedFiles(rows: Rows, batchId: string): Promise<void> {
  await rows.deleteFrom('expected_files').where('batch_id', '=', batchId).execute();
}

/** What a delivery expects at a path; undefined where its list names no such file. */
export async function findExpectedFile(
  rows: Rows,
  batchId: string,
  path: string,
): Promise<ExpectedFileOfBatch | undefined> {
  const row = await rows
    .selectFrom('expected_files')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where('path', '=', deliveryPath(path))
    .orderBy('number')
    .executeTakeFirst();
  return row && toExpected(row);
}

/** The masters that deliveries, to which files may come, expect in an item. */
function mastersAwaited(rows: Rows, itemId: string) {
  const states: readonly BatchState[] = RECEIVING_STATES;
  return rows
    .selectFrom('expected_files')
    .innerJoin('batches', 'batches.id', 'expected_files.batch_id')
    .selectAll('expected_files')
    .where('expected_files.item_id', '=', itemId)
    .where('expected_files.use', '=', 'master')
    .where('batches.state', 'in', states);
}

/** The master of this name that a delivery, to which files may come, expects in an item; of several the newest delivery's. */
export async function findExpectedByName(
  rows: Rows,
  itemId: string,
  fileName: string,
): Promise<ExpectedFileOfBatch | undefined> {
  const row = await mastersAwaited(rows, itemId)
    .where('expected_files.name_key', '=', nameKeyOf(fileName))
    .orderBy('batches.created_at', 'desc')
    .orderBy('expected_files.number')
    .executeTakeFirst();
  return row && toExpected(row);
}

/** The next master that a delivery, to which files may come, expects in an item: one that has not come yet if there is one. */
export async function nextMasterOf(rows: Rows, itemId: string): Promise<ExpectedFileOfBatch | undefined> {
  const row = await mastersAwaited(rows, itemId)
    .orderBy('expected_files.has_arrived')
    .orderBy('batches.created_at', 'desc')
    .orderBy('expected_files.number')
    .executeTakeFirst();
  return row && toExpected(row);
}

/** Notes that a file of this path has come. */
export async function noteArrived(rows: Rows, batchId: string, path: string): Promise<void> {
  await rows
    .updateTable('expected_files')
    .set({ has_arrived: 1 })
    .where('batch_id', '=', batchId)
    .where('path', '=', deliveryPath(path))
    .execute();
}

/** How many files deliveries expect, and how many of those have come under their own names. */
export async function countExpected(
  rows: Rows,
  batchIds: readonly string[],
): Promise<Map<string, { expected: number; arrived: number }>> {
  if (batchIds.length === 0) return new Map();
  const found = await rows
    .selectFrom('expected_files')
    .select((eb) => [
      'batch_id',
      eb.fn.countAll<number>().as('expected'),
      eb.fn.sum<number>('has_arrived').as('arrived'),
    ])
    .where('batch_id', 'in', batchIds)
    .groupBy('batch_id')
    .execute();
  return new Map(
    found.map((row) => [row.batch_id, { expected: Number(row.expected), arrived: Number(row.arrived) }]),
  );
}

/** Everything that a delivery expects, in the order of its list. @param part left out: all of it; numbers begin at 0 */
export async function expectedFilesOf(
  rows: Rows,
  batchId: string,
  part?: Part<number>,
): Promise<ExpectedFileOfBatch[]> {
  const all = rows.selectFrom('expected_files').selectAll().where('batch_id', '=', batchId).orderBy('number');
  const asked = part === undefined ? all : all.where('number', '>', part.after).limit(part.limit);
  return (await asked.execute()).map(toExpected);
}
