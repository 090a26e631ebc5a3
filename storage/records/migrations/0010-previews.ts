import type { Kysely } from 'kysely';

/** Where the preview of a scan lies; null where nothing of it could be seen, or it came before there were any. */
export async function addPreviews(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('file_versions').addColumn('preview_key', 'text').execute();
}
