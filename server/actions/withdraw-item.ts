import { Fault } from '../../model/fault.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findItem, setPublication, touchItem, updateItem } from '../../storage/records/items.ts';
import type { Parts } from '../parts.ts';
import { publicationChanged } from '../publications.ts';
import { announce } from './announce.ts';

/**
 * Takes an item out of the public's sight. Its URLs say from then on that it was there; its revisions are kept,
 * and publishing it again brings it back.
 *
 * @throws Fault('not-found'), Fault('conflict') where it is not published.
 */
export async function withdrawItem(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  withdrawal: { itemId: string; reason: string; agent: string },
): Promise<void> {
  const { itemId, reason, agent } = withdrawal;
  await parts.records.write(async (rows) => {
    const item = await findItem(rows, itemId);
    if (item === undefined) throw new Fault('not-found', 'There is no such item.');
    if (item.publishedRevision === null) throw new Fault('conflict', 'The item is not published.');
    if (item.withdrawnAt !== null) throw new Fault('conflict', 'The item has been withdrawn already.');
    const at = Date.now();
    if (item.publishWhenReadyBy !== null) await updateItem(rows, item, { publishWhenReadyBy: null }, at);
    await setPublication(rows, itemId, { publishedRevision: item.publishedRevision, withdrawnAt: at }, at);
    await touchItem(rows, itemId, at);
    await appendEvent(rows, { type: 'withdrawal', detail: `Withdrawn: ${reason}`, agent, itemId, at });
  });
  await publicationChanged(itemId);
  await announce(parts, { kind: 'item', itemId });
}
