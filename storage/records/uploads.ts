import type { Upload } from '../../model/upload.ts';
import type { Rows } from './records.ts';
import type { UploadRow } from './tables.ts';

function toUpload(row: UploadRow): Upload {
  return {
    id: row.id,
    itemId: row.item_id,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    state: row.state as Upload['state'],
    detail: row.detail,
    fileVersionId: row.file_version_id,
    sessionId: row.session_id,
    stationId: row.station_id,
    agent: row.agent,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    ...(row.batch_id !== null && row.path !== null && { place: { batchId: row.batch_id, path: row.path } }),
  };
}

/** Notes that a file is on its way in. */
export async function insertUpload(rows: Rows, upload: Upload): Promise<void> {
  await rows
    .insertInto('uploads')
    .values({
      id: upload.id,
      item_id: upload.itemId,
      file_name: upload.fileName,
      size_bytes: upload.sizeBytes,
      sha256: upload.sha256,
      state: upload.state,
      detail: upload.detail,
      file_version_id: upload.fileVersionId,
      session_id: upload.sessionId,
      station_id: upload.stationId,
      agent: upload.agent,
      created_at: upload.createdAt,
      finished_at: upload.finishedAt,
      batch_id: upload.place?.batchId ?? null,
      path: upload.place?.path ?? null,
    })
    .execute();
}

/** The upload with an id; undefined if there is none. */
export async function findUpload(rows: Rows, id: string): Promise<Upload | undefined> {
  const row = await rows.selectFrom('uploads').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toUpload(row);
}

/** Uploads of an item in a state, oldest first. */
export async function uploadsOfItem(rows: Rows, itemId: string, state: Upload['state']): Promise<Upload[]> {
  const found = await rows
    .selectFrom('uploads')
    .selectAll()
    .where('item_id', '=', itemId)
    .where('state', '=', state)
    .orderBy('id')
    .execute();
  return found.map(toUpload);
}

/** Every upload that has not ended, oldest first. */
export async function openUploads(rows: Rows): Promise<Upload[]> {
  const found = await rows
    .selectFrom('uploads')
    .selectAll()
    .where('state', '=', 'receiving')
    .orderBy('id')
    .execute();
  return found.map(toUpload);
}

/** Notes how an upload ended. @returns false where that was settled already. */
export async function settleUpload(
  rows: Rows,
  id: string,
  end: { state: 'accepted' | 'refused'; detail: string | null; fileVersionId: string | null; at: number },
): Promise<boolean> {
  const result = await rows
    .updateTable('uploads')
    .set({ state: end.state, detail: end.detail, file_version_id: end.fileVersionId, finished_at: end.at })
    .where('id', '=', id)
    .where('state', '=', 'receiving')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Forgets an upload that its sender gave up. A finished one stays. */
export async function removeUpload(rows: Rows, id: string): Promise<void> {
  await rows.deleteFrom('uploads').where('id', '=', id).where('state', '!=', 'accepted').execute();
}
