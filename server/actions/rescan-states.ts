import type { FileVersion } from '../../model/file-version.ts';
import type { Review } from '../../model/review.ts';
import type { Surface, SurfaceState } from '../../model/surface.ts';
import { SYSTEM_AGENT } from '../../model/user.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findFileVersion, versionsOfSurfaces } from '../../storage/records/file-versions.ts';
import type { Rows } from '../../storage/records/records.ts';
import { moveRescans, reopenEndedBy, rescansOfSurface } from '../../storage/records/rescans.ts';
import { findStandingReview } from '../../storage/records/reviews.ts';
import { findUndone } from '../../storage/records/stand.ts';

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

/**
 * What is asked of the surface of a scan and is answered by that: what was asked before the scan came, and what a verdict
 * asked on an older one. Whoever asked otherwise, while it was on its way, may have meant this very scan.
 */
async function sortAsked(rows: Rows, file: FileVersion): Promise<{ answered: string[]; open: number }> {
  const { surfaceId, version, createdAt } = file;
  const asked = await rescansOfSurface(rows, surfaceId, ['asked']);
  const versions = asked.length === 0 ? [] : await versionsOfSurfaces(rows, [surfaceId]);
  const older = new Set(versions.filter((one) => one.version < version).map(({ id }) => id));
  const answered = asked.filter(
    ({ askedAt, reviewId, oldVersionId }) =>
      createdAt >= askedAt || (reviewId !== null && oldVersionId !== null && older.has(oldVersionId)),
  );
  return { answered: answered.map(({ id }) => id), open: asked.length - answered.length };
}

/** Whether the newest scan of a surface will answer all that is asked of that, once it is ready. */
export async function answersAll(rows: Rows, fileVersionId: string): Promise<boolean> {
  const file = await findFileVersion(rows, fileVersionId);
  return file !== undefined && (await sortAsked(rows, file)).open === 0;
}

/** A new scan is shown: it answers what was asked of its surface, but for what may have been asked of itself. */
export async function answerRescans(rows: Rows, surface: Surface, file: FileVersion, at: number) {
  const surfaceId = surface.id;
  const { answered: ids } = await sortAsked(rows, file);
  // Of two new scans the one that was compared with nothing is not to be compared any more.
  await moveRescans(rows, { surfaceId, from: ['replaced'] }, { state: 'settled', endedAt: at });
  const answered = await moveRescans(
    rows,
    { surfaceId, from: ['asked'], ids },
    { state: 'replaced', endedAt: at, newVersionId: file.id },
  );
  if (answered === 0) return;
  await appendEvent(rows, {
    type: 'rescan',
    detail: `Version ${file.version} of ${surface.name} came in the place of the scan that would not do.`,
    ...{ agent: SYSTEM_AGENT, itemId: surface.itemId, surfaceId, fileVersionId: file.id, at },
  });
}

/**
 * Scans of a surface were taken back, or count again: where what is shown now is the scan that would not do, it is asked for
 * again; where it is the one that had come for it, that is answered again.
 */
export async function revisitRescans(
  rows: Rows,
  { id: surfaceId, currentVersionId }: Pick<Surface, 'id' | 'currentVersionId'>,
  at: number,
): Promise<void> {
  const back: string[] = [];
  const again: string[] = [];
  const from = ['asked', 'replaced', 'settled'] as const;
  for (const { id, state, oldVersionId, newVersionId } of await rescansOfSurface(rows, surfaceId, from)) {
    if (newVersionId === null) continue;
    const isUndone = (await findUndone(rows, newVersionId)) !== null;
    if (state !== 'asked' && isUndone && oldVersionId === currentVersionId) back.push(id);
    if (state === 'asked' && !isUndone && newVersionId === currentVersionId) again.push(id);
  }
  const reopened = { state: 'asked', endedAt: null, endedByReviewId: null } as const;
  await moveRescans(rows, { surfaceId, from, ids: back }, reopened);
  await moveRescans(rows, { surfaceId, from, ids: again }, { state: 'replaced', endedAt: at });
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
