import type { PlannedFile } from '../../intake/batch-plan.ts';
import { newItem } from '../../model/item.ts';
import { newSurface, type Surface } from '../../model/surface.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findItemByReference, insertItem, touchItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { insertSurface, nextPosition, surfaceIdsByName } from '../../storage/records/surfaces.ts';
import type { PlannedList } from '../batches/lists.ts';

/** What part of a list needs. */
export interface PagesWanted {
  readonly planned: PlannedList;
  /** The part. */
  readonly files: readonly PlannedFile[];
  readonly agent: string;
  /** Of the delivery. */
  readonly code: string;
}

/** Items by reference, and their pages by name: those that were there and those that were made. */
export interface MadePages {
  readonly items: ReadonlyMap<string, MadeItem>;
  /** Ids of the items in which something was made. */
  readonly changed: readonly string[];
}

interface MadeItem {
  readonly id: string;
  readonly surfaces: ReadonlyMap<string, string>;
}

/**
 * Makes the items and pages of part of a list, as far as they are not there: an item is known by its reference, a page
 * by its name in the item.
 */
export async function makePages(rows: Rows, wanted: PagesWanted): Promise<MadePages> {
  const pages = new Map<string, Set<string>>();
  for (const { reference, page } of wanted.files) {
    if (reference === undefined) continue;
    const own = pages.get(reference) ?? new Set();
    if (page !== undefined) own.add(page);
    pages.set(reference, own);
  }
  const items = new Map<string, MadeItem>();
  const changed: string[] = [];
  for (const [reference, names] of pages) {
    const { id, isNew } = await findOrMakeItem(rows, reference, wanted);
    const surfaces = await surfaceIdsByName(rows, id, [...names]);
    const missing = [...names].filter((name) => !surfaces.has(name));
    for (const surface of await newSurfaces(
      rows,
      id,
      missing,
      wanted.planned.plan.items.get(reference)?.pages,
    )) {
      await insertSurface(rows, surface);
      surfaces.set(surface.name, surface.id);
    }
    if (missing.length > 0) await touchItem(rows, id, Date.now());
    if (isNew || missing.length > 0) changed.push(id);
    items.set(reference, { id, surfaces });
  }
  return { items, changed };
}

async function findOrMakeItem(
  rows: Rows,
  reference: string,
  { planned, agent, code }: PagesWanted,
): Promise<{ id: string; isNew: boolean }> {
  const standing = await findItemByReference(rows, reference);
  if (standing !== undefined) return { id: standing.id, isNew: false };
  const title = planned.read.titles.get(reference);
  const item = newItem({ reference, ...(title !== undefined && { label: { none: [title] } }) }, Date.now());
  await insertItem(rows, item);
  const detail = `Registered as ${reference} by the list of the delivery ${code}.`;
  await appendEvent(rows, { type: 'registration', detail, agent, itemId: item.id, at: item.createdAt });
  return { id: item.id, isNew: true };
}

/** In the places that the list gives them; by their names where it gives none, and at the end of what somebody has put in order. */
async function newSurfaces(
  rows: Rows,
  itemId: string,
  names: readonly string[],
  places: ReadonlyMap<string, number> | undefined,
): Promise<Surface[]> {
  if (names.length === 0) return [];
  const next = await nextPosition(rows, itemId);
  const at = Date.now();
  return names.map((name) => newSurface({ itemId, name, position: places?.get(name) || next }, at));
}
