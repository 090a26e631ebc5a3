import type { LanguageMap } from '../../model/language.ts';
import type { Absence, Placement, Surface, SurfaceBehavior, SurfaceState } from '../../model/surface.ts';
import type { Rows } from './records.ts';
import type { SurfaceRow } from './tables.ts';

function fromJson<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}

function toJson(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

function toSurface(row: SurfaceRow): Surface {
  return {
    id: row.id,
    itemId: row.item_id,
    name: row.name,
    label: JSON.parse(row.label) as LanguageMap,
    state: row.state as SurfaceState,
    position: row.position,
    sortKey: row.sort_key,
    canvasWidth: row.canvas_width,
    canvasHeight: row.canvas_height,
    behavior: row.behavior as SurfaceBehavior | null,
    placement: fromJson<Placement>(row.placement),
    absence: fromJson<Absence>(row.absence),
    latestVersionId: row.latest_version_id,
    currentVersionId: row.current_version_id,
    createdAt: row.created_at,
  };
}

/** Adds a surface. */
export async function insertSurface(rows: Rows, surface: Surface): Promise<void> {
  await rows
    .insertInto('surfaces')
    .values({
      id: surface.id,
      item_id: surface.itemId,
      name: surface.name,
      label: JSON.stringify(surface.label),
      state: surface.state,
      position: surface.position,
      sort_key: surface.sortKey,
      canvas_width: surface.canvasWidth,
      canvas_height: surface.canvasHeight,
      behavior: surface.behavior,
      placement: toJson(surface.placement),
      absence: toJson(surface.absence),
      latest_version_id: surface.latestVersionId,
      current_version_id: surface.currentVersionId,
      created_at: surface.createdAt,
    })
    .execute();
}

/** The surface with an id; undefined if there is none. */
export async function findSurface(rows: Rows, id: string): Promise<Surface | undefined> {
  const row = await rows.selectFrom('surfaces').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toSurface(row);
}

/** The surface of an item that scans of this name belong to. */
export async function findSurfaceByName(
  rows: Rows,
  itemId: string,
  name: string,
): Promise<Surface | undefined> {
  const row = await rows
    .selectFrom('surfaces')
    .selectAll()
    .where('item_id', '=', itemId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row && toSurface(row);
}

/** Those surfaces of an item that have one of these names: their ids by name. */
export async function surfaceIdsByName(
  rows: Rows,
  itemId: string,
  names: readonly string[],
): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const found = await rows
    .selectFrom('surfaces')
    .select(['id', 'name'])
    .where('item_id', '=', itemId)
    .where('name', 'in', names)
    .execute();
  return new Map(found.map(({ id, name }) => [name, id]));
}

/** The surfaces of an item, in their order. */
export async function surfacesOfItem(rows: Rows, itemId: string): Promise<Surface[]> {
  const found = await rows
    .selectFrom('surfaces')
    .selectAll()
    .where('item_id', '=', itemId)
    .orderBy('position')
    .orderBy('sort_key')
    .orderBy('id')
    .execute();
  return found.map(toSurface);
}

/** The surfaces of an item that are not to be seen. */
export async function suppressedSurfaces(rows: Rows, itemId: string): Promise<Surface[]> {
  const found = await rows
    .selectFrom('surfaces')
    .selectAll()
    .where('item_id', '=', itemId)
    .where('state', '=', 'suppressed')
    .execute();
  return found.map(toSurface);
}

/** Where a new surface goes: by its name as long as nobody has put the item in order, else at the end. */
export async function nextPosition(rows: Rows, itemId: string): Promise<number> {
  const { last } = await rows
    .selectFrom('surfaces')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('item_id', '=', itemId)
    .executeTakeFirstOrThrow();
  return last ? last + 1 : 0;
}

/** Puts the surfaces of an item in this order: positions 1…n. Ids that are not of the item change nothing. */
export async function setOrder(rows: Rows, itemId: string, surfaceIds: readonly string[]): Promise<void> {
  const standing = await rows
    .selectFrom('surfaces')
    .select(['id', 'position'])
    .where('item_id', '=', itemId)
    .execute();
  const positions = new Map(standing.map(({ id, position }) => [id, position]));
  for (const [index, id] of surfaceIds.entries()) {
    if (!positions.has(id) || positions.get(id) === index + 1) continue;
    await rows
      .updateTable('surfaces')
      .set({ position: index + 1 })
      .where('id', '=', id)
      .execute();
  }
}

/** What may change of a surface: not its id, its item, its name. */
type SurfacePatch = Partial<
  Pick<
    Surface,
    | 'label'
    | 'state'
    | 'latestVersionId'
    | 'currentVersionId'
    | 'canvasWidth'
    | 'canvasHeight'
    | 'behavior'
    | 'placement'
    | 'absence'
  >
>;

/** Changes what is said of a surface. */
export async function updateSurface(rows: Rows, id: string, patch: SurfacePatch): Promise<void> {
  const set = {
    ...(patch.label !== undefined && { label: JSON.stringify(patch.label) }),
    ...(patch.state !== undefined && { state: patch.state }),
    ...(patch.latestVersionId !== undefined && { latest_version_id: patch.latestVersionId }),
    ...(patch.currentVersionId !== undefined && { current_version_id: patch.currentVersionId }),
    ...(patch.canvasWidth !== undefined && { canvas_width: patch.canvasWidth }),
    ...(patch.canvasHeight !== undefined && { canvas_height: patch.canvasHeight }),
    ...(patch.behavior !== undefined && { behavior: patch.behavior }),
    ...(patch.placement !== undefined && { placement: toJson(patch.placement) }),
    ...(patch.absence !== undefined && { absence: toJson(patch.absence) }),
  };
  if (Object.keys(set).length > 0) await rows.updateTable('surfaces').set(set).where('id', '=', id).execute();
}
