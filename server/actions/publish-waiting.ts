import { itemsToPublish } from '../../storage/records/revisions.ts';
import type { Parts } from '../parts.ts';
import { publishIfReady } from './publish-item.ts';

/** Publishes an item where somebody asked for that and nothing of it is underway any more. Never throws. */
export async function publishIfWaiting(parts: Parts, itemId: string): Promise<void> {
  try {
    await publishIfReady(parts, itemId);
  } catch (error) {
    parts.log.error({ err: error, itemId }, 'an item could not be published by itself');
  }
}

/** The same for every item that waits: the process may have been killed between a commit and what follows it. */
export async function publishWaiting(parts: Parts): Promise<void> {
  for (const itemId of await parts.records.read(itemsToPublish)) await publishIfWaiting(parts, itemId);
}
