import { type Kysely, sql } from 'kysely';

const EMPTY_LIST = sql.lit('[]');

/** What a curator says of items and sides beyond title and order, and the structure of items. */
export async function addDesk(db: Kysely<unknown>): Promise<void> {
  for (const name of ['metadata', 'links'])
    await db.schema
      .alterTable('items')
      .addColumn(name, 'text', (c) => c.notNull().defaultTo(EMPTY_LIST))
      .execute();
  for (const name of ['access_reason', 'access_basis'])
    await db.schema
      .alterTable('items')
      .addColumn(name, 'text', (c) => c.notNull().defaultTo(''))
      .execute();
  for (const name of ['date', 'behavior', 'start_surface_id'])
    await db.schema.alterTable('items').addColumn(name, 'text').execute();
  await db.schema.alterTable('items').addColumn('embargo_until', 'bigint').execute();
  for (const name of ['behavior', 'placement', 'absence'])
    await db.schema.alterTable('surfaces').addColumn(name, 'text').execute();
  await db.schema
    .createTable('structures')
    .addColumn('item_id', 'text', (c) => c.primaryKey().references('items.id'))
    .addColumn('ranges', 'text', (c) => c.notNull())
    .execute();
}
