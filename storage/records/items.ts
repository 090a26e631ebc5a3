import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { AccessCode } from '../../model/access.ts';
import type { ItemDescription } from '../../model/desk.ts';
import {
  type Item,
  type ItemKind,
  type ItemState,
  type SurfaceCounts,
  shelfKeyOf,
  type ViewingDirection,
} from '../../model/item.ts';
import type { LanguageMap } from '../../model/language.ts';
import { noteForWorld } from './activities.ts';
import { describedColumns, toDescribed } from './descriptions.ts';
import { addPid } from './pids.ts';
import type { Rows } from './records.ts';
import type { ItemRow, ManifestRow, Tables } from './tables.ts';

type JoinedRow = ItemRow & Pick<ManifestRow, 'published_revision' | 'withdrawn_at'>;

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

export interface ItemSearch {
  readonly query?: string | undefined;
  readonly state?: ItemState | undefined;
  readonly limit: number;
  readonly offset: number;
}

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

function searchText({ reference, label, summary, metadata }: Item): string {
  const maps = [label, summary, ...metadata.map(({ value }) => value)];
  return [reference, ...maps.flatMap((map) => Object.values(map).flat())].join(' ').toLowerCase();
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
      search_text: searchText(item),
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
      search_text: searchText(next),
      edition: item.edition + 1,
      updated_at: at,
    })
    .where('id', '=', item.id)
    .where('edition', '=', item.edition)
    .executeTakeFirst();
  const isDone = result.numUpdatedRows === 1n;
  if (isDone && next.access !== item.access) await noteForWorld(rows, item.id, at);
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

type Filter = ExpressionBuilder<Tables, 'items' | 'manifests'>;

/** Whether an item has a surface, not left out, whose newest scan is in one of these states. */
function hasScan(eb: Filter, states: readonly string[]): Expression<SqlBool> {
  return eb.exists(
    eb
      .selectFrom('surfaces')
      .innerJoin('file_versions', 'file_versions.id', 'surfaces.latest_version_id')
      .select('surfaces.id')
      .whereRef('surfaces.item_id', '=', 'items.id')
      .where('surfaces.state', '!=', 'suppressed')
      .where('file_versions.state', 'in', states),
  );
}

/** Whether a surface of an item, not left out, has no scan yet: its delivery has still to come. */
function isWaitedFor(eb: Filter): Expression<SqlBool> {
  const own = eb.selectFrom('surfaces').select('surfaces.id').whereRef('surfaces.item_id', '=', 'items.id');
  const shown = own.where('surfaces.state', '!=', 'suppressed');
  return eb.exists(shown.where('surfaces.latest_version_id', 'is', null));
}

const STUCK = ['rejected', 'failed'];
const UNDERWAY = ['received', 'checking', 'accepted', 'deriving'];

/** The same question as `itemState` in model/item.ts answers, put to the database. */
function isInState(eb: Filter, state: ItemState): Expression<SqlBool> {
  const withdrawn = eb('manifests.withdrawn_at', 'is not', null);
  if (state === 'withdrawn') return withdrawn;
  const here = eb.not(withdrawn);
  const stuck = hasScan(eb, STUCK);
  if (state === 'attention') return eb.and([here, stuck]);
  const unstuck = eb.and([here, eb.not(stuck)]);
  const underway = eb.or([hasScan(eb, UNDERWAY), isWaitedFor(eb)]);
  if (state === 'capturing') return eb.and([unstuck, underway]);
  const still = eb.and([unstuck, eb.not(underway)]);
  const published = eb('manifests.published_revision', 'is not', null);
  if (state === 'published') return eb.and([still, published]);
  const captured = hasScan(eb, ['ready']);
  return eb.and([still, eb.not(published), state === 'in_qa' ? captured : eb.not(captured)]);
}

/** Items, most recently changed first; `query` is looked for in references, labels and summaries. */
export async function searchItems(
  rows: Rows,
  search: ItemSearch,
): Promise<{ items: ItemSummary[]; total: number }> {
  const words = (search.query ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  const state = search.state;
  let found = selectItems(rows);
  let counted = rows.selectFrom('items').innerJoin('manifests', 'manifests.id', 'items.id');
  for (const word of words) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    const matches = sql<SqlBool>`items.search_text like ${pattern} escape '\\'`;
    found = found.where(matches);
    counted = counted.where(matches);
  }
  if (state) {
    found = found.where((eb) => isInState(eb, state));
    counted = counted.where((eb) => isInState(eb, state));
  }
  const page = await found
    .orderBy('items.updated_at', 'desc')
    .orderBy('items.id', 'desc')
    .limit(search.limit)
    .offset(search.offset)
    .execute();
  const { total } = await counted
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { items: await summarise(rows, page.map(toItem)), total: Number(total) };
}

/** Adds to items how far their surfaces are, but for those that are left out. One query for all of them. */
export async function summarise(rows: Rows, items: readonly Item[]): Promise<ItemSummary[]> {
  if (items.length === 0) return [];
  const scans = await rows
    .selectFrom('surfaces')
    .leftJoin('file_versions as latest', 'latest.id', 'surfaces.latest_version_id')
    .leftJoin('file_versions as current', 'current.id', 'surfaces.current_version_id')
    .select([
      'surfaces.id',
      'surfaces.item_id',
      'latest.state',
      'current.version',
      'current.id as current_id',
    ])
    .where(
      'surfaces.item_id',
      'in',
      items.map((item) => item.id),
    )
    .where('surfaces.state', '!=', 'suppressed')
    .orderBy('surfaces.position')
    .orderBy('surfaces.sort_key')
    .orderBy('surfaces.id')
    .execute();
  const byItem = new Map(items.map((item) => [item.id, scans.slice(0, 0)]));
  for (const scan of scans) byItem.get(scan.item_id)?.push(scan);
  return items.map((item) => {
    const own = byItem.get(item.id) ?? [];
    const shown = own.find((scan) => scan.current_id !== null);
    return {
      item,
      counts: {
        total: own.length,
        ready: own.filter((scan) => scan.state === 'ready').length,
        stuck: own.filter((scan) => scan.state !== null && STUCK.includes(scan.state)).length,
      },
      thumbnail:
        shown?.version && shown.current_id
          ? { surfaceId: shown.id, version: shown.version, fileVersionId: shown.current_id }
          : null,
    };
  });
}
