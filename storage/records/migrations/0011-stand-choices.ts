import type { Kysely } from 'kysely';

/** How often the item on a station's stand was changed. */
export async function addStandChoices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('stations')
    .addColumn('choices', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}
