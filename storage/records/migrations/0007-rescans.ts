import { type Kysely, sql } from 'kysely';
import { shelfKeyOf } from '../../../model/item.ts';
import type { Dialect } from './0001-spine.ts';

/** The rows as they are at this step. */
interface Before {
  items: { id: string; reference: string; shelf_key: string };
  surfaces: { id: string; state: string; current_version_id: string | null };
  reviews: {
    id: string;
    item_id: string;
    surface_id: string;
    file_version_id: string;
    number: number;
    verdict: string;
    reason: string | null;
    note: string | null;
    region: string | null;
    agent: string;
    at: number;
    undone_at: number | null;
  };
  rescans: Record<string, string | number | null>;
}

/** What is to be scanned again, and the order of items on their shelves. */
export async function createRescans(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const binaryText = dialect === 'sqlite' ? sql`text` : sql`text collate "C"`;
  await db.schema
    .alterTable('items')
    .addColumn('shelf_key', binaryText, (c) => c.notNull().defaultTo(''))
    .execute();
  await db.schema
    .createTable('rescans')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('item_id', 'text', (c) => c.notNull().references('items.id'))
    .addColumn('surface_id', 'text', (c) => c.notNull().references('surfaces.id'))
    .addColumn('old_version_id', 'text', (c) => c.references('file_versions.id'))
    .addColumn('station_id', 'text')
    .addColumn('review_id', 'text', (c) => c.references('reviews.id'))
    .addColumn('reason', 'text')
    .addColumn('note', 'text')
    .addColumn('region', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('asked_by', 'text', (c) => c.notNull())
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('new_version_id', 'text', (c) => c.references('file_versions.id'))
    .addColumn('ended_by_review_id', 'text', (c) => c.references('reviews.id'))
    .addColumn('ended_at', 'bigint')
    .execute();
  await db.schema.createIndex('rescans_by_state').on('rescans').columns(['state', 'surface_id']).execute();
  await db.schema.createIndex('rescans_of_surface').on('rescans').columns(['surface_id', 'state']).execute();
  const known = db as Kysely<Before>;
  await shelve(known);
  await askForRejected(known);
}

async function shelve(db: Kysely<Before>): Promise<void> {
  const items = await db.selectFrom('items').select(['id', 'reference']).execute();
  for (const { id, reference } of items)
    await db
      .updateTable('items')
      .set({ shelf_key: shelfKeyOf(reference) })
      .where('id', '=', id)
      .execute();
}

/** Pages that were rejected before there was a list are on it. */
async function askForRejected(db: Kysely<Before>): Promise<void> {
  const rejected = await db
    .selectFrom('reviews')
    .innerJoin('surfaces', 'surfaces.id', 'reviews.surface_id')
    .selectAll('reviews')
    .where('surfaces.state', '=', 'rescan_requested')
    .whereRef('surfaces.current_version_id', '=', 'reviews.file_version_id')
    .where('reviews.verdict', '=', 'rejected')
    .where('reviews.undone_at', 'is', null)
    .execute();
  for (const review of rejected)
    await db
      .insertInto('rescans')
      .values({
        // The verdict's own id is as good as a new one: nothing else in this table has it.
        id: review.id,
        item_id: review.item_id,
        surface_id: review.surface_id,
        old_version_id: review.file_version_id,
        station_id: null,
        review_id: review.id,
        reason: review.reason,
        note: review.note,
        region: review.region,
        state: 'asked',
        asked_by: review.agent,
        asked_at: review.at,
        new_version_id: null,
        ended_by_review_id: null,
        ended_at: null,
      })
      .execute();
}
