import type { TechnicalFacts } from '../../model/file-version.ts';
import { formatImageId } from '../../model/ids.ts';
import type {
  PageImage,
  RenderedFile,
  Rendering,
  RenderingKind,
  RenderingState,
} from '../../model/rendering.ts';
import type { Rows } from './records.ts';
import type { RenderingRow } from './tables-renderings.ts';

function toRendering(row: RenderingRow): Rendering {
  const { object_key: key, size_bytes: sizeBytes, sha256 } = row;
  return {
    id: row.id,
    itemId: row.item_id,
    revision: row.revision,
    kind: row.kind as RenderingKind,
    state: row.state as RenderingState,
    attempt: row.attempt,
    pagesDone: row.pages_done,
    pagesTotal: row.pages_total,
    expectedAt: row.expected_at,
    file: key === null || sizeBytes === null || sha256 === null ? null : { key, sizeBytes, sha256 },
    failure: row.failure,
    createdAt: row.created_at,
    settledAt: row.settled_at,
  };
}

/** Notes that a file is to be made of a revision. One that was asked for before stays as it is. */
export async function insertRendering(
  rows: Rows,
  due: Pick<Rendering, 'id' | 'itemId' | 'revision' | 'kind'> & { readonly at: number },
): Promise<void> {
  await rows
    .insertInto('renderings')
    .values({
      id: due.id,
      item_id: due.itemId,
      revision: due.revision,
      kind: due.kind,
      state: 'due',
      attempt: 1,
      pages_done: 0,
      pages_total: 0,
      expected_at: null,
      object_key: null,
      size_bytes: null,
      sha256: null,
      failure: null,
      created_at: due.at,
      settled_at: null,
    })
    .onConflict((conflict) => conflict.columns(['item_id', 'revision', 'kind']).doNothing())
    .execute();
}

/** The file with an id; undefined if there is none. */
export async function findRendering(rows: Rows, id: string): Promise<Rendering | undefined> {
  const row = await rows.selectFrom('renderings').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toRendering(row);
}

/** Every file of an item, those of the newest revision first. */
export async function renderingsOf(rows: Rows, itemId: string): Promise<Rendering[]> {
  const found = await rows
    .selectFrom('renderings')
    .selectAll()
    .where('item_id', '=', itemId)
    .orderBy('revision', 'desc')
    .orderBy('kind')
    .execute();
  return found.map(toRendering);
}

/** Files that are to be made, the oldest first. */
export async function unmadeRenderings(rows: Rows, limit: number): Promise<Rendering[]> {
  const found = await rows
    .selectFrom('renderings')
    .selectAll()
    .where('state', 'in', ['due', 'making'])
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return found.map(toRendering);
}

