import { type Kysely, sql } from 'kysely';

/**
 * Notes of every scan when it was last published, because an item that is public may hold scans that are not yet.
 * Scans that were ready when their item was published count as published then.
 */
export async function notePublishedScans(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('file_versions').addColumn('published_at', 'bigint').execute();
  await sql`
    update file_versions set published_at = (
      select min(revisions.published_at) from revisions
      where revisions.manifest_id = file_versions.item_id
        and revisions.published_at >= file_versions.updated_at
    ) where state = 'ready'`.execute(db);
}
