import { Fault } from '../../model/fault.ts';
import type { LanguageMap } from '../../model/language.ts';
import type { Surface } from '../../model/surface.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { touchItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findSurface, updateSurface } from '../../storage/records/surfaces.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';
import { publishIfWaiting } from './publish-waiting.ts';
import { standingState } from './rescan-states.ts';

interface Edit {
  readonly surfaceId: string;
  /** Id of who does it. */
  readonly agent: string;
}

/**
 * Says what a surface is called; an empty label is its number in the order.
 *
 * @returns the id of the item that it is of.
 * @throws Fault('not-found')
 */
export function labelSurface(parts: Parts, edit: Edit & { label: LanguageMap }): Promise<string> {
  const { label } = edit;
  return editSurface(parts, edit, async ({ name }) => ({
    patch: { label },
    detail: `Changed the label of ${name}.`,
  }));
}

/**
 * Leaves a surface out, or shows it again. What is left out is part of no manifest to come and keeps nothing from
 * being published; its scans and its place stay. What was published stays as it is until it is published again.
 *
 * @returns the id of the item that it is of.
 * @throws Fault('not-found')
 */
export async function showSurface(parts: Parts, edit: Edit & { shown: boolean }): Promise<string> {
  const { shown } = edit;
  const itemId = await editSurface(parts, edit, async (surface, rows) => {
    const { name, state } = surface;
    if ((state !== 'suppressed') === shown) return undefined;
    if (!shown) return { patch: { state: 'suppressed' }, detail: `Left ${name} out.` };
    return { patch: { state: await standingState(rows, surface) }, detail: `Shows ${name} again.` };
  });
  await publishIfWaiting(parts, itemId);
  return itemId;
}

interface Change {
  readonly patch: Partial<Pick<Surface, 'label' | 'state'>>;
  /** What the event says. */
  readonly detail: string;
}

async function editSurface(
  parts: Parts,
  { surfaceId, agent }: Edit,
  decide: (surface: Surface, rows: Rows) => Promise<Change | undefined>,
): Promise<string> {
  const itemId = await parts.records.write(async (rows) => {
    const surface = await findSurface(rows, surfaceId);
    if (surface === undefined) throw new Fault('not-found', 'There is no such page.');
    const change = await decide(surface, rows);
    if (change === undefined) return surface.itemId;
    const at = Date.now();
    await updateSurface(rows, surfaceId, change.patch);
    await touchItem(rows, surface.itemId, at);
    await appendEvent(rows, {
      type: 'metadata modification',
      detail: change.detail,
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
