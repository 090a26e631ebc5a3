import { type DeliveredFile, type DeliveredFormat, deliveryPath } from '../../model/batch.ts';
import type { FileState } from '../../model/file-version.ts';
import type { Finding, Message, Severity } from '../../model/finding.ts';
import type { SetAside } from '../../model/set-aside.ts';
import type { Rows } from './records.ts';
import type { DeliveredFileRow } from './tables-batches.ts';

/** A row as a file of a delivery. */
export function toDelivered(row: DeliveredFileRow): DeliveredFile {
  return {
    id: row.id,
    batchId: row.batch_id,
    path: row.path,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    format: row.format === null ? null : (JSON.parse(row.format) as DeliveredFormat),
    fileVersionId: row.file_version_id,
    agent: row.agent,
    at: row.at,
    aside: toAside(row),
  };
}

function toAside({ aside_at, aside_by, aside_reason, became }: DeliveredFileRow): SetAside | null {
  if (aside_at === null) return null;
  return { reason: aside_reason ?? '', became, by: aside_by ?? '', at: aside_at };
}

/** What is kept of what a person did with a file. */
export function asideColumns(aside: SetAside | null) {
  return {
    aside_at: aside?.at ?? null,
    aside_by: aside?.by ?? null,
    aside_reason: aside?.reason ?? null,
    became: aside?.became ?? null,
  };
}

/** Notes what came with a delivery. What came to the same path before gives way: its bytes and its events stay. */
export async function keepDeliveredFile(rows: Rows, file: DeliveredFile): Promise<void> {
  const said = {
    size_bytes: file.sizeBytes,
    sha256: file.sha256,
    format: file.format === null ? null : JSON.stringify(file.format),
    file_version_id: file.fileVersionId,
    agent: file.agent,
    at: file.at,
    ...asideColumns(file.aside),
  };
  await rows
    .insertInto('delivered_files')
    .values({ id: file.id, batch_id: file.batchId, path: deliveryPath(file.path), ...said })
    .onConflict((conflict) => conflict.columns(['batch_id', 'path']).doUpdateSet(said))
    .execute();
}

/** What came to a path of a delivery; undefined where nothing did. */
export async function findDeliveredFile(
  rows: Rows,
  batchId: string,
  path: string,
): Promise<DeliveredFile | undefined> {
  const row = await rows
    .selectFrom('delivered_files')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where('path', '=', deliveryPath(path))
    .executeTakeFirst();
  return row && toDelivered(row);
}

/** Which of these paths something has come to that counts. */
export async function deliveredAmong(
  rows: Rows,
  batchId: string,
  paths: readonly string[],
): Promise<Set<string>> {
  if (paths.length === 0) return new Set();
  const found = await rows
    .selectFrom('delivered_files')
    .select('path')
    .where('batch_id', '=', batchId)
    .where('path', 'in', paths.map(deliveryPath))
    .where('aside_at', 'is', null)
    .execute();
  return new Set(found.map(({ path }) => path));
}

/** A file that came, with how far its scan is. */
export type DeliveredWithState = DeliveredFile & { readonly state: FileState | null };

/** Part of a long list: what comes after the last that is known, so many at most. */
export interface Part<T> {
  readonly after: T;
  readonly limit: number;
}

/** What came with a delivery and counts, with how far the scans of it are, by path. @param part left out: all of it */
export async function deliveredFilesOf(
  rows: Rows,
  batchId: string,
  part?: Part<string>,
): Promise<DeliveredWithState[]> {
  const all = rows
    .selectFrom('delivered_files')
    .leftJoin('file_versions', 'file_versions.id', 'delivered_files.file_version_id')
    .selectAll('delivered_files')
    .select('file_versions.state')
    .where('delivered_files.batch_id', '=', batchId)
    .where('delivered_files.aside_at', 'is', null)
    .orderBy('delivered_files.path');
  const asked =
    part === undefined ? all : all.where('delivered_files.path', '>', part.after).limit(part.limit);
  const found = await asked.execute();
  return found.map((row) => ({ ...toDelivered(row), state: row.state as FileState | null }));
}

/** What was found in the scans of a delivery, by the path that each came to. */
export async function scanFindingsOf(
  rows: Rows,
  batchId: string,
): Promise<(Pick<Finding, 'rule' | 'severity' | 'message' | 'value' | 'expected'> & { path: string })[]> {
  const found = await rows
    .selectFrom('delivered_files')
    .innerJoin('findings', 'findings.file_version_id', 'delivered_files.file_version_id')
    .select([
      'delivered_files.path',
      'findings.rule',
      'findings.severity',
      'findings.message',
      'findings.value',
      'findings.expected',
    ])
    .where('delivered_files.batch_id', '=', batchId)
    .where('delivered_files.aside_at', 'is', null)
    .orderBy('findings.id')
    .execute();
  return found.map(({ path, rule, severity, message, value, expected }) => ({
    path,
    rule,
    severity: severity as Severity,
    message: JSON.parse(message) as Message,
    ...(value !== null && { value }),
    ...(expected !== null && { expected }),
  }));
}

/** The deliveries that a scan came with. */
export async function batchesOfFile(rows: Rows, fileVersionId: string): Promise<string[]> {
  const found = await rows
    .selectFrom('delivered_files')
    .select('batch_id')
    .distinct()
    .where('file_version_id', '=', fileVersionId)
    .execute();
  return found.map((row) => row.batch_id);
}

/** A day and a half and something in milliseconds: sums of so much stay exact for fifty million files. */
const REMAINDER = 130_000_001;

/**
 * A mark that changes with whatever is known of the files of a delivery: how many came, when each, and how far their
 * scans are. Times are added up: clocks of several servers differ, so the newest alone may stand still.
 */
export async function markOfDelivered(rows: Rows, batchId: string): Promise<string> {
  const row = await rows
    .selectFrom('delivered_files')
    .leftJoin('file_versions', 'file_versions.id', 'delivered_files.file_version_id')
    .select((eb) => [
      eb.fn.countAll<number>().as('files'),
      eb.fn.sum<number>(eb('delivered_files.at', '%', eb.lit(REMAINDER))).as('came'),
      eb.fn.sum<number>(eb('file_versions.updated_at', '%', eb.lit(REMAINDER))).as('moved'),
      eb.fn.sum<number>('delivered_files.size_bytes').as('bytes'),
      eb.fn.sum<number>(eb('delivered_files.aside_at', '%', eb.lit(REMAINDER))).as('aside'),
    ])
    .where('delivered_files.batch_id', '=', batchId)
    .executeTakeFirstOrThrow();
  return [row.files, row.came, row.moved, row.bytes, row.aside].join();
}
