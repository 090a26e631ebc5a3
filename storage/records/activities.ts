import { visibilityOf } from '../../model/access.ts';
import { type Activity, type ActivityType, activityDue, type Standing } from '../../model/activity.ts';
import type { Rows } from './records.ts';
import type { ActivityRow } from './tables-discovery.ts';

/**
 * Writes down what the world is to be told of an item, if there is anything. Publishing, withdrawing, closing and
 * opening call it (in `items.ts`), in their transaction; calling it once more changes nothing.
 *
 * @param at in ms since 1970
 */
export async function noteForWorld(rows: Rows, itemId: string, at: number): Promise<void> {
  const now = await standingOf(rows, itemId, at);
  if (now === undefined || now.visibility === 'staff-only') return;
  const last = await lastOf(rows, itemId);
  const due = activityDue(last, now);
  if (due === undefined) return;
  const newest = await newestActivity(rows);
  if (last !== undefined)
    await rows.updateTable('activities').set({ stands: 0 }).where('number', '=', last.number).execute();
  await rows
    .insertInto('activities')
    .values({
      number: (newest?.number ?? 0) + 1,
      type: due.type,
      item_id: itemId,
      revision: due.revision,
      // A clock may be set back; the log never goes back.
      at: Math.max(at, newest?.at ?? 0),
      target_id: due.targetId,
      stands: 1,
    })
    .execute();
}

async function standingOf(rows: Rows, itemId: string, at: number): Promise<Standing | undefined> {
  const found = await rows
    .selectFrom('items')
    .innerJoin('manifests', 'manifests.id', 'items.id')
    .leftJoin('tombstones', 'tombstones.item_id', 'items.id')
    .select([
      'items.access',
      'items.embargo_until',
      'manifests.published_revision',
      'manifests.withdrawn_at',
      'tombstones.moved_to',
    ])
    .where('items.id', '=', itemId)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const { access, published_revision: revision, withdrawn_at: withdrawnAt, moved_to: movedTo } = found;
  const visibility = visibilityOf(
    {
      access: access === 'open' ? 'open' : 'closed',
      embargoUntil: found.embargo_until,
      publishedRevision: revision,
      withdrawnAt,
    },
    at,
  );
  return { visibility, revision, movedTo };
}

async function lastOf(rows: Rows, itemId: string): Promise<Activity | undefined> {
  const found = await rows
    .selectFrom('activities')
    .selectAll()
    .where('item_id', '=', itemId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found && toActivity(found);
}

/** What was told last, of whichever item; its number is how many there are. undefined where nothing ever was. */
export async function newestActivity(rows: Rows): Promise<Activity | undefined> {
  const found = await rows
    .selectFrom('activities')
    .selectAll()
    .where('number', '=', (eb) =>
      eb.selectFrom('activities').select((inner) => inner.fn.max('number').as('newest')),
    )
    .executeTakeFirst();
  return found && toActivity(found);
}

/** What was told, in order: the numbers from `first` on, `limit` of them. */
export async function activitiesFrom(rows: Rows, first: number, limit: number): Promise<Activity[]> {
  const found = await rows
    .selectFrom('activities')
    .selectAll()
    .where('number', '>=', first)
    .where('number', '<', first + limit)
    .orderBy('number')
    .execute();
  return found.map(toActivity);
}

function toActivity(row: ActivityRow): Activity {
  return {
    number: row.number,
    type: row.type as ActivityType,
    itemId: row.item_id,
    revision: row.revision,
    at: row.at,
    targetId: row.target_id,
  };
}
