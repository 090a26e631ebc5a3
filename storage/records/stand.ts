import type { FileState } from '../../model/file-version.ts';
import type { SurfaceState } from '../../model/surface.ts';
import type { Upload } from '../../model/upload.ts';
import type { Rows } from './records.ts';
import { isStillWanted } from './station-files.ts';

/** A side of an item and how its newest scan stands, without all that is known of it. */
export interface StandSide {
  readonly surfaceId: string;
  readonly name: string;
  readonly state: SurfaceState;
  /** null where none has come. */
  readonly fileVersionId: string | null;
  readonly file: FileState | null;
  /** The SHA-256 of that scan. */
  readonly digest: string | null;
}

/** The sides of an item, in their order: a few columns of two tables, so that a thousand are read in a moment. */
export async function standSides(rows: Rows, itemId: string): Promise<StandSide[]> {
  const found = await rows
    .selectFrom('surfaces')
    .leftJoin('file_versions', 'file_versions.id', 'surfaces.latest_version_id')
    .select([
      'surfaces.id as surfaceId',
      'surfaces.name as name',
      'surfaces.state as state',
      'file_versions.id as fileVersionId',
      'file_versions.state as file',
      'file_versions.sha256 as digest',
    ])
    .where('surfaces.item_id', '=', itemId)
    .orderBy('surfaces.position')
    .orderBy('surfaces.sort_key')
    .orderBy('surfaces.id')
    .execute();
  return found.map((row) => ({
    ...row,
    state: row.state as SurfaceState,
    file: row.file as FileState | null,
  }));
}

/** Which rules warn of the newest scans of an item, in the order of its sides. What is left out or was not let in is not among them. */
export async function standWarnings(
  rows: Rows,
  itemId: string,
): Promise<readonly { readonly name: string; readonly rule: string }[]> {
  return rows
    .selectFrom('surfaces')
    .innerJoin('file_versions', 'file_versions.id', 'surfaces.latest_version_id')
    .innerJoin('findings', 'findings.file_version_id', 'file_versions.id')
    .select(['surfaces.name as name', 'findings.rule as rule'])
    .where('surfaces.item_id', '=', itemId)
    .where('surfaces.state', '!=', 'suppressed')
    .where('file_versions.state', 'in', ['accepted', 'deriving', 'ready'])
    .where('findings.severity', '=', 'warning')
    .orderBy('surfaces.position')
    .orderBy('surfaces.sort_key')
    .orderBy('surfaces.id')
    .orderBy('findings.id')
    .execute();
}

/** A scan as the strip of a copy stand shows it. */
export interface StandFile {
  readonly id: string;
  readonly surfaceId: string;
  readonly name: string;
  readonly version: number;
  readonly state: FileState;
  readonly failure: string | null;
  readonly previewKey: string | null;
  readonly undoneAt: number | null;
  readonly isLatest: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The scans of an item that came or changed at a time or since, the newest first. */
export async function standFiles(
  rows: Rows,
  itemId: string,
  wanted: { since: number; limit: number },
): Promise<StandFile[]> {
  const found = await rows
    .selectFrom('file_versions')
    .innerJoin('surfaces', 'surfaces.id', 'file_versions.surface_id')
    .select([
      'file_versions.id as id',
      'file_versions.surface_id as surfaceId',
      'file_versions.original_name as name',
      'file_versions.version as version',
      'file_versions.state as state',
      'file_versions.failure as failure',
      'file_versions.preview_key as previewKey',
      'file_versions.undone_at as undoneAt',
      'surfaces.latest_version_id as latestId',
      'file_versions.created_at as createdAt',
      'file_versions.updated_at as updatedAt',
    ])
    .where('file_versions.item_id', '=', itemId)
    .where('file_versions.updated_at', '>=', wanted.since)
    .orderBy('file_versions.created_at', 'desc')
    .orderBy('file_versions.id', 'desc')
    .limit(wanted.limit)
    .execute();
  return found.map(({ latestId, ...row }) => ({
    ...row,
    state: row.state as FileState,
    isLatest: latestId === row.id,
  }));
}

/** Files of an item that are on their way in or came damaged, oldest first, but for those that have come since. */
export async function standUploads(
  rows: Rows,
  itemId: string,
): Promise<
  readonly (Pick<Upload, 'id' | 'fileName' | 'detail' | 'createdAt'> & {
    readonly state: 'receiving' | 'refused';
  })[]
> {
  const found = await rows
    .selectFrom('uploads')
    .select(['id', 'file_name as fileName', 'state', 'detail', 'created_at as createdAt'])
    .where('item_id', '=', itemId)
    .where('state', 'in', ['receiving', 'refused'])
    .where((eb) => isStillWanted(eb))
    .orderBy('id')
    .execute();
  return found.map((row) => ({ ...row, state: row.state as 'receiving' | 'refused' }));
}

/** When a scan was taken back at the stand; null where it counts, undefined where there is none. */
export async function findUndone(rows: Rows, fileVersionId: string): Promise<number | null | undefined> {
  const row = await rows
    .selectFrom('file_versions')
    .select('undone_at')
    .where('id', '=', fileVersionId)
    .executeTakeFirst();
  return row?.undone_at;
}

/** Notes that a scan was taken back (a time), or counts again (null), and that it changed. */
export async function setUndone(
  rows: Rows,
  fileVersionId: string,
  to: { undoneAt: number | null; at: number },
): Promise<void> {
  await rows
    .updateTable('file_versions')
    .set({ undone_at: to.undoneAt, updated_at: to.at })
    .where('id', '=', fileVersionId)
    .execute();
}

/** The newest scan of a side that was not taken back, of those that are in one of these states if that is asked. */
export async function newestCounting(
  rows: Rows,
  surfaceId: string,
  states?: readonly FileState[],
): Promise<string | undefined> {
  let found = rows
    .selectFrom('file_versions')
    .select('id')
    .where('surface_id', '=', surfaceId)
    .where('undone_at', 'is', null);
  if (states !== undefined) found = found.where('state', 'in', states);
  return (await found.orderBy('version', 'desc').executeTakeFirst())?.id;
}

/** How many sides of an item come from the list of a delivery. */
export async function listedSides(rows: Rows, itemId: string): Promise<number> {
  const { sides } = await rows
    .selectFrom('expected_files')
    .select((eb) => eb.fn.count('surface_id').distinct().as('sides'))
    .where('item_id', '=', itemId)
    .executeTakeFirstOrThrow();
  return Number(sides);
}

/** The station that has an item on its stand, but for one; undefined if none has. */
export async function otherStandOf(
  rows: Rows,
  itemId: string,
  stationId: string,
): Promise<string | undefined> {
  const row = await rows
    .selectFrom('stations')
    .select('name')
    .where('current_item_id', '=', itemId)
    .where('id', '!=', stationId)
    .orderBy('name')
    .executeTakeFirst();
  return row?.name;
}
