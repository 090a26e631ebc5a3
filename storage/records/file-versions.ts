import type { AccessCode } from '../../model/access.ts';
import type { FileState, FileVersion, NewFileVersion, TechnicalFacts } from '../../model/file-version.ts';
import type { ImageId } from '../../model/ids.ts';
import type { Look } from '../../model/look.ts';
import type { Absence, SurfaceState } from '../../model/surface.ts';
import type { Rows } from './records.ts';
import type { FileVersionRow } from './tables.ts';

function toFileVersion(row: FileVersionRow): FileVersion {
  return {
    id: row.id,
    surfaceId: row.surface_id,
    itemId: row.item_id,
    version: row.version,
    originalName: row.original_name,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    digestOrigin: row.digest_origin as FileVersion['digestOrigin'],
    state: row.state as FileState,
    failure: row.failure,
    facts: row.facts === null ? null : (JSON.parse(row.facts) as TechnicalFacts),
    previewKey: row.preview_key,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Adds a scan to its surface. */
export async function insertFileVersion(rows: Rows, file: NewFileVersion): Promise<void> {
  await rows
    .insertInto('file_versions')
    .values({
      id: file.id,
      surface_id: file.surfaceId,
      item_id: file.itemId,
      version: file.version,
      original_name: file.originalName,
      size_bytes: file.sizeBytes,
      sha256: file.sha256,
      digest_origin: file.digestOrigin,
      state: file.state,
      failure: file.failure,
      facts: file.facts === null ? null : JSON.stringify(file.facts),
      created_at: file.createdAt,
      updated_at: file.updatedAt,
      published_at: null,
      look: null,
      profile_version_id: null,
      preview_key: null,
    })
    .execute();
}

/** The file version with an id; undefined if there is none. */
export async function findFileVersion(rows: Rows, id: string): Promise<FileVersion | undefined> {
  const row = await rows.selectFrom('file_versions').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toFileVersion(row);
}

/** The version of a surface that has these very bytes: the same bytes sent twice are one version. */
export async function findByDigest(
  rows: Rows,
  surfaceId: string,
  sha256: string,
): Promise<FileVersion | undefined> {
  const row = await rows
    .selectFrom('file_versions')
    .selectAll()
    .where('surface_id', '=', surfaceId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row && toFileVersion(row);
}

/** The number that the next scan of a surface gets. */
export async function nextVersion(rows: Rows, surfaceId: string): Promise<number> {
  const { last } = await rows
    .selectFrom('file_versions')
    .select((eb) => eb.fn.max('version').as('last'))
    .where('surface_id', '=', surfaceId)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

/** Every version of every surface of an item, oldest first. */
export async function versionsOfItem(rows: Rows, itemId: string): Promise<FileVersion[]> {
  const found = await rows
    .selectFrom('file_versions')
    .selectAll()
    .where('item_id', '=', itemId)
    .orderBy('surface_id')
    .orderBy('version')
    .execute();
  return found.map(toFileVersion);
}

/** Every version of these surfaces, newest first; at most some hundreds of surfaces at once. */
export async function versionsOfSurfaces(rows: Rows, surfaceIds: readonly string[]): Promise<FileVersion[]> {
  if (surfaceIds.length === 0) return [];
  const found = await rows
    .selectFrom('file_versions')
    .selectAll()
    .where('surface_id', 'in', surfaceIds)
    .orderBy('version', 'desc')
    .execute();
  return found.map(toFileVersion);
}

/**
 * Moves a file version from one of these states to another.
 *
 * @returns false, and nothing is changed, where it was in none of them: somebody has done it already.
 */
export async function moveState(
  rows: Rows,
  id: string,
  from: readonly FileState[],
  to: {
    state: FileState;
    at: number;
    facts?: TechnicalFacts | null;
    look?: Look | null;
    previewKey?: string | null;
    failure?: string | null;
  },
): Promise<boolean> {
  const result = await rows
    .updateTable('file_versions')
    .set({
      state: to.state,
      updated_at: to.at,
      ...(to.facts !== undefined && { facts: to.facts === null ? null : JSON.stringify(to.facts) }),
      ...(to.look !== undefined && { look: to.look === null ? null : JSON.stringify(to.look) }),
      ...(to.previewKey !== undefined && { preview_key: to.previewKey }),
      ...(to.failure !== undefined && { failure: to.failure }),
    })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Notes that a scan is in the revision that is published now. */
export async function notePublished(rows: Rows, id: string, at: number): Promise<void> {
  await rows.updateTable('file_versions').set({ published_at: at }).where('id', '=', id).execute();
}

/** The number of the version of a surface that was published last; undefined if none ever was. */
export async function findPublishedVersion(rows: Rows, surfaceId: string): Promise<number | undefined> {
  const row = await rows
    .selectFrom('file_versions')
    .select('version')
    .where('surface_id', '=', surfaceId)
    .where('published_at', 'is not', null)
    .orderBy('published_at', 'desc')
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return row?.version;
}

/** What serving an image needs to know: where its pack is, and whose it is. What it is to show, and whose it is, may change. */
export interface ImageSource {
  readonly surfaceId: string;
  readonly version: number;
  readonly fileVersionId: string;
  readonly packKey: string;
  readonly packBytes: number;
  readonly packSha256: string;
  readonly width: number;
  readonly height: number;
  readonly tileSize: number;
  readonly directoryOffset: number;
  readonly directoryBytes: number;
  readonly createdAt: number;
  readonly itemId: string;
  readonly access: AccessCode;
  readonly accessReason: string;
  readonly embargoUntil: number | null;
  /** Of the side itself: one that is suppressed is not for strangers. */
  readonly surfaceState: SurfaceState;
  readonly absence: Absence | null;
  readonly publishedRevision: number | null;
  readonly withdrawnAt: number | null;
  readonly rights: string | null;
  /** When this version was last put into a revision; null as long as it never was. */
  readonly versionPublishedAt: number | null;
}

/** What an image service serves: of the version named, or of the surface's current one. undefined: nothing to show. */
export async function findImageSource(rows: Rows, id: ImageId): Promise<ImageSource | undefined> {
  const query = selectImageSources(rows).where('surfaces.id', '=', id.surfaceId);
  const chosen =
    id.version === undefined
      ? query.whereRef('file_versions.id', '=', 'surfaces.current_version_id')
      : query.where('file_versions.version', '=', id.version);
  const row = await chosen.orderBy('derivatives.created_at', 'desc').executeTakeFirst();
  return row && toImageSource(row);
}

/** The same of many at once, by the id of the file version. Those of which there is nothing to show are not in it. */
export async function findImageSources(
  rows: Rows,
  fileVersionIds: readonly string[],
): Promise<ReadonlyMap<string, ImageSource>> {
  const found = await selectImageSources(rows)
    .where('file_versions.id', 'in', fileVersionIds)
    .orderBy('derivatives.created_at')
    .execute();
  return new Map(found.map((row) => [row.fileVersionId, toImageSource(row)]));
}

function selectImageSources(rows: Rows) {
  return rows
    .selectFrom('surfaces')
    .innerJoin('file_versions', 'file_versions.surface_id', 'surfaces.id')
    .innerJoin('derivatives', 'derivatives.file_version_id', 'file_versions.id')
    .innerJoin('items', 'items.id', 'surfaces.item_id')
    .innerJoin('manifests', 'manifests.id', 'items.id')
    .where('derivatives.kind', '=', 'tile-pack')
    .select([
      'surfaces.id as surfaceId',
      'file_versions.version as version',
      'file_versions.id as fileVersionId',
      'derivatives.object_key as packKey',
      'derivatives.size_bytes as packBytes',
      'derivatives.sha256 as packSha256',
      'derivatives.width as width',
      'derivatives.height as height',
      'derivatives.tile_size as tileSize',
      'derivatives.directory_offset as directoryOffset',
      'derivatives.directory_bytes as directoryBytes',
      'derivatives.created_at as createdAt',
      'items.id as itemId',
      'items.access as access',
      'items.access_reason as accessReason',
      'items.embargo_until as embargoUntil',
      'surfaces.state as surfaceState',
      'surfaces.absence as absence',
      'items.rights as rights',
      'file_versions.published_at as versionPublishedAt',
      'manifests.published_revision as publishedRevision',
      'manifests.withdrawn_at as withdrawnAt',
    ]);
}

type ImageSourceRow = Omit<ImageSource, 'access' | 'surfaceState' | 'absence'> & {
  readonly access: string;
  readonly surfaceState: string;
  readonly absence: string | null;
};

function toImageSource(row: ImageSourceRow): ImageSource {
  return {
    ...row,
    access: row.access as AccessCode,
    surfaceState: row.surfaceState as SurfaceState,
    absence: row.absence === null ? null : (JSON.parse(row.absence) as Absence),
  };
}
