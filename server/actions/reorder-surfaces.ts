import { Fault } from '../../model/fault.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findItem, updateItem } from '../../storage/records/items.ts';
import { setOrder, surfacesOfItem } from '../../storage/records/surfaces.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';
import type { Editing } from './edit-item.ts';

/**
 * Puts the surfaces of an item in an order. Their ids, and so their canvases, stay what they are.
 *
 * @returns false, and nothing is changed, where somebody else was first.
 * @throws Fault('not-found'), Fault('bad-request') unless every surface is named exactly once.
 */
export async function reorderSurfaces(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  { itemId, edition, agent }: Editing,
  surfaceIds: readonly string[],
): Promise<boolean> {
  const isDone = await parts.records.write(async (rows) => {
    const item = await findItem(rows, itemId);
    if (item === undefined) throw new Fault('not-found', 'There is no such item.');
    if (item.edition !== edition) return false;
    const standing = await surfacesOfItem(rows, itemId);
    requireSame(
      standing.map((surface) => surface.id),
      surfaceIds,
    );
    const at = Date.now();
    if (!(await updateItem(rows, item, {}, at))) return false;
    await setOrder(rows, itemId, surfaceIds);
    const detail = `Put ${surfaceIds.length} pages in order.`;
    await appendEvent(rows, { type: 'metadata modification', detail, agent, itemId, at });
    return true;
  });
  if (isDone) await announce(parts, { kind: 'item', itemId });
  return isDone;
}

function requireSame(standing: readonly string[], given: readonly string[]): void {
  const named = new Set(given);
  if (
    named.size === given.length &&
    given.length === standing.length &&
    standing.every((id) => named.has(id))
  )
    return;
  throw new Fault('bad-request', 'The order must name every surface of the item exactly once.');
}
