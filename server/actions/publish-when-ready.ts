import { Fault } from '../../model/fault.ts';
import { findItem, updateItem } from '../../storage/records/items.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';
import { publishIfReady } from './publish-item.ts';

/**
 * Notes that an item is to be published by itself as soon as nothing stands in its way, which may be now.
 *
 * @param agent id of the user or token in whose name it will be published
 * @throws Fault('not-found')
 */
export async function publishWhenReady(
  parts: Pick<Parts, 'records' | 'objects' | 'jobs' | 'config' | 'log'>,
  itemId: string,
  agent: string,
): Promise<void> {
  await parts.records.write(async (rows) => {
    const item = await findItem(rows, itemId);
    if (item === undefined) throw new Fault('not-found', 'There is no such item.');
    if (item.publishWhenReadyBy !== null) return;
    await updateItem(rows, item, { publishWhenReadyBy: agent }, Date.now());
  });
  if (!(await publishIfReady(parts, itemId))) await announce(parts, { kind: 'item', itemId });
}
