import type { ExpectedFile } from '../../intake/delivery-list.ts';
import {
  type Batch,
  type BatchCounts,
  type BatchEntry,
  type BatchFilesPage,
  type BatchFileView,
  type BatchFindingsPage,
  type BatchShow,
  type BatchView,
  type DeliveredFile,
  deliveryPath,
  isAwaited,
} from '../../model/batch.ts';
import { agentNames } from '../../storage/records/agents.ts';
import { listBatches } from '../../storage/records/batches.ts';
import { countExpected } from '../../storage/records/expected-files.ts';
import type { Parts } from '../parts.ts';
import { type Assessment, assessShown } from './assess.ts';
import { withPlaces } from './finding-places.ts';

const MOST_BATCHES = 1_000;
const MOST_OBJECTS = 1_000;
const PAGE = 100;

type Stores = Pick<Parts, 'records' | 'objects'>;

/** Deliveries as a list shows them, newest first. */
export async function listBatchEntries(parts: Pick<Parts, 'records'>): Promise<BatchEntry[]> {
  return parts.records.read(async (rows) => {
    const batches = await listBatches(rows, MOST_BATCHES);
    const counts = await countExpected(
      rows,
      batches.map(({ id }) => id),
    );
    return batches.map((batch) => ({
      ...shared(batch),
      counts: counts.get(batch.id) ?? { expected: 0, arrived: 0 },
    }));
  });
}

function shared(batch: Batch): Omit<BatchEntry, 'counts'> {
  const { id, code, kind, supplier, state, createdAt, decidedAt } = batch;
  return { id, code, kind, supplier, state, isAwaited: isAwaited(batch), createdAt, decidedAt };
}

/** A delivery as the API shows it. */
export async function buildBatchView(parts: Stores, batch: Batch): Promise<BatchView> {
  const found = await assessShown(parts, batch);
  const { report, expected } = found;
  const names = await nameAgents(parts, batch);
  const { verdict, note, decidedBy, decidedAt, list } = batch;
  const itemIds = new Map<string, string>();
  for (const { objectNumber, itemId } of expected.values())
    if (itemId !== null && !itemIds.has(objectNumber)) itemIds.set(objectNumber, itemId);
  return {
    ...shared(batch),
    counts: countsOf(found),
    profileId: batch.profileId,
    list: list && {
      name: list.name,
      reading: list.reading,
      files: batch.listFiles,
      applied: batch.listApplied,
      sha256: list.sha256,
      failure: batch.listFailure,
    },
    decision:
      verdict === null || decidedAt === null
        ? null
        : { verdict, note, by: names(decidedBy ?? ''), at: decidedAt },
    createdBy: names(batch.createdBy),
    objects: report.objects.slice(0, MOST_OBJECTS).map((object) => ({
      ...object,
      itemId: itemIds.get(object.objectNumber) ?? null,
    })),
  };
}

/** What those who had to do with a delivery are called. */
export async function nameAgents(
  parts: Pick<Parts, 'records'>,
  { createdBy, decidedBy }: Batch,
): Promise<(id: string) => string> {
  const ids = [createdBy, ...(decidedBy === null ? [] : [decidedBy])];
  const names = await parts.records.read((rows) => agentNames(rows, ids));
  return (id) => names.get(id) ?? id;
}

function countsOf({ progress, report, unchecked, aside }: Assessment): BatchCounts {
  const { arrived, missing, misnamed, double, unexpected } = progress;
  return {
    expected: arrived.length + missing.length + misnamed.length,
    arrived: arrived.length,
    missing: missing.length,
    double: double.length,
    unexpected: unexpected.length,
    misnamed: misnamed.length,
    aside: aside.length,
    unchecked,
    findings: { error: report.errors, warning: report.warnings },
  };
}

