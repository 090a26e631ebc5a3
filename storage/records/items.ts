import type { ExpressionBuilder, Selectable } from 'kysely';
import type { AccessCode } from '../../model/access.ts';
import type { ItemDescription } from '../../model/desk.ts';
import {
  type Item,
  type ItemKind,
  type SurfaceCounts,
  shelfKeyOf,
  type ViewingDirection,
} from '../../model/item.ts';
import type { LanguageMap } from '../../model/language.ts';
import { noteForWorld } from './activities.ts';
import { describedColumns, toDescribed } from './descriptions.ts';
import { setItemTerms } from './item-terms.ts';
import { addPid } from './pids.ts';
import type { Rows } from './records.ts';
import type { ItemRow, ManifestRow, Tables } from './tables.ts';

type JoinedRow = Selectable<ItemRow> & Pick<ManifestRow, 'published_revision' | 'withdrawn_at'>;

/** An item as lists show it. */
export interface ItemSummary {
  readonly item: Item;
  readonly counts: SurfaceCounts;
  /** The first surface that can be shown, for the thumbnail. */
  readonly thumbnail: {
    readonly surfaceId: string;
    readonly version: number;
    readonly fileVersionId: string;
  } | null;
}

/** What a curator may change of an item. */
export type ItemPatch = Partial<ItemDescription & Pick<Item, 'publishWhenReadyBy' | 'profileId'>>;

