import type { Region } from '../../model/finding.ts';
import type { LanguageMap } from '../../model/language.ts';
import type { Rescan, RescanState } from '../../model/rescan.ts';
import type { RejectReason } from '../../model/review.ts';
import type { Rows } from './records.ts';
import type { RescanRow } from './tables-rescans.ts';

function toRescan(row: RescanRow): Rescan {
  return {
    id: row.id,
    itemId: row.item_id,
    surfaceId: row.surface_id,
    oldVersionId: row.old_version_id,
    stationId: row.station_id,
    reviewId: row.review_id,
    reason: row.reason as RejectReason | null,
    note: row.note,
    region: row.region === null ? null : (JSON.parse(row.region) as Region),
    state: row.state as RescanState,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    newVersionId: row.new_version_id,
    endedByReviewId: row.ended_by_review_id,
    endedAt: row.ended_at,
  };
}

/** Adds that a surface is to be scanned again. */
export async function insertRescan(rows: Rows, rescan: Rescan): Promise<void> {
  await rows
    .insertInto('rescans')
    .values({
      id: rescan.id,
      item_id: rescan.itemId,
      surface_id: rescan.surfaceId,
      old_version_id: rescan.oldVersionId,
      station_id: rescan.stationId,
      review_id: rescan.reviewId,
      reason: rescan.reason,
      note: rescan.note,
      region: rescan.region === null ? null : JSON.stringify(rescan.region),
      state: rescan.state,
      asked_by: rescan.askedBy,
      asked_at: rescan.askedAt,
      new_version_id: rescan.newVersionId,
      ended_by_review_id: rescan.endedByReviewId,
      ended_at: rescan.endedAt,
    })
    .execute();
}

/** What of a surface is in one of these states, newest first. */
export async function rescansOfSurface(
  rows: Rows,
  surfaceId: string,
  states: readonly RescanState[],
): Promise<Rescan[]> {
  return rescansOfSurfaces(rows, [surfaceId], states);
}

/** The same of several surfaces; at most some hundreds at once. */
export async function rescansOfSurfaces(
  rows: Rows,
  surfaceIds: readonly string[],
  states: readonly RescanState[],
): Promise<Rescan[]> {
  if (surfaceIds.length === 0) return [];
  const found = await rows
    .selectFrom('rescans')
    .selectAll()
    .where('surface_id', 'in', surfaceIds)
    .where('state', 'in', states)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return found.map(toRescan);
}

/** The station where a scan was made; undefined where nobody knows. */
export async function stationOfScan(rows: Rows, fileVersionId: string): Promise<string | undefined> {
  const row = await rows
    .selectFrom('file_versions')
    .innerJoin('capture_sessions', 'capture_sessions.id', 'file_versions.session_id')
    .select('capture_sessions.station_id')
    .where('file_versions.id', '=', fileVersionId)
    .executeTakeFirst();
  return row?.station_id;
}

/** The surfaces of an item that are asked for again, by id. */
export async function surfacesAskedFor(rows: Rows, itemId: string): Promise<string[]> {
  const found = await rows
    .selectFrom('rescans')
    .select('surface_id')
    .distinct()
    .where('item_id', '=', itemId)
    .where('state', '=', 'asked')
    .execute();
  return found.map((row) => row.surface_id);
}

/** Moves on what of a surface is in one of these states. @returns how many there were. */
export async function moveRescans(
  rows: Rows,
  of: {
    readonly surfaceId: string;
    readonly from: readonly RescanState[];
    readonly reviewId?: string;
    /** These alone. */
    readonly ids?: readonly string[];
  },
  to: {
    readonly state: RescanState;
    readonly endedAt: number | null;
    readonly newVersionId?: string;
    readonly endedByReviewId?: string | null | undefined;
  },
): Promise<number> {
  if (of.ids?.length === 0) return 0;
  let update = rows
    .updateTable('rescans')
    .set({
      state: to.state,
      ended_at: to.endedAt,
      ...(to.newVersionId !== undefined && { new_version_id: to.newVersionId }),
      ...(to.endedByReviewId !== undefined && { ended_by_review_id: to.endedByReviewId }),
    })
    .where('surface_id', '=', of.surfaceId)
    .where('state', 'in', of.from);
  if (of.ids !== undefined) update = update.where('id', 'in', of.ids);
  if (of.reviewId !== undefined) update = update.where('review_id', '=', of.reviewId);
  const { numUpdatedRows } = await update.executeTakeFirst();
  return Number(numUpdatedRows);
}

