import type { Derivative } from '../../model/file-version.ts';
import type { Rows } from './records.ts';

/** Adds a derivative; one that was made by the same recipe before stays as it is. */
export async function insertDerivative(rows: Rows, derivative: Derivative): Promise<void> {
  await rows
    .insertInto('derivatives')
    .values({
      id: derivative.id,
      file_version_id: derivative.fileVersionId,
      kind: derivative.kind,
      recipe: derivative.recipe,
      object_key: derivative.key,
      size_bytes: derivative.sizeBytes,
      sha256: derivative.sha256,
      width: derivative.width,
      height: derivative.height,
      tile_size: derivative.tileSize,
      directory_offset: derivative.directoryOffset,
      directory_bytes: derivative.directoryBytes,
      created_at: derivative.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['file_version_id', 'kind', 'recipe']).doNothing())
    .execute();
}

/** The newest pack of each of these file versions, by file version. Sizes in pixels, upright. */
export async function packSizes(
  rows: Rows,
  fileVersionIds: readonly string[],
): Promise<Map<string, { width: number; height: number }>> {
  if (fileVersionIds.length === 0) return new Map();
  const found = await rows
    .selectFrom('derivatives')
    .select(['file_version_id', 'width', 'height'])
    .where('file_version_id', 'in', fileVersionIds)
    .where('kind', '=', 'tile-pack')
    .orderBy('created_at')
    .execute();
  return new Map(found.map((row) => [row.file_version_id, { width: row.width, height: row.height }]));
}
