import type {
  Batch,
  BatchKind,
  BatchList,
  BatchMapping,
  BatchState,
  BatchVerdict,
  ListMapping,
} from '../../model/batch.ts';
import type { Rows } from './records.ts';
import type { BatchRow } from './tables-batches.ts';

function toBatch(row: BatchRow): Batch {
  return {
    id: row.id,
    code: row.code,
    kind: row.kind as BatchKind,
    supplier: row.supplier,
    profileId: row.profile_id,
    state: row.state as BatchState,
    list: row.list === null ? null : (JSON.parse(row.list) as BatchList),
    listFiles: row.list_files,
    listApplied: row.list_applied,
    listFailure: row.list_failure,
    wholeAt: row.whole_at,
    verdict: row.verdict as BatchVerdict | null,
    note: row.note,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}

/** Adds a delivery. Its code must be the only one: the transaction fails as a duplicate otherwise. */
export async function insertBatch(rows: Rows, batch: Batch): Promise<void> {
  await rows
    .insertInto('batches')
    .values({
      id: batch.id,
      code: batch.code,
      kind: batch.kind,
      supplier: batch.supplier,
      profile_id: batch.profileId,
      state: batch.state,
      list: batch.list === null ? null : JSON.stringify(batch.list),
      list_files: batch.listFiles,
      list_applied: batch.listApplied,
      list_failure: batch.listFailure,
      whole_at: batch.wholeAt,
      verdict: batch.verdict,
      note: batch.note,
      decided_by: batch.decidedBy,
      decided_at: batch.decidedAt,
      created_by: batch.createdBy,
      created_at: batch.createdAt,
    })
    .execute();
}

/** The delivery with an id; undefined if there is none. */
export async function findBatch(rows: Rows, id: string): Promise<Batch | undefined> {
  const row = await rows.selectFrom('batches').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toBatch(row);
}

/** The delivery of a code; undefined if there is none. */
export async function findBatchByCode(rows: Rows, code: string): Promise<Batch | undefined> {
  const row = await rows.selectFrom('batches').selectAll().where('code', '=', code).executeTakeFirst();
  return row && toBatch(row);
}

/** Deliveries, newest first. */
export async function listBatches(rows: Rows, limit: number): Promise<Batch[]> {
  const found = await rows
    .selectFrom('batches')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return found.map(toBatch);
}

/** The deliveries whose lists name files of an item, newest first: so many at most. */
export async function batchesOfItem(
  rows: Rows,
  itemId: string,
  limit: number,
): Promise<Pick<Batch, 'id' | 'code'>[]> {
  return rows
    .selectFrom('batches')
    .select(['batches.id', 'batches.code'])
    .where('batches.id', 'in', (eb) =>
      eb.selectFrom('expected_files').select('batch_id').where('item_id', '=', itemId),
    )
    .orderBy('batches.created_at', 'desc')
    .orderBy('batches.id', 'desc')
    .limit(limit)
    .execute();
}

/** Deliveries in a state, oldest first. */
export async function batchesInState(rows: Rows, state: BatchState): Promise<Batch[]> {
  const found = await rows
    .selectFrom('batches')
    .selectAll()
    .where('state', '=', state)
    .orderBy('id')
    .execute();
  return found.map(toBatch);
}

/**
 * Begins to apply a list: nothing of it is expected yet.
 *
 * @returns false, and nothing is changed, where the delivery was in none of these states.
 */
export async function beginList(
  rows: Rows,
  id: string,
  from: readonly BatchState[],
  begun: { list: BatchList; files: number },
): Promise<boolean> {
  const result = await rows
    .updateTable('batches')
    .set({
      state: 'filling',
      list: JSON.stringify(begun.list),
      list_files: begun.files,
      list_applied: 0,
      list_failure: null,
      whole_at: null,
    })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Notes how far a list is applied; with its last file the delivery is open.
 *
 * @returns false, and nothing is changed, where somebody else has gone on from there already, or the list was given up.
 */
export async function advanceList(
  rows: Rows,
  batch: Pick<Batch, 'id' | 'list' | 'listFiles'>,
  from: number,
  to: number,
): Promise<boolean> {
  const result = await rows
    .updateTable('batches')
    .set({ list_applied: to, list_failure: null, ...(to >= batch.listFiles && { state: 'open' }) })
    .where('id', '=', batch.id)
    .where('state', '=', 'filling')
    .where('list', '=', JSON.stringify(batch.list))
    .where('list_applied', '=', from)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Notes why a list could not be applied on, or with null that it is tried again.
 *
 * @returns false, and nothing is changed, where that is known already, or no list is being applied.
 */
export async function noteListFailure(rows: Rows, id: string, failure: string | null): Promise<boolean> {
  const noting = rows
    .updateTable('batches')
    .set({ list_failure: failure })
    .where('id', '=', id)
    .where('state', '=', 'filling');
  const other =
    failure === null
      ? noting.where('list_failure', 'is not', null)
      : noting.where((eb) => eb.or([eb('list_failure', 'is', null), eb('list_failure', '!=', failure)]));
  return (await other.executeTakeFirst()).numUpdatedRows === 1n;
}

/** Gives up a list that is being applied: nothing is expected. @returns false where it is not being applied. */
export async function giveUpList(rows: Rows, id: string): Promise<boolean> {
  const result = await rows
    .updateTable('batches')
    .set({ state: 'new', list: null, list_files: 0, list_applied: 0, list_failure: null })
    .where('id', '=', id)
    .where('state', '=', 'filling')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Notes that all of a delivery has come, or with null that more is awaited.
 *
 * @returns false, and nothing is changed, where files are not awaited: it is not open, or that was said before.
 */
export async function setWhole(rows: Rows, id: string, wholeAt: number | null): Promise<boolean> {
  const result = await rows
    .updateTable('batches')
    .set({ whole_at: wholeAt })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('whole_at', wholeAt === null ? 'is not' : 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Notes a verdict. @returns false, and nothing is changed, where the delivery was in none of these states. */
export async function decideBatch(
  rows: Rows,
  id: string,
  from: readonly BatchState[],
  decision: { verdict: BatchVerdict; note: string; by: string; at: number },
): Promise<boolean> {
  const { verdict, note, by, at } = decision;
  const result = await rows
    .updateTable('batches')
    .set({ state: verdict, verdict, note, decided_by: by, decided_at: at })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Every mapping that was kept, by name. */
export async function listBatchMappings(rows: Rows): Promise<BatchMapping[]> {
  const found = await rows.selectFrom('batch_mappings').selectAll().orderBy('name').execute();
  return found.map(({ id, name, body }) => ({ id, name, mapping: JSON.parse(body) as ListMapping }));
}

/** Keeps a mapping, in the place of one that has its name. @returns it as it is kept. */
export async function keepBatchMapping(
  rows: Rows,
  kept: BatchMapping & { readonly at: number },
): Promise<BatchMapping> {
  const { id, name, mapping, at } = kept;
  const body = JSON.stringify(mapping);
  const row = await rows
    .insertInto('batch_mappings')
    .values({ id, name, body, created_at: at })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ body }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: row.id, name, mapping };
}
