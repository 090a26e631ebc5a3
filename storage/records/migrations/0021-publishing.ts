import type { Kysely } from 'kysely';

/**
 * What a revision was published in spite of, and why; and what was said by who wanted an
 * item published as soon as it is ready.
 */
export async function addPublishing(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('revisions')
    .addColumn('override_reason', 'text', (c) => c.notNull().defaultTo(''))
    .execute();
  await db.schema
    .alterTable('revisions')
    .addColumn('overridden', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute();
  await db.schema
    .createTable('publish_wishes')
    .addColumn('item_id', 'text', (c) => c.primaryKey().references('items.id'))
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('override_reason', 'text', (c) => c.notNull())
    .execute();
}
