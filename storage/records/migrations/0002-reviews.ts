import type { Kysely } from 'kysely';

/** What people said of pages. One row a page and verdict; one that was taken back stays, with when. */
export async function createReviews(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('reviews')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('act_id', 'text', (c) => c.notNull())
    .addColumn('item_id', 'text', (c) => c.notNull().references('items.id'))
    .addColumn('surface_id', 'text', (c) => c.notNull().references('surfaces.id'))
    .addColumn('file_version_id', 'text', (c) => c.notNull().references('file_versions.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('verdict', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('note', 'text')
    .addColumn('region', 'text')
    .addColumn('state_before', 'text', (c) => c.notNull())
    .addColumn('agent', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('undone_at', 'bigint')
    .addUniqueConstraint('reviews_by_act', ['act_id', 'surface_id'])
    .addUniqueConstraint('reviews_by_number', ['surface_id', 'number'])
    .execute();
  await db.schema.createIndex('reviews_of_item').on('reviews').columns(['item_id', 'undone_at']).execute();
}