/** What a verdict had ended is open again, as it was before. */
export async function reopenEndedBy(rows: Rows, reviewId: string): Promise<void> {
  const ended = rows
    .updateTable('rescans')
    .set({ ended_by_review_id: null, ended_at: null })
    .where('ended_by_review_id', '=', reviewId);
  await ended.set({ state: 'asked' }).where('state', '=', 'dropped').execute();
  await ended.set({ state: 'replaced' }).where('state', '=', 'settled').execute();
}

/** A surface on the list, and the item that it is of. */
export interface RescanPlace {
  readonly surfaceId: string;
  readonly name: string;
  readonly label: LanguageMap;
  readonly latestVersionId: string | null;
  readonly currentVersionId: string | null;
  readonly item: { readonly id: string; readonly reference: string; readonly label: LanguageMap };
}

/** Surfaces with their items, by id; at most some hundreds at once. */
export async function findRescanPlaces(
  rows: Rows,
  surfaceIds: readonly string[],
): Promise<Map<string, RescanPlace>> {
  if (surfaceIds.length === 0) return new Map();
  const found = await rows
    .selectFrom('surfaces')
    .innerJoin('items', 'items.id', 'surfaces.item_id')
    .select(['surfaces.id', 'surfaces.name', 'surfaces.label', 'surfaces.latest_version_id'])
    .select(['surfaces.current_version_id', 'items.id as item_id', 'items.reference'])
    .select('items.label as item_label')
    .where('surfaces.id', 'in', surfaceIds)
    .execute();
  return new Map(found.map((row) => [row.id, toPlace(row)]));
}

function toPlace(row: {
  id: string;
  name: string;
  label: string;
  latest_version_id: string | null;
  current_version_id: string | null;
  item_id: string;
  reference: string;
  item_label: string;
}): RescanPlace {
  return {
    surfaceId: row.id,
    name: row.name,
    label: JSON.parse(row.label) as LanguageMap,
    latestVersionId: row.latest_version_id,
    currentVersionId: row.current_version_id,
    item: {
      id: row.item_id,
      reference: row.reference,
      label: JSON.parse(row.item_label) as LanguageMap,
    },
  };
}

export interface RescanSearch {
  readonly states: readonly RescanState[];
  /** What is on the list of this station: its own, and what nobody knows the station of. */
  readonly stationId?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** The ids of surfaces that are on the list, in the order of the shelves and of the pages, and how many there are. */
export async function surfacesToRescan(
  rows: Rows,
  { states, stationId, limit, offset }: RescanSearch,
): Promise<{ surfaceIds: string[]; total: number }> {
  let found = rows
    .selectFrom('rescans')
    .innerJoin('surfaces', 'surfaces.id', 'rescans.surface_id')
    .innerJoin('items', 'items.id', 'rescans.item_id')
    .where('rescans.state', 'in', states)
    .where('surfaces.state', '!=', 'suppressed');
  if (stationId !== undefined)
    found = found.where((eb) =>
      eb.or([eb('rescans.station_id', '=', stationId), eb('rescans.station_id', 'is', null)]),
    );
  const page = await found
    .select('surfaces.id')
    .groupBy(['items.shelf_key', 'items.id', 'surfaces.position', 'surfaces.sort_key', 'surfaces.id'])
    .orderBy('items.shelf_key')
    .orderBy('items.id')
    .orderBy('surfaces.position')
    .orderBy('surfaces.sort_key')
    .orderBy('surfaces.id')
    .limit(limit)
    .offset(offset)
    .execute();
  const { total } = await found
    .select((eb) => eb.fn.count<number>('rescans.surface_id').distinct().as('total'))
    .executeTakeFirstOrThrow();
  return { surfaceIds: page.map(({ id }) => id), total: Number(total) };
}
