import type { Kysely } from 'kysely';

/** At which station an item was finished, and which finished items are open again without anybody having seen it. */
export async function createReopenings(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('items').addColumn('finished_station', 'text').execute();
  await db.schema
    .createTable('reopenings')
    .addColumn('item_id', 'text', (c) => c.primaryKey().references('items.id'))
    .addColumn('station_id', 'text')
    .addColumn('cause', 'text', (c) => c.notNull())
    .addColumn('file_name', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('reopenings_in_time').on('reopenings').column('at').execute();
}