/** Files of a delivery that are this or that. @param after how many are left out. */
export async function listBatchFiles(
  parts: Stores,
  batch: Batch,
  show: BatchShow,
  after: number,
): Promise<BatchFilesPage> {
  const found = await assessShown(parts, batch);
  if (show === 'aside') return listAside(parts, found, after);
  const listed = listedIn(found.progress, show);
  const some = listed.slice(after, after + PAGE);
  return { files: some.map((one) => viewFile(found, one)), ...pageOf(listed.length, after) };
}

/** What people took out of a delivery, with who did it. */
async function listAside(
  parts: Pick<Parts, 'records'>,
  { aside }: Assessment,
  after: number,
): Promise<BatchFilesPage> {
  const some = await nameAside(parts, aside.slice(after, after + PAGE));
  const files = some.map(({ id, path, fileVersionId, sizeBytes, sha256, at, aside: said }) => ({
    ...UNLISTED,
    ...{ id, path, fileVersionId, state: null, sizeBytes, sha256, at, aside: said },
  }));
  return { files, ...pageOf(aside.length, after) };
}

/** The same files, with names of people instead of their ids. */
export async function nameAside(
  parts: Pick<Parts, 'records'>,
  files: readonly DeliveredFile[],
): Promise<DeliveredFile[]> {
  const ids = new Set(files.map(({ aside }) => aside?.by ?? ''));
  const names = await parts.records.read((rows) => agentNames(rows, [...ids]));
  return files.map((file) => ({
    ...file,
    aside: file.aside && { ...file.aside, by: names.get(file.aside.by) ?? file.aside.by },
  }));
}

/** A path that came, or that nothing came to; `file` is what the list says of it, undefined where it says nothing. */
interface Listed {
  readonly path: string;
  readonly file: ExpectedFile | undefined;
}

function viewFile(found: Assessment, { path, file }: Listed): BatchFileView {
  return { path, ...viewExpected(found, path, file), ...viewDelivered(found, path) };
}

function viewExpected({ expected }: Assessment, path: string, file: ExpectedFile | undefined) {
  if (file === undefined) return UNLISTED;
  const { use, line, objectNumber, reference, sequence = null } = file;
  const { itemId = null, surfaceId = null } = expected.get(deliveryPath(file.path)) ?? {};
  const shouldBe = file.path === path ? null : file.path;
  return { shouldBe, use, line, objectNumber, reference, sequence, itemId, surfaceId };
}

const UNLISTED = {
  ...{ shouldBe: null, use: null, line: null, objectNumber: null, reference: null, sequence: null },
  ...{ itemId: null, surfaceId: null },
} as const;

function viewDelivered({ delivered }: Assessment, path: string) {
  const there = delivered.get(deliveryPath(path));
  if (there === undefined) return MISSING;
  const { id, fileVersionId, state, sizeBytes, sha256, at } = there;
  return { id, fileVersionId, state, sizeBytes, sha256, at, aside: null };
}

const MISSING = {
  ...{ id: null, fileVersionId: null, state: null, sizeBytes: null, sha256: null, at: null, aside: null },
} as const;

function listedIn(progress: Assessment['progress'], show: Exclude<BatchShow, 'aside'>): readonly Listed[] {
  if (show === 'unexpected') return progress.unexpected.map((path) => ({ path, file: undefined }));
  if (show === 'double' || show === 'misnamed') return progress[show];
  return progress[show].map((file) => ({ path: file.path, file }));
}

/** What was found, in the order of the list. @param after how many are left out. */
export async function listBatchFindings(
  parts: Stores,
  batch: Batch,
  after: number,
): Promise<BatchFindingsPage> {
  const found = await assessShown(parts, batch);
  const { findings } = found.report;
  const some = withPlaces(found, findings.slice(after, after + PAGE));
  return { findings: some, ...pageOf(findings.length, after) };
}

function pageOf(total: number, after: number): { total: number; next: string | null } {
  return { total, next: after + PAGE < total ? String(after + PAGE) : null };
}
