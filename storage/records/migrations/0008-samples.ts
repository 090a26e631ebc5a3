import type { Kysely } from 'kysely';

/** Samples of deliveries, and what statistics and the neighbours of a page are looked up by. */
export async function createSamples(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('samples')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('batch_id', 'text', (c) => c.notNull().references('batches.id'))
    .addColumn('seed', 'text', (c) => c.notNull())
    .addColumn('percent', 'integer', (c) => c.notNull())
    .addColumn('per_mille', 'integer', (c) => c.notNull())
    .addColumn('of_items', 'integer', (c) => c.notNull())
    .addColumn('of_files', 'integer', (c) => c.notNull())
    .addColumn('drawn_by', 'text', (c) => c.notNull())
    .addColumn('drawn_at', 'bigint', (c) => c.notNull())
    .addColumn('settlement', 'text')
    .addColumn('settled_by', 'text')
    .addColumn('settled_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('samples_of_batch')
    .on('samples')
    .columns(['batch_id', 'drawn_at', 'id'])
    .execute();
  await db.schema
    .createTable('sample_items')
    .addColumn('sample_id', 'text', (c) => c.notNull().references('samples.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('item_id', 'text', (c) => c.notNull().references('items.id'))
    .addPrimaryKeyConstraint('sample_items_key', ['sample_id', 'number'])
    .execute();
  await db.schema.createIndex('sample_items_by_item').on('sample_items').column('item_id').execute();
  await createLookUps(db);
  await widenOrder(db);
}

/** With the state beside the time, scans are counted in the index alone. */
async function createLookUps(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('file_versions_by_arrival')
    .on('file_versions')
    .columns(['created_at', 'state'])
    .execute();
  await db.schema.createIndex('reviews_by_time').on('reviews').column('at').execute();
}

/**
 * The order of an item's pages down to the last column that they are compared by: without it PostgreSQL reads every
 * page of an item to find those beside one.
 */
async function widenOrder(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('surfaces_in_order').execute();
  await db.schema
    .createIndex('surfaces_in_order')
    .on('surfaces')
    .columns(['item_id', 'position', 'sort_key', 'id'])
    .execute();
}
