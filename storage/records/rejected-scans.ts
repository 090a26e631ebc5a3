import type { Batch } from '../../model/batch.ts';
import type { RejectReason } from '../../model/review.ts';
import type { Rows } from './records.ts';

/** A scan of a delivery whose newest verdict that was not taken back is a rejection. */
export interface RejectedScanOfBatch {
  /** Where it came to. */
  readonly path: string;
  readonly reason: RejectReason | null;
  readonly note: string | null;
  /** Whether its page has another scan by now. */
  readonly isRescanned: boolean;
}

/**
 * The scans of a delivery that people rejected, by path: those that it has now, and those that came for its pages while it
 * was open and have been scanned again since. What was taken back counts for nothing.
 */
export async function rejectedScansOf(
  rows: Rows,
  batch: Pick<Batch, 'id' | 'state' | 'createdAt' | 'decidedAt'>,
): Promise<RejectedScanOfBatch[]> {
  const judged = [...(await judgedBefore(rows, batch)), ...(await judgedNow(rows, batch.id))];
  const newest = new Map<string, (typeof judged)[number]>();
  for (const one of judged.toSorted((a, b) => a.number - b.number)) newest.set(one.versionId, one);
  return [...newest.values()]
    .filter(({ verdict }) => verdict === 'rejected')
    .map(({ path, reason, note, versionId, latestId }) => ({
      ...{ path, reason: reason as RejectReason | null, note },
      isRescanned: versionId !== latestId,
    }))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

const SAID = [
  'reviews.number as number',
  'reviews.verdict as verdict',
  'reviews.reason as reason',
  'reviews.note as note',
  'reviews.file_version_id as versionId',
  'surfaces.latest_version_id as latestId',
] as const;

/** Verdicts on the scans that a delivery has. */
async function judgedNow(rows: Rows, batchId: string) {
  return rows
    .selectFrom('delivered_files')
    .innerJoin('file_versions', 'file_versions.id', 'delivered_files.file_version_id')
    .innerJoin('surfaces', 'surfaces.id', 'file_versions.surface_id')
    .innerJoin('reviews', 'reviews.surface_id', 'surfaces.id')
    .select(['delivered_files.path as path', ...SAID])
    .whereRef('reviews.file_version_id', '=', 'file_versions.id')
    .where('delivered_files.batch_id', '=', batchId)
    .where('delivered_files.aside_at', 'is', null)
    .where('file_versions.undone_at', 'is', null)
    .where('reviews.undone_at', 'is', null)
    .execute();
}

/** Verdicts on scans that came for its pages while a delivery was open: at a path only the newest is kept. */
async function judgedBefore(
  rows: Rows,
  { id, state, createdAt, decidedAt }: Pick<Batch, 'id' | 'state' | 'createdAt' | 'decidedAt'>,
) {
  let asked = rows
    .selectFrom('expected_files')
    .innerJoin('surfaces', 'surfaces.id', 'expected_files.surface_id')
    .innerJoin('reviews', 'reviews.surface_id', 'surfaces.id')
    .innerJoin('file_versions', 'file_versions.id', 'reviews.file_version_id')
    .select(['expected_files.path as path', ...SAID])
    .where('expected_files.batch_id', '=', id)
    .where('expected_files.use', '=', 'master')
    .where('file_versions.created_at', '>=', createdAt)
    .where('file_versions.undone_at', 'is', null)
    .where('reviews.undone_at', 'is', null);
  if (state === 'accepted' && decidedAt !== null)
    asked = asked.where('file_versions.created_at', '<=', decidedAt);
  return asked.execute();
}
