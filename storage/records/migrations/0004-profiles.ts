import type { Kysely } from 'kysely';

/** Capture profiles and their versions; which one an item goes by, and which version each scan is judged by. */
export async function createProfiles(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('profiles')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_key', 'text', (c) => c.notNull().unique())
    .addColumn('preset', 'text')
    .addColumn('is_default', 'integer', (c) => c.notNull())
    .addColumn('retired_at', 'bigint')
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('profile_versions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('profile_id', 'text', (c) => c.notNull().references('profiles.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('profile_versions_by_number', ['profile_id', 'version'])
    .execute();
  await db.schema
    .alterTable('items')
    .addColumn('profile_id', 'text', (c) => c.references('profiles.id'))
    .execute();
  await db.schema
    .alterTable('file_versions')
    .addColumn('profile_version_id', 'text', (c) => c.references('profile_versions.id'))
    .execute();
}