/** How many files are to be made before the one of this moment. */
export async function countBefore(rows: Rows, { createdAt, id }: Rendering): Promise<number> {
  const { count } = await rows
    .selectFrom('renderings')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('state', 'in', ['due', 'making'])
    .where((eb) =>
      eb.or([
        eb('created_at', '<', createdAt),
        eb.and([eb('created_at', '=', createdAt), eb('id', '<', id)]),
      ]),
    )
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** What a worker told of one that it is making. */
export interface RenderingPace {
  readonly id: string;
  readonly attempt: number;
  readonly pagesDone: number;
  readonly pagesTotal: number;
  /** ms since 1970; null where it cannot be told yet. */
  readonly expectedAt: number | null;
}

/** Notes how far it is. What comes late, or of an attempt before this one, changes nothing. */
export async function notePace(rows: Rows, pace: RenderingPace): Promise<boolean> {
  const result = await rows
    .updateTable('renderings')
    .set({
      state: 'making',
      pages_done: pace.pagesDone,
      pages_total: pace.pagesTotal,
      expected_at: pace.expectedAt,
    })
    .where('id', '=', pace.id)
    .where('attempt', '=', pace.attempt)
    .where('state', 'in', ['due', 'making'])
    .where('pages_done', '<=', pace.pagesDone)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Notes how it ended: with a file, or why not.
 *
 * @returns false, and nothing is changed, where that was settled already or another attempt is due.
 */
export async function settleRendering(
  rows: Rows,
  of: Pick<Rendering, 'id' | 'attempt'>,
  end: { readonly file: RenderedFile; readonly pages: number } | { readonly failure: string },
  at: number,
): Promise<boolean> {
  const set =
    'file' in end
      ? {
          state: 'ready',
          object_key: end.file.key,
          size_bytes: end.file.sizeBytes,
          sha256: end.file.sha256,
          pages_done: end.pages,
          pages_total: end.pages,
          failure: null,
        }
      : { state: 'failed', failure: end.failure };
  const result = await rows
    .updateTable('renderings')
    .set({ ...set, expected_at: null, settled_at: at })
    .where('id', '=', of.id)
    .where('attempt', '=', of.attempt)
    .where('state', 'in', ['due', 'making'])
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Makes one that failed due once more, as its next attempt. @returns false where it has not failed. */
export async function retryRendering(rows: Rows, id: string): Promise<boolean> {
  const result = await rows
    .updateTable('renderings')
    .set((eb) => ({
      state: 'due',
      attempt: eb('attempt', '+', 1),
      pages_done: 0,
      expected_at: null,
      failure: null,
      settled_at: null,
    }))
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Files of revisions that are not published any more, where one of the same kind is ready of the one that is, or that
 * revision offers none: nobody can ask for them, and nothing is made from them again.
 */
export async function supersededRenderings(rows: Rows, limit: number): Promise<Rendering[]> {
  const found = await rows
    .selectFrom('renderings')
    .innerJoin('manifests', 'manifests.id', 'renderings.item_id')
    .leftJoin('renderings as newer', (join) =>
      join
        .onRef('newer.item_id', '=', 'renderings.item_id')
        .onRef('newer.kind', '=', 'renderings.kind')
        .onRef('newer.revision', '=', 'manifests.published_revision'),
    )
    .selectAll('renderings')
    .whereRef('renderings.revision', '<>', 'manifests.published_revision')
    .where((eb) => eb.or([eb('newer.id', 'is', null), eb('newer.state', '=', 'ready')]))
    .orderBy('renderings.id')
    .limit(limit)
    .execute();
  return found.map(toRendering);
}

/** Forgets a file whose bytes are gone. */
export async function removeRendering(rows: Rows, id: string): Promise<void> {
  await rows.deleteFrom('renderings').where('id', '=', id).execute();
}

/** The kinds that somebody chose for an item; undefined where nobody has. */
export async function findDownloads(
  rows: Rows,
  itemId: string,
): Promise<readonly RenderingKind[] | undefined> {
  const row = await rows
    .selectFrom('item_downloads')
    .select('kinds')
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return row && (JSON.parse(row.kinds) as readonly RenderingKind[]);
}

/** Notes which kinds an item offers; undefined: what is usual for it. */
export async function setDownloads(
  rows: Rows,
  itemId: string,
  kinds: readonly RenderingKind[] | undefined,
): Promise<void> {
  await rows.deleteFrom('item_downloads').where('item_id', '=', itemId).execute();
  if (kinds === undefined) return;
  await rows
    .insertInto('item_downloads')
    .values({ item_id: itemId, kinds: JSON.stringify(kinds) })
    .execute();
}

/** Every image of an item that has tiles, by image id: where they lie, and what is known of the scan. */
export async function pageImages(rows: Rows, itemId: string): Promise<Map<string, Omit<PageImage, 'full'>>> {
  const found = await rows
    .selectFrom('file_versions')
    .innerJoin('derivatives', 'derivatives.file_version_id', 'file_versions.id')
    .innerJoin('surfaces', 'surfaces.id', 'file_versions.surface_id')
    .select([
      'file_versions.id',
      'file_versions.surface_id',
      'file_versions.version',
      'file_versions.facts',
      'surfaces.name',
      'derivatives.object_key',
      'derivatives.directory_offset',
      'derivatives.directory_bytes',
      'derivatives.width',
      'derivatives.height',
    ])
    .where('file_versions.item_id', '=', itemId)
    .where('derivatives.kind', '=', 'tile-pack')
    .orderBy('derivatives.created_at')
    .execute();
  return new Map(
    found.map((row) => [
      formatImageId({ surfaceId: row.surface_id, version: row.version }),
      {
        fileVersionId: row.id,
        name: row.name,
        packKey: row.object_key,
        directoryOffset: row.directory_offset,
        directoryBytes: row.directory_bytes,
        width: row.width,
        height: row.height,
        ppi: ppiOf(row.facts),
      },
    ]),
  );
}

/** Only where the scan says the same for both sides. */
function ppiOf(facts: string | null): number | null {
  if (facts === null) return null;
  const { ppiX, ppiY } = JSON.parse(facts) as TechnicalFacts;
  return ppiX === ppiY ? ppiX : null;
}
