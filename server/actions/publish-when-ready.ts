import { Fault } from '../../model/fault.ts';
import { findItem, updateItem } from '../../storage/records/items.ts';
import { type PublishWish, putPublishWish } from '../../storage/records/publish-wishes.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';
import { publishIfReady } from './publish-item.ts';

/**
 * Notes that an item is to be published by itself as soon as nothing stands in its way, which may be now.
 *
 * @param by the user or token in whose name it will be published, and what they say of that
 * @throws Fault('not-found')
 */
export async function publishWhenReady(
  parts: Pick<Parts, 'records' | 'objects' | 'jobs' | 'config' | 'log'>,
  itemId: string,
  by: PublishWish & { readonly agent: string },
): Promise<void> {
  await parts.records.write(async (rows) => {
    const item = await findItem(rows, itemId);
    if (item === undefined) throw new Fault('not-found', 'There is no such item.');
    await putPublishWish(rows, itemId, by);
    if (item.publishWhenReadyBy !== null) return;
    await updateItem(rows, item, { publishWhenReadyBy: by.agent }, Date.now());
  });
  if (!(await publishIfReady(parts, itemId))) await announce(parts, { kind: 'item', itemId });
}
