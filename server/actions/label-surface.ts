import { Fault } from '../../model/fault.ts';
import type { LanguageMap } from '../../model/language.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { touchItem } from '../../storage/records/items.ts';
import { findSurface, updateSurface } from '../../storage/records/surfaces.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/**
 * Says what a surface is called; an empty label is its number in the order.
 *
 * @returns the id of the item that it is of.
 * @throws Fault('not-found')
 */
export async function labelSurface(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  labelling: { surfaceId: string; label: LanguageMap; agent: string },
): Promise<string> {
  const { surfaceId, label, agent } = labelling;
  const itemId = await parts.records.write(async (rows) => {
    const surface = await findSurface(rows, surfaceId);
    if (surface === undefined) throw new Fault('not-found', 'There is no such page.');
    const at = Date.now();
    await updateSurface(rows, surfaceId, { label });
    await touchItem(rows, surface.itemId, at);
    await appendEvent(rows, {
      type: 'metadata modification',
      detail: `Changed the label of ${surface.name}.`,
      agent,
      itemId: surface.itemId,
      surfaceId,
      at,
    });
    return surface.itemId;
  });
  await announce(parts, { kind: 'item', itemId });
  return itemId;
}
