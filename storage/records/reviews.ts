import type { Region } from '../../model/finding.ts';
import type { RejectReason, Review, Verdict } from '../../model/review.ts';
import type { SurfaceState } from '../../model/surface.ts';
import type { Rows } from './records.ts';
import type { ReviewRow } from './tables.ts';

function toReview(row: ReviewRow): Review {
  return {
    id: row.id,
    actId: row.act_id,
    itemId: row.item_id,
    surfaceId: row.surface_id,
    fileVersionId: row.file_version_id,
    number: row.number,
    verdict: row.verdict as Verdict,
    reason: row.reason as RejectReason | null,
    note: row.note,
    region: row.region === null ? null : (JSON.parse(row.region) as Region),
    stateBefore: row.state_before as SurfaceState,
    agent: row.agent,
    at: row.at,
    undoneAt: row.undone_at,
  };
}

/** Adds a verdict; it gets the next number on its surface. */
export async function insertReview(rows: Rows, review: Omit<Review, 'number' | 'undoneAt'>): Promise<void> {
  const { last } = await rows
    .selectFrom('reviews')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('surface_id', '=', review.surfaceId)
    .executeTakeFirstOrThrow();
  await rows
    .insertInto('reviews')
    .values({
      id: review.id,
      act_id: review.actId,
      item_id: review.itemId,
      surface_id: review.surfaceId,
      file_version_id: review.fileVersionId,
      number: (last ?? 0) + 1,
      verdict: review.verdict,
      reason: review.reason,
      note: review.note,
      region: review.region === null ? null : JSON.stringify(review.region),
      state_before: review.stateBefore,
      agent: review.agent,
      at: review.at,
      undone_at: null,
    })
    .execute();
}

/** Everything that was judged in one go, taken back or not, in no order; empty if there is no such act. */
export async function reviewsOfAct(rows: Rows, actId: string): Promise<Review[]> {
  const found = await rows.selectFrom('reviews').selectAll().where('act_id', '=', actId).execute();
  return found.map(toReview);
}

/** The newest verdict on a surface that was not taken back; undefined if there is none. */
export async function findStandingReview(rows: Rows, surfaceId: string): Promise<Review | undefined> {
  const row = await rows
    .selectFrom('reviews')
    .selectAll()
    .where('surface_id', '=', surfaceId)
    .where('undone_at', 'is', null)
    .orderBy('number', 'desc')
    .executeTakeFirst();
  return row && toReview(row);
}

/** The same for every surface of an item, by surface. */
export async function standingReviewsOfItem(rows: Rows, itemId: string): Promise<Map<string, Review>> {
  const found = await rows
    .selectFrom('reviews')
    .selectAll()
    .where('item_id', '=', itemId)
    .where('undone_at', 'is', null)
    .orderBy('number')
    .execute();
  return new Map(found.map((row) => [row.surface_id, toReview(row)]));
}

/** Notes that a verdict was taken back. @returns false where it had been already. */
export async function noteUndone(rows: Rows, id: string, at: number): Promise<boolean> {
  const result = await rows
    .updateTable('reviews')
    .set({ undone_at: at })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
