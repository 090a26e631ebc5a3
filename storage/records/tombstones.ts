import type { LanguageMap } from '../../model/language.ts';
import type { Rows } from './records.ts';

/** What is said to the world where a withdrawn item was. */
export interface Tombstone {
  /** Why, in words for everybody. */
  readonly statement: LanguageMap;
  /** The item that it turned out to be; null where there is none. */
  readonly movedTo: string | null;
}

/** Puts up what is said where an item was; call it before the item is withdrawn. */
export async function putTombstone(rows: Rows, itemId: string, tombstone: Tombstone): Promise<void> {
  await removeTombstone(rows, itemId);
  const { statement, movedTo } = tombstone;
  await rows
    .insertInto('tombstones')
    .values({ item_id: itemId, statement: JSON.stringify(statement), moved_to: movedTo })
    .execute();
}

/** Takes it away: the item is to be seen again. */
export async function removeTombstone(rows: Rows, itemId: string): Promise<void> {
  await rows.deleteFrom('tombstones').where('item_id', '=', itemId).execute();
}

/** What is said where an item was; empty for one that was withdrawn without a word. */
export async function findTombstone(rows: Rows, itemId: string): Promise<Tombstone> {
  const found = await rows
    .selectFrom('tombstones')
    .select(['statement', 'moved_to'])
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  if (found === undefined) return { statement: {}, movedTo: null };
  return { statement: JSON.parse(found.statement) as LanguageMap, movedTo: found.moved_to };
}
