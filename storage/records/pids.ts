import { Fault } from '../../model/fault.ts';
import type { Rows } from './records.ts';

/**
 * Gives an item a name by which the world asks for it, for ever.
 *
 * @param at in ms since 1970
 * @returns false where it has that name already.
 * @throws Fault('conflict') where another item has it.
 */
export async function addPid(rows: Rows, itemId: string, pid: string, at: number): Promise<boolean> {
  const owner = await findPid(rows, pid);
  if (owner === itemId) return false;
  if (owner !== undefined)
    throw new Fault(
      'conflict',
      `${pid} is a name of another item already. Find that one, or take another name.`,
    );
  await rows.insertInto('pids').values({ pid, item_id: itemId, added_at: at }).execute();
  return true;
}

/** The id of the item that has a name; undefined where none has. */
export async function findPid(rows: Rows, pid: string): Promise<string | undefined> {
  const found = await rows.selectFrom('pids').select('item_id').where('pid', '=', pid).executeTakeFirst();
  return found?.item_id;
}

/** The names of items, by item, each in the order in which it got them: the first is what it was registered as. */
export async function pidsOf(rows: Rows, itemIds: readonly string[]): Promise<Map<string, string[]>> {
  const byItem = new Map<string, string[]>(itemIds.map((id) => [id, []]));
  if (itemIds.length === 0) return byItem;
  const found = await rows
    .selectFrom('pids')
    .select(['item_id', 'pid'])
    .where('item_id', 'in', [...itemIds])
    .orderBy('item_id')
    .orderBy('added_at')
    .orderBy('pid')
    .execute();
  for (const { item_id, pid } of found) byItem.get(item_id)?.push(pid);
  return byItem;
}
