import { Fault } from '../../model/fault.ts';
import { type Review, STATE_AFTER } from '../../model/review.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { touchItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findStandingReview, noteUndone, reviewsOfAct } from '../../storage/records/reviews.ts';
import { findSurface, updateSurface } from '../../storage/records/surfaces.ts';
import type { Parts } from '../parts.ts';
import { standingState, takeBackRescans } from './rescan-states.ts';
import { tell } from './review-surfaces.ts';

/**
 * Takes back what was judged in one go: each page is again what it was before. The verdict stays in the records, as
 * one that was taken back. Twice is once.
 *
 * @throws Fault('not-found'), Fault('conflict') where a page has got another verdict or another scan since.
 */
export async function undoReview(parts: Parts, asked: { actId: string; agent: string }): Promise<void> {
  const itemIds = await parts.records.write(async (rows) => {
    const reviews = await reviewsOfAct(rows, asked.actId);
    if (reviews.length === 0) throw new Fault('not-found', 'There is no such verdict.');
    const at = Date.now();
    const standing = reviews.filter(({ undoneAt }) => undoneAt === null);
    for (const review of standing) await undoOne(rows, review, { agent: asked.agent, at });
    const items = new Set(standing.map(({ itemId }) => itemId));
    for (const itemId of items) await touchItem(rows, itemId, at);
    return items;
  });
  await tell(parts, itemIds);
}

async function undoOne(rows: Rows, review: Review, { agent, at }: { agent: string; at: number }) {
  const { surfaceId, itemId, fileVersionId, verdict, stateBefore } = review;
  const surface = await findSurface(rows, surfaceId);
  if (surface === undefined) throw new Fault('not-found', 'There is no such page.');
  const newest = await findStandingReview(rows, surfaceId);
  if (newest?.id !== review.id)
    throw new Fault('conflict', `${surface.name} was judged again since. Take that verdict back first.`);
  if (surface.state !== STATE_AFTER[verdict] || surface.currentVersionId !== fileVersionId)
    throw new Fault('conflict', `${surface.name} has changed since: the verdict on what it was stays.`);
  await noteUndone(rows, review.id, at);
  await takeBackRescans(rows, review, at);
  const state = await standingState(rows, surface);
  // What it was before may have been asked for, and be answered or dropped since.
  const isWanted = state === 'rescan_requested' || stateBefore === 'rescan_requested';
  await updateSurface(rows, surfaceId, { state: isWanted ? state : stateBefore });
  await appendEvent(rows, {
    type: 'review',
    detail: `The verdict on ${surface.name} was taken back: it is no longer ${verdict}.`,
    ...{ agent, itemId, surfaceId, fileVersionId, at },
  });
}
