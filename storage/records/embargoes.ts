import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Rows } from './records.ts';
import type { Tables } from './tables.ts';

/**
 * Whether everybody may see an item at a moment: the same question as `visibilityOf` in model/access.ts answers, put to
 * the database.
 *
 * @param at in ms since 1970
 */
export function isPublicAt(
  eb: ExpressionBuilder<Tables, 'items' | 'manifests'>,
  at: number,
): Expression<SqlBool> {
  return eb.and([
    eb('manifests.published_revision', 'is not', null),
    eb('manifests.withdrawn_at', 'is', null),
    eb('items.access', '=', 'open'),
    eb.or([eb('items.embargo_until', 'is', null), eb('items.embargo_until', '<=', at)]),
  ]);
}

/** Ids of items that have opened by themselves, and that nobody has noted it of; the longest open first. */
export async function openedByThen(rows: Rows, at: number, limit: number): Promise<string[]> {
  const found = await rows
    .selectFrom('items')
    .select('id')
    .where('embargo_until', '<=', at)
    .where('access', '=', 'open')
    .orderBy('embargo_until')
    .limit(limit)
    .execute();
  return found.map(({ id }) => id);
}

/** When the next item opens by itself, in ms since 1970; null where none does. */
export async function nextOpening(rows: Rows, at: number): Promise<number | null> {
  const found = await rows
    .selectFrom('items')
    .select('embargo_until')
    .where('embargo_until', '>', at)
    .orderBy('embargo_until')
    .limit(1)
    .executeTakeFirst();
  return found?.embargo_until ?? null;
}
