import type { Kysely } from 'kysely';

/** What the copy stand knows of an original, when it was done with it, and which scans were taken back there. */
export async function addCopyStand(db: Kysely<unknown>): Promise<void> {
  const add = (name: string, type: 'text' | 'integer' | 'bigint') =>
    db.schema.alterTable('items').addColumn(name, type).execute();
  await add('expected_count', 'integer');
  await add('handling_notes', 'text');
  await add('width_mm', 'integer');
  await add('height_mm', 'integer');
  await add('finished_at', 'bigint');
  await add('finished_by', 'text');
  await db.schema.alterTable('file_versions').addColumn('undone_at', 'bigint').execute();
  await db.schema
    .createIndex('file_versions_in_time')
    .on('file_versions')
    .columns(['item_id', 'updated_at'])
    .execute();
  await db.schema.createIndex('events_of_agent').on('events').columns(['agent', 'at']).execute();
  await db.schema.createIndex('uploads_in_time').on('uploads').columns(['state', 'created_at']).execute();
}
