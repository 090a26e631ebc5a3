import type { Kysely } from 'kysely';
import { visibilityOf } from '../../../model/access.ts';
import { type Activity, activityDue, type Standing } from '../../../model/activity.ts';
import type { Tables } from '../tables.ts';

const ROWS_AT_ONCE = 100;

/**
 * What the world was told of items, the names by which it asks for them, and what is said where one was withdrawn.
 * Items have their reference as a name; what was told until now follows from what was published and withdrawn.
 */
export async function createDiscovery(db: Kysely<unknown>): Promise<void> {
  await createTables(db);
  const rows = db as Kysely<Tables>;
  await rows
    .insertInto('pids')
    .columns(['pid', 'item_id', 'added_at'])
    .expression(rows.selectFrom('items').select(['reference', 'id', 'created_at']))
    .execute();
  const past = [...(await published(rows)), ...(await told(rows))];
  const activities = replay([...past, ...(await present(rows, past))]);
  const newest = new Map(activities.map(({ itemId, number }) => [itemId, number]));
  for (let at = 0; at < activities.length; at += ROWS_AT_ONCE) {
    const values = activities.slice(at, at + ROWS_AT_ONCE).map(({ itemId, targetId, ...activity }) => ({
      ...activity,
      item_id: itemId,
      target_id: targetId,
      stands: newest.get(itemId) === activity.number ? 1 : 0,
    }));
    await rows.insertInto('activities').values(values).execute();
  }
}

async function createTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('activities')
    .addColumn('number', 'bigint', (c) => c.primaryKey())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('item_id', 'text', (c) => c.notNull().references('items.id'))
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('target_id', 'text', (c) => c.references('items.id'))
    .addColumn('stands', 'integer', (c) => c.notNull())
    .execute();
  const index = (name: string, columns: ('item_id' | 'number' | 'stands' | 'at')[]) =>
    db.schema.createIndex(name).on('activities').columns(columns).execute();
  await index('activities_of_item', ['item_id', 'number']);
  await index('activities_standing', ['stands', 'at', 'number']);
  await db.schema
    .createTable('pids')
    .addColumn('pid', 'text', (c) => c.primaryKey())
    .addColumn('item_id', 'text', (c) => c.notNull().references('items.id'))
    .addColumn('added_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('pids_of_item').on('pids').columns(['item_id', 'added_at']).execute();
  await db.schema
    .createTable('tombstones')
    .addColumn('item_id', 'text', (c) => c.primaryKey().references('items.id'))
    .addColumn('statement', 'text', (c) => c.notNull())
    .addColumn('moved_to', 'text', (c) => c.references('items.id'))
    .execute();
}

/** How an item stood from a moment on; `order` decides within a millisecond. */
interface Moment extends Standing {
  readonly itemId: string;
  readonly at: number;
  readonly order: number;
}

async function published(rows: Kysely<Tables>): Promise<Moment[]> {
  const found = await rows
    .selectFrom('revisions')
    .innerJoin('items', 'items.id', 'revisions.manifest_id')
    .select(['items.id', 'revisions.revision', 'revisions.published_at'])
    .execute();
  return found.map(({ id, revision, published_at }) => ({
    ...{ itemId: id, at: Number(published_at), order: revision / 1e6 },
    ...{ visibility: 'public', revision, movedTo: null },
  }));
}

/** Withdrawals, and publications of a revision that there was already. */
async function told(rows: Kysely<Tables>): Promise<Moment[]> {
  const found = await rows
    .selectFrom('events')
    .select(['seq', 'type', 'item_id', 'detail', 'at'])
    .where('type', 'in', ['publication', 'withdrawal'])
    .where('outcome', '=', 'success')
    .where('item_id', 'is not', null)
    .execute();
  return found.flatMap(({ seq, type, item_id, detail, at }): Moment[] => {
    const when = { itemId: item_id ?? '', at: Number(at), order: Number(seq), movedTo: null };
    if (type === 'withdrawal') return [{ ...when, visibility: 'withdrawn', revision: null }];
    const revision = /^Published as revision (\d+)/.exec(detail)?.[1];
    return revision === undefined ? [] : [{ ...when, visibility: 'public', revision: Number(revision) }];
  });
}

/** How items stand now, after all that was: who closed one, and when, the log says in words alone. */
async function present(rows: Kysely<Tables>, past: readonly Moment[]): Promise<Moment[]> {
  const latest = new Map<string, number>();
  for (const { itemId, at } of past) latest.set(itemId, Math.max(at, latest.get(itemId) ?? 0));
  const found = await rows
    .selectFrom('items')
    .innerJoin('manifests', 'manifests.id', 'items.id')
    .select(['items.id', 'items.access', 'items.embargo_until', 'items.updated_at'])
    .select(['manifests.published_revision', 'manifests.withdrawn_at'])
    .where('manifests.published_revision', 'is not', null)
    .execute();
  return found.map((row) => ({
    itemId: row.id,
    at: Math.max(Number(row.withdrawn_at ?? row.updated_at), latest.get(row.id) ?? 0),
    order: Number.POSITIVE_INFINITY,
    visibility: visibilityOf(
      {
        access: row.access === 'open' ? 'open' : 'closed',
        embargoUntil: row.embargo_until,
        publishedRevision: row.published_revision,
        withdrawnAt: row.withdrawn_at,
      },
      Date.now(),
    ),
    revision: row.published_revision,
    movedTo: null,
  }));
}

function replay(moments: readonly Moment[]): Activity[] {
  const ordered = moments.toSorted((one, other) => one.at - other.at || one.order - other.order);
  const activities: Activity[] = [];
  const last = new Map<string, Activity>();
  for (const moment of ordered) {
    const { itemId, at } = moment;
    const before = last.get(itemId);
    const due = activityDue(before, { ...moment, revision: moment.revision ?? before?.revision ?? null });
    if (due === undefined) continue;
    const activity = { ...due, itemId, at, number: activities.length + 1 };
    activities.push(activity);
    last.set(itemId, activity);
  }
  return activities;
}
