import { Fault } from '../../model/fault.ts';
import { findCaptureNotes, updateCaptureNotes } from '../../storage/records/capture-notes.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { touchItem } from '../../storage/records/items.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/**
 * Says how many sides an item has, by who has it in their hands. What is so already changes nothing.
 *
 * @throws Fault('not-found')
 */
export async function countSides(
  parts: Parts,
  counted: { itemId: string; expectedCount: number | null; agent: string },
): Promise<void> {
  const { itemId, expectedCount, agent } = counted;
  await parts.records.write(async (rows) => {
    const notes = await findCaptureNotes(rows, itemId);
    if (notes === undefined) throw new Fault('not-found', 'There is no such item.');
    if (notes.expectedCount === expectedCount) return;
    const at = Date.now();
    await updateCaptureNotes(rows, itemId, { expectedCount });
    const said = expectedCount === null ? 'not known' : String(expectedCount);
    const detail = `Changed the number of sides from ${notes.expectedCount ?? 'not known'} to ${said}.`;
    await appendEvent(rows, { type: 'metadata modification', detail, agent, itemId, at });
    await touchItem(rows, itemId, at);
  });
  await announce(parts, { kind: 'item', itemId });
}
