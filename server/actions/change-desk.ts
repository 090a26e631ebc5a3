import type { DeskPatch, SurfaceChange } from '../../model/desk.ts';
import { Fault } from '../../model/fault.ts';
import type { Item } from '../../model/item.ts';
import { surfacesIn } from '../../model/structure.ts';
import type { Absence, Surface } from '../../model/surface.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findItem, updateItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { setStructure } from '../../storage/records/structures.ts';
import { setOrder, surfacesOfItem, updateSurface } from '../../storage/records/surfaces.ts';
import type { Parts } from '../parts.ts';
import { publicationChanged } from '../publications.ts';
import { announce } from './announce.ts';
import { type Editing, nameFields } from './edit-item.ts';
import { publishIfWaiting } from './publish-waiting.ts';
import { standingState } from './rescan-states.ts';

/**
 * Changes an item on the desk, all of it or nothing. What is published stays as it is until it is published again, but
 * for what closes something, which holds at once.
 *
 * @returns false, and nothing is changed, where somebody else was first.
 * @throws Fault('not-found'), Fault('bad-request') where it names a page that the item does not have.
 */
export async function changeDesk(parts: Parts, editing: Editing, patch: DeskPatch): Promise<boolean> {
  const { itemId, edition, agent } = editing;
  const isDone = await parts.records.write(async (rows) => {
    const item = await findItem(rows, itemId);
    if (item === undefined) throw new Fault('not-found', 'There is no such item.');
    if (item.edition !== edition) return false;
    const surfaces = await surfacesOfItem(rows, itemId);
    requireOwn(surfaces, patch);
    const at = Date.now();
    if (!(await updateItem(rows, item, patch.description ?? {}, at))) return false;
    await changeSurfaces(rows, item, { surfaces, patch });
    const detail = describe(surfaces, patch);
    if (detail !== '') await appendEvent(rows, { type: 'metadata modification', detail, agent, itemId, at });
    return true;
  });
  if (!isDone) return false;
  if (closesOrOpens(patch)) await publicationChanged(itemId);
  await announce(parts, { kind: 'item', itemId });
  await publishIfWaiting(parts, itemId);
  return true;
}

/** Whether it may change what strangers see at once. */
function closesOrOpens({ description = {}, surfaces = {} }: DeskPatch): boolean {
  const { access, embargoUntil } = description;
  const isHidden = Object.values(surfaces).some(({ absence }) => absence !== undefined);
  return access !== undefined || embargoUntil !== undefined || isHidden;
}

/** @throws Fault('bad-request') */
function requireOwn(surfaces: readonly Surface[], { order, labels, surfaces: changes, ...rest }: DeskPatch) {
  const own = new Map(surfaces.map((surface) => [surface.id, surface]));
  const placed = Object.entries(changes ?? {}).flatMap(([id, { placement }]) =>
    placement ? [[id, placement.on] as const] : [],
  );
  const start = rest.description?.startSurfaceId;
  const named = [
    ...(order ?? []),
    ...Object.keys(labels ?? {}),
    ...Object.keys(changes ?? {}),
    ...surfacesIn(rest.ranges ?? []),
    ...placed.map(([, on]) => on),
    ...(start ? [start] : []),
  ];
  const stranger = named.find((id) => !own.has(id));
  if (stranger !== undefined)
    throw new Fault('bad-request', `This item has no page ${stranger}. Look at it again.`);
  for (const [id, on] of placed) {
    const after = changes?.[on]?.placement;
    const isPlaced = after === undefined ? own.get(on)?.placement !== null : after !== null;
    if (id === on || isPlaced)
      throw new Fault('bad-request', 'A page can only be shown on one that has a canvas of its own.');
  }
}

async function changeSurfaces(
  rows: Rows,
  item: Item,
  { surfaces, patch }: { surfaces: readonly Surface[]; patch: DeskPatch },
): Promise<void> {
  if (patch.order !== undefined) {
    const first = new Set(patch.order);
    const others = surfaces.filter(({ id }) => !first.has(id)).map(({ id }) => id);
    await setOrder(rows, item.id, [...patch.order, ...others]);
  }
  for (const [id, label] of Object.entries(patch.labels ?? {})) await updateSurface(rows, id, { label });
  const byId = new Map(surfaces.map((surface) => [surface.id, surface]));
  for (const [id, change] of Object.entries(patch.surfaces ?? {})) {
    const surface = byId.get(id);
    if (surface !== undefined) await changeSurface(rows, surface, change);
  }
  if (patch.ranges !== undefined) await setStructure(rows, item.id, patch.ranges);
}

async function changeSurface(rows: Rows, surface: Surface, change: SurfaceChange): Promise<void> {
  const { absence, ...rest } = change;
  const state = absence === undefined ? {} : { absence, state: await stateWith(rows, surface, absence) };
  await updateSurface(rows, surface.id, { ...rest, ...state });
}

/** What was scanned and is not shown is suppressed; what nobody could scan is missing. */
async function stateWith(rows: Rows, surface: Surface, absence: Absence | null): Promise<Surface['state']> {
  if (absence === null) return standingState(rows, surface);
  return surface.latestVersionId === null ? 'missing' : 'suppressed';
}

/** What the trail says was changed. '' where nothing was. */
function describe(surfaces: readonly Surface[], patch: DeskPatch): string {
  const names = new Map(surfaces.map(({ id, name }) => [id, name]));
  const { order, labels = {}, surfaces: changes = {}, ranges, description = {} } = patch;
  const hidden = Object.entries(changes).flatMap(([id, { absence }]) => {
    if (absence === undefined) return [];
    const name = names.get(id) ?? id;
    return [
      absence === null
        ? `Shows ${name} again.`
        : `Does not show ${name}: ${absence.reason || 'no reason given'}.`,
    ];
  });
  const others = Object.values(changes).filter(
    ({ behavior, placement }) => behavior !== undefined || placement !== undefined,
  );
  const sentences = [
    order && `Put ${surfaces.length} pages in order.`,
    Object.keys(labels).length > 0 && `Changed the labels of ${Object.keys(labels).length} pages.`,
    others.length > 0 &&
      `Changed how ${others.length === 1 ? 'a page is' : `${others.length} pages are`} shown.`,
    ...hidden,
    ranges && 'Changed the structure.',
    Object.keys(description).length > 0 && `Changed ${nameFields(description)}.`,
  ];
  return sentences.filter(Boolean).join(' ').slice(0, 4_000);
}
