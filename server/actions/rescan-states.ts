import type { FileVersion } from '../../model/file-version.ts';
import type { Review } from '../../model/review.ts';
import type { Surface, SurfaceState } from '../../model/surface.ts';
import { SYSTEM_AGENT } from '../../model/user.ts';
import { appendEvent } from '../../storage/records/events.ts';
import type { Rows } from '../../storage/records/records.ts';
import { moveRescans, reopenEndedBy, rescansOfSurface } from '../../storage/records/rescans.ts';
import { findStandingReview } from '../../storage/records/reviews.ts';

/**
 * How a surface stands that is not left out: to be scanned again as long as that is asked for, passed where the
 * verdict that stands is on what is shown, else captured; expected as long as there is nothing to see.
 */
export async function standingState(
  rows: Rows,
  { id, currentVersionId }: Pick<Surface, 'id' | 'currentVersionId'>,
): Promise<SurfaceState> {
  const asked = await rescansOfSurface(rows, id, ['asked']);
  if (asked.length > 0) return 'rescan_requested';
  if (currentVersionId === null) return 'expected';
  const review = await findStandingReview(rows, id);
  const isPassed = review?.verdict === 'passed' && review.fileVersionId === currentVersionId;
  return isPassed ? 'passed' : 'captured';
}

/** A new scan is shown: it answers everything that was asked of its surface. */
export async function answerRescans(rows: Rows, surface: Surface, file: FileVersion, at: number) {
  const surfaceId = surface.id;
  // Of two new scans the one that was compared with nothing is not to be compared any more.
  await moveRescans(rows, { surfaceId, from: ['replaced'] }, { state: 'settled', endedAt: at });
  const answered = await moveRescans(
    rows,
    { surfaceId, from: ['asked'] },
    { state: 'replaced', endedAt: at, newVersionId: file.id },
  );
  if (answered === 0) return;
  await appendEvent(rows, {
    type: 'rescan',
    detail: `Version ${file.version} of ${surface.name} came in the place of the scan that would not do.`,
    ...{ agent: SYSTEM_AGENT, itemId: surface.itemId, surfaceId, fileVersionId: file.id, at },
  });
}

/** A new scan was rejected: what was asked of its surface stays asked, and the trail says so. */
export async function keepAsked(rows: Rows, file: FileVersion, at: number): Promise<void> {
  const { surfaceId, itemId, originalName } = file;
  if ((await rescansOfSurface(rows, surfaceId, ['asked'])).length === 0) return;
  await appendEvent(rows, {
    type: 'rescan',
    outcome: 'failure',
    detail: `${originalName} was rejected: the page is still to be scanned again.`,
    ...{ agent: SYSTEM_AGENT, itemId, surfaceId, fileVersionId: file.id, at },
  });
}

/** A page was passed: it need not be scanned again, and the scan that had come was looked at. */
export async function endByPass(rows: Rows, review: Pick<Review, 'id' | 'surfaceId' | 'at'>): Promise<void> {
  const { id: endedByReviewId, surfaceId, at: endedAt } = review;
  const ended = { endedAt, endedByReviewId };
  await moveRescans(rows, { surfaceId, from: ['asked'] }, { ...ended, state: 'dropped' });
  await moveRescans(rows, { surfaceId, from: ['replaced'] }, { ...ended, state: 'settled' });
}

/** A verdict was taken back: what it asked for is dropped, and what it had ended is open again. */
export async function takeBackRescans(rows: Rows, { id, surfaceId }: Review, at: number): Promise<void> {
  const own = { surfaceId, from: ['asked'], reviewId: id } as const;
  await moveRescans(rows, own, { state: 'dropped', endedAt: at });
  await reopenEndedBy(rows, id);
}