function toItem(row: JoinedRow): Item {
  return {
    id: row.id,
    reference: row.reference,
    kind: row.kind as ItemKind,
    label: JSON.parse(row.label) as LanguageMap,
    summary: JSON.parse(row.summary) as LanguageMap,
    rights: row.rights,
    requiredStatement: JSON.parse(row.required_statement) as LanguageMap,
    viewingDirection: row.viewing_direction as ViewingDirection,
    access: row.access as AccessCode,
    ...toDescribed(row),
    publishedRevision: row.published_revision,
    withdrawnAt: row.withdrawn_at,
    publishWhenReadyBy: row.publish_when_ready_by,
    profileId: row.profile_id,
    edition: row.edition,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** What an item is found by. */
function textsOf({ reference, label, summary, metadata }: Item): string[] {
  const maps = [label, summary, ...metadata.map(({ value }) => value)];
  return [reference, ...maps.flatMap((map) => Object.values(map).flat())];
}

function selectItems(rows: Rows) {
  return rows
    .selectFrom('items')
    .innerJoin('manifests', 'manifests.id', 'items.id')
    .selectAll('items')
    .select(['manifests.published_revision', 'manifests.withdrawn_at']);
}

/**
 * Adds an item, the manifest that it will be published as, and its reference as a name for the world.
 *
 * @throws Fault('conflict') where another item has that name.
 */
export async function insertItem(rows: Rows, item: Item): Promise<void> {
  await rows
    .insertInto('items')
    .values({
      id: item.id,
      reference: item.reference,
      kind: item.kind,
      label: JSON.stringify(item.label),
      summary: JSON.stringify(item.summary),
      rights: item.rights,
      required_statement: JSON.stringify(item.requiredStatement),
      viewing_direction: item.viewingDirection,
      access: item.access,
      ...describedColumns(item),
      publish_when_ready_by: item.publishWhenReadyBy,
      profile_id: item.profileId,
      edition: item.edition,
      shelf_key: shelfKeyOf(item.reference),
      created_at: item.createdAt,
      updated_at: item.updatedAt,
    })
    .execute();
  await rows
    .insertInto('manifests')
    .values({
      id: item.id,
      item_id: item.id,
      published_revision: null,
      withdrawn_at: null,
      created_at: item.createdAt,
    })
    .execute();
  await setItemTerms(rows, item.id, textsOf(item));
  await addPid(rows, item.id, item.reference, item.createdAt);
}

/** The item with an id; undefined if there is none. */
export async function findItem(rows: Rows, id: string): Promise<Item | undefined> {
  const row = await selectItems(rows).where('items.id', '=', id).executeTakeFirst();
  return row && toItem(row);
}

/** The item of a reference; undefined if there is none. */
export async function findItemByReference(rows: Rows, reference: string): Promise<Item | undefined> {
  const row = await selectItems(rows).where('items.reference', '=', reference).executeTakeFirst();
  return row && toItem(row);
}

/**
 * Changes an item, if it is still in the edition that the change was made on.
 *
 * @returns false, and nothing is changed, where somebody else was first.
 */
export async function updateItem(rows: Rows, item: Item, patch: ItemPatch, at: number): Promise<boolean> {
  const next = { ...item, ...patch };
  const result = await rows
    .updateTable('items')
    .set({
      kind: next.kind,
      label: JSON.stringify(next.label),
      summary: JSON.stringify(next.summary),
      rights: next.rights,
      required_statement: JSON.stringify(next.requiredStatement),
      viewing_direction: next.viewingDirection,
      access: next.access,
      ...describedColumns(next),
      publish_when_ready_by: next.publishWhenReadyBy,
      profile_id: next.profileId,
      edition: item.edition + 1,
      updated_at: at,
    })
    .where('id', '=', item.id)
    .where('edition', '=', item.edition)
    .executeTakeFirst();
  const isDone = result.numUpdatedRows === 1n;
  if (isDone && (patch.label ?? patch.summary ?? patch.metadata) !== undefined)
    await setItemTerms(rows, item.id, textsOf(next));
  const { access, embargoUntil } = next;
  if (isDone && (access !== item.access || embargoUntil !== item.embargoUntil))
    await noteForWorld(rows, item.id, at);
  return isDone;
}

/** Notes that something of an item has changed, so that it stands on top of the list. Not an edit: the edition stays. */
export async function touchItem(rows: Rows, id: string, at: number): Promise<void> {
  await rows.updateTable('items').set({ updated_at: at }).where('id', '=', id).execute();
}

/** Notes a publication (a revision number), or a withdrawal (a time), and that the world is to hear of it. */
export async function setPublication(
  rows: Rows,
  itemId: string,
  publication: { publishedRevision: number; withdrawnAt: number | null },
  at: number,
): Promise<void> {
  await rows
    .updateTable('manifests')
    .set({ published_revision: publication.publishedRevision, withdrawn_at: publication.withdrawnAt })
    .where('id', '=', itemId)
    .execute();
  await noteForWorld(rows, itemId, at);
}

/** The items with these ids, in the order of the ids; those that are not there are left out. */
export async function itemsOfIds(rows: Rows, ids: readonly string[]): Promise<Item[]> {
  if (ids.length === 0) return [];
  const found = await selectItems(rows).where('items.id', 'in', ids).execute();
  const byId = new Map(found.map((row) => [row.id, toItem(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Adds to items how far their surfaces are, and which is shown first. Two queries, however many surfaces there are. */
export async function summarise(rows: Rows, items: readonly Item[]): Promise<ItemSummary[]> {
  if (items.length === 0) return [];
  const counted = await rows
    .selectFrom('items')
    .select(['items.id', 'sides_total as total', 'sides_ready as ready', 'sides_stuck as stuck'])
    .select((eb) => firstShown(eb).as('shown_id'))
    .where(
      'items.id',
      'in',
      items.map((item) => item.id),
    )
    .execute();
  const thumbnails = await thumbnailsOf(
    rows,
    counted.flatMap(({ shown_id }) => shown_id ?? []),
  );
  const byItem = new Map(counted.map((row) => [row.id, row]));
  return items.map((item) => {
    const { total = 0, ready = 0, stuck = 0, shown_id: shownId = null } = byItem.get(item.id) ?? {};
    const thumbnail = shownId === null ? null : (thumbnails.get(shownId) ?? null);
    return { item, counts: { total, ready, stuck }, thumbnail };
  });
}

function firstShown(eb: ExpressionBuilder<Tables, 'items'>) {
  return eb
    .selectFrom('surfaces')
    .select('surfaces.id')
    .whereRef('surfaces.item_id', '=', 'items.id')
    .where('surfaces.state', '!=', 'suppressed')
    .where('surfaces.current_version_id', 'is not', null)
    .orderBy('surfaces.position')
    .orderBy('surfaces.sort_key')
    .orderBy('surfaces.id')
    .limit(1);
}

async function thumbnailsOf(rows: Rows, surfaceIds: readonly string[]) {
  if (surfaceIds.length === 0) return new Map<string, NonNullable<ItemSummary['thumbnail']>>();
  const shown = await rows
    .selectFrom('surfaces')
    .innerJoin('file_versions', 'file_versions.id', 'surfaces.current_version_id')
    .select(['surfaces.id as surfaceId', 'file_versions.version', 'file_versions.id as fileVersionId'])
    .where('surfaces.id', 'in', surfaceIds)
    .execute();
  return new Map(shown.map((one) => [one.surfaceId, one]));
}
