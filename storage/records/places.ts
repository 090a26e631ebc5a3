import type { TechnicalFacts } from '../../model/file-version.ts';
import type { Look } from '../../model/look.ts';
import type { Surface } from '../../model/surface.ts';
import type { Rows } from './records.ts';

/** So many pages on either side say what is usual around a scan. Of an item of thousands the others are not read. */
const PAGES_ASIDE = 50;
/** Of more files with the same bytes the rest is not told: people read the first few. */
const MAX_SAME = 100;

/** Where a scan is, or is to be. */
export interface Place {
  readonly fileVersionId: string;
  readonly surface: Pick<Surface, 'id' | 'itemId' | 'position' | 'sortKey'>;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A scan of another page of the item, as it was checked. */
export interface ScanAside {
  readonly name: string;
  readonly sha256: string;
  readonly facts: TechnicalFacts;
  /** null where nobody looked. */
  readonly look: Look | null;
}

/** A scan of another page, with the same bytes. */
export interface SameBytesRow {
  /** As it was sent. */
  readonly name: string;
  /** Of its item. */
  readonly reference: string;
  readonly itemId: string;
}

/**
 * The scans of the pages before and after a page of its item, the nearest first, fifty at most each way. Of each page
 * it is the newest one that was checked and let in; undefined stands for a page without. Pages that were put aside
 * are passed over.
 */
export async function scansAside(
  rows: Rows,
  surface: Place['surface'],
): Promise<{ before: readonly (ScanAside | undefined)[]; after: readonly (ScanAside | undefined)[] }> {
  const before = await pagesBeside(rows, surface, 'before');
  const after = await pagesBeside(rows, surface, 'after');
  const scans = await scansOf(rows, [...before, ...after]);
  const inPlace = (pages: readonly Page[]) => pages.map(({ id }) => scans.get(id));
  return { before: inPlace(before), after: inPlace(after) };
}

interface Page {
  readonly id: string;
  readonly latest_version_id: string | null;
  readonly current_version_id: string | null;
}

async function pagesBeside(
  rows: Rows,
  { id, itemId, position, sortKey }: Place['surface'],
  side: 'before' | 'after',
): Promise<Page[]> {
  const [beyond, direction] = side === 'before' ? (['<', 'desc'] as const) : (['>', 'asc'] as const);
  return await rows
    .selectFrom('surfaces')
    .select(['id', 'latest_version_id', 'current_version_id'])
    .where('item_id', '=', itemId)
    .where('state', '!=', 'suppressed')
    .where(({ eb, refTuple, tuple }) =>
      eb(refTuple('position', 'sort_key', 'id'), beyond, tuple(position, sortKey, id)),
    )
    .orderBy('position', direction)
    .orderBy('sort_key', direction)
    .orderBy('id', direction)
    .limit(PAGES_ASIDE)
    .execute();
}

async function scansOf(rows: Rows, pages: readonly Page[]): Promise<ReadonlyMap<string, ScanAside>> {
  const ids = pages
    .flatMap((page) => [page.latest_version_id, page.current_version_id])
    .filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const found = await rows
    .selectFrom('file_versions')
    .select(['surface_id', 'original_name', 'sha256', 'facts', 'look'])
    .where('id', 'in', [...new Set(ids)])
    .where('state', '!=', 'rejected')
    .where('facts', 'is not', null)
    .orderBy('version')
    .execute();
  return new Map(
    found.map(({ surface_id, original_name, sha256, facts, look }) => [
      surface_id,
      {
        name: original_name,
        sha256,
        facts: JSON.parse(facts ?? 'null') as TechnicalFacts,
        look: look === null ? null : (JSON.parse(look) as Look),
      },
    ]),
  );
}

/**
 * The scans of other pages that have the same bytes and came before this one, those of the same item first; a hundred
 * at most. Only those that a page shows or that came for it last, which were not kept out, of pages that were not put
 * aside.
 */
export async function scansOfSameBytes(
  rows: Rows,
  { fileVersionId, surface, sha256 }: Place,
): Promise<SameBytesRow[]> {
  return await rows
    .selectFrom('file_versions as file')
    .innerJoin('surfaces as page', 'page.id', 'file.surface_id')
    .innerJoin('items as item', 'item.id', 'file.item_id')
    .select(['file.original_name as name', 'item.reference as reference', 'item.id as itemId'])
    .where('file.sha256', '=', sha256)
    .where('file.surface_id', '!=', surface.id)
    .where('file.id', '<', fileVersionId)
    .where('file.state', '!=', 'rejected')
    .where('page.state', '!=', 'suppressed')
    .where(({ eb, or }) =>
      or([
        eb('page.latest_version_id', '=', eb.ref('file.id')),
        eb('page.current_version_id', '=', eb.ref('file.id')),
      ]),
    )
    .orderBy(({ eb }) => eb.case().when('item.id', '=', surface.itemId).then(0).else(1).end())
    .orderBy('file.id')
    .limit(MAX_SAME)
    .execute();
}
