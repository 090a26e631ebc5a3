import type { Kysely } from 'kysely';

/** Items by the day on which they open by themselves: few have one, and it is asked every second. */
export async function indexEmbargoes(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('items_embargoed').on('items').columns(['embargo_until']).execute();
}
