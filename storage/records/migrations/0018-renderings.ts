import type { Kysely } from 'kysely';

/** Files to take away of published items, and which kinds of them an item offers. */
export async function createRenderings(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('renderings')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('item_id', 'text', (c) => c.notNull().references('items.id'))
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempt', 'integer', (c) => c.notNull())
    .addColumn('pages_done', 'integer', (c) => c.notNull())
    .addColumn('pages_total', 'integer', (c) => c.notNull())
    .addColumn('expected_at', 'bigint')
    .addColumn('object_key', 'text')
    .addColumn('size_bytes', 'bigint')
    .addColumn('sha256', 'text')
    .addColumn('failure', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('settled_at', 'bigint')
    .addUniqueConstraint('renderings_once', ['item_id', 'revision', 'kind'])
    .execute();
  await db.schema
    .createIndex('renderings_by_state')
    .on('renderings')
    .columns(['state', 'created_at', 'id'])
    .execute();
  await db.schema
    .createTable('item_downloads')
    .addColumn('item_id', 'text', (c) => c.primaryKey().references('items.id'))
    .addColumn('kinds', 'text', (c) => c.notNull())
    .execute();
}
