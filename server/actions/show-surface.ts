import { Fault } from '../../model/fault.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { touchItem } from '../../storage/records/items.ts';
import { findSurface, updateSurface } from '../../storage/records/surfaces.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';
import { publishIfWaiting } from './publish-waiting.ts';

/**
 * Leaves a surface out, or shows it again. What is left out is part of no manifest to come and keeps nothing from
 * being published; its scans and its place stay. What was published stays as it is until it is published again.
 *
 * @returns the id of the item that it is of.
 * @throws Fault('not-found')
 */
export async function showSurface(
  parts: Parts,
  showing: { surfaceId: string; shown: boolean; agent: string },
): Promise<string> {
  const { surfaceId, shown, agent } = showing;
  const itemId = await parts.records.write(async (rows) => {
    const surface = await findSurface(rows, surfaceId);
    if (surface === undefined) throw new Fault('not-found', 'There is no such page.');
    if ((surface.state !== 'suppressed') === shown) return surface.itemId;
    const at = Date.now();
    const seen = surface.currentVersionId === null ? 'expected' : 'captured';
    await updateSurface(rows, surfaceId, { state: shown ? seen : 'suppressed' });
    await touchItem(rows, surface.itemId, at);
    await appendEvent(rows, {
      type: 'metadata modification',
      detail: shown ? `Shows ${surface.name} again.` : `Left ${surface.name} out.`,
      agent,
      itemId: surface.itemId,
      surfaceId,
      at,
    });
    return surface.itemId;
  });
  await announce(parts, { kind: 'item', itemId });
  await publishIfWaiting(parts, itemId);
  return itemId;
}
