import { Fault } from '../../model/fault.ts';
import type { Region } from '../../model/finding.ts';
import { newId } from '../../model/ids.ts';
import type { RejectReason } from '../../model/review.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { touchItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { insertRescan, moveRescans, stationOfScan } from '../../storage/records/rescans.ts';
import { findSurface, updateSurface } from '../../storage/records/surfaces.ts';

/** Why a surface is to be scanned again, and who says so. */
export interface RescanRequest {
  readonly surfaceId: string;
  readonly reason: RejectReason | null;
  readonly note?: string | null | undefined;
  /** Where on the scan that is shown, in pixels, upright. */
  readonly region?: Region | null | undefined;
  /** Whose list it is to be on; otherwise the one where the page was scanned, where that is known. */
  readonly stationId?: string | null | undefined;
  /** The verdict that asks for it. */
  readonly reviewId?: string | undefined;
  /** Id of who asks. */
  readonly agent: string;
  readonly at: number;
}

/**
 * Writes down, within a transaction, that a surface is to be scanned again: its state, the event, its place on the
 * list. What was asked of it before stays asked; one new scan answers all.
 *
 * @returns the id of what was asked.
 * @throws Fault('not-found'), Fault('conflict') where the surface is left out.
 */
export async function askRescan(rows: Rows, asked: RescanRequest): Promise<string> {
  const { surfaceId, reason, note = null, region = null, reviewId, agent, at } = asked;
  const surface = await findSurface(rows, surfaceId);
  if (surface === undefined) throw new Fault('not-found', 'There is no such page.');
  const { itemId, name, currentVersionId } = surface;
  if (surface.state === 'suppressed')
    throw new Fault('conflict', `${name} is left out, so it need not be scanned again. Show it again first.`);
  const id = newId();
  const scannedAt = currentVersionId === null ? undefined : await stationOfScan(rows, currentVersionId);
  const stationId = asked.stationId ?? scannedAt ?? null;
  // A new scan that will not do either: the one that it came for has been compared.
  await moveRescans(
    rows,
    { surfaceId, from: ['replaced'] },
    { state: 'settled', endedAt: at, endedByReviewId: reviewId },
  );
  await insertRescan(rows, {
    ...{ id, itemId, surfaceId, oldVersionId: currentVersionId, stationId },
    ...{ reviewId: reviewId ?? null, reason, note, region, state: 'asked' },
    ...{ askedBy: agent, askedAt: at, newVersionId: null, endedByReviewId: null, endedAt: null },
  });
  await updateSurface(rows, surfaceId, { state: 'rescan_requested' });
  const why = [reason, note].filter((one) => one !== null && one !== '').join('; ');
  await appendEvent(rows, {
    type: 'rescan request',
    detail: `${name} is to be scanned again${why === '' ? '' : `: ${why}`}.`,
    ...{ agent, itemId, surfaceId, at },
    ...(currentVersionId !== null && { fileVersionId: currentVersionId }),
  });
  await touchItem(rows, itemId, at);
  return id;
}
