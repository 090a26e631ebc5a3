import { type AssessedBatch, assessBatch } from '../../intake/batch-report.ts';
import { FORMAT_NAMES, type Format } from '../../intake/format.ts';
import type { Batch, DeliveredFile, DeliveredFormat, ExpectedFileOfBatch } from '../../model/batch.ts';
import type { FileState } from '../../model/file-version.ts';
import { deliveredFilesOf, markOfDelivered, scanFindingsOf } from '../../storage/records/delivered-files.ts';
import { expectedFilesOf } from '../../storage/records/expected-files.ts';
import type { Parts } from '../parts.ts';
import { fetchList, type PlannedList } from './lists.ts';

/** Everything that is known of a delivery at one moment. */
export interface Assessment extends AssessedBatch {
  /** By path. */
  readonly delivered: ReadonlyMap<string, DeliveredFile & { readonly state: FileState | null }>;
  /** What is expected at a path: the item and page that it belongs to. */
  readonly expected: ReadonlyMap<string, ExpectedFileOfBatch>;
}

interface Kept {
  readonly mark: string;
  readonly assessment: Promise<Assessment>;
}

/** Deliveries that people look at just now. */
const MOST_KEPT = 8;
const kept = new Map<string, Kept>();

/**
 * How a delivery stands: its list against what came, with what was found in its scans. It takes a second for the largest,
 * so what nothing has changed since is given again, and those who ask at once are given the same.
 */
export async function assess(parts: Pick<Parts, 'records' | 'objects'>, batch: Batch): Promise<Assessment> {
  const mark = await parts.records.read((rows) => markOfDelivered(rows, batch.id));
  const whole = `${mark} ${batch.list?.sha256} ${batch.listApplied} ${JSON.stringify(batch.list?.reading)}`;
  const known = kept.get(batch.id);
  if (known?.mark === whole) return known.assessment;
  const assessment = assessNow(parts, batch);
  kept.set(batch.id, { mark: whole, assessment });
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
  assessment.catch(() => kept.delete(batch.id));
  return assessment;
}

async function assessNow(parts: Pick<Parts, 'records' | 'objects'>, batch: Batch): Promise<Assessment> {
  const planned = batch.list === null ? NO_LIST : await fetchList(parts, batch.list);
  const { delivered, scans, expected } = await parts.records.read(async (rows) => ({
    delivered: await deliveredFilesOf(rows, batch.id),
    scans: await scanFindingsOf(rows, batch.id),
    expected: await expectedFilesOf(rows, batch.id),
  }));
  const files = delivered.map(({ path, sizeBytes, format }) => ({
    path,
    sizeBytes,
    format: toFormat(format),
  }));
  const head = { list: batch.list?.name ?? '', name: batch.code, checkedAt: Date.now() };
  return {
    ...assessBatch(head, planned.read, { kind: batch.kind, files, scans }),
    delivered: new Map(delivered.map((file) => [file.path, file])),
    expected: new Map([...expected].reverse().map((file) => [file.path, file])),
  };
}

const NO_LIST: PlannedList = {
  read: { isReadable: true, columns: [], list: [], findings: [], titles: new Map() },
  plan: { files: [], items: new Map() },
};

/** A format as it was recorded; one that was known once and is not now is nothing that we know. */
function toFormat(format: DeliveredFormat | null): Format | undefined {
  const name = FORMAT_NAMES.find((known) => known === format?.name);
  if (format === null || name === undefined) return undefined;
  return { name, puid: format.puid, extensions: format.extensions };
}
