import type { Kysely } from 'kysely';

/** What the pixels of a scan look like, as JSON; null where they were not all decoded, or nobody looked yet. */
export async function addLook(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('file_versions').addColumn('look', 'text').execute();
}
