import type { AffectedSurface } from '../../model/capture-session.ts';
import type { FileState } from '../../model/file-version.ts';
import type { LanguageMap } from '../../model/language.ts';
import type { SurfaceState } from '../../model/surface.ts';
import type { Rows } from './records.ts';

/**
 * The surfaces that show, or have as their newest, a scan of a session: by reference, then in the order of the item.
 * Those whose scan of it has been replaced since are not in it.
 */
export async function affectedSurfaces(
  rows: Rows,
  sessionId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<AffectedSurface[]> {
  const found = await selectAffected(rows, sessionId)
    .innerJoin('items', 'items.id', 'surfaces.item_id')
    .select([
      'surfaces.id as surfaceId',
      'surfaces.name',
      'surfaces.state',
      'items.id as itemId',
      'items.reference',
      'items.label',
      'shown.version as shownVersion',
      'shown.state as shownState',
      'latest.version as latestVersion',
      'latest.state as latestState',
    ])
    .orderBy('items.reference')
    .orderBy('items.id')
    .orderBy('surfaces.position')
    .orderBy('surfaces.sort_key')
    .orderBy('surfaces.id')
    .limit(limit)
    .offset(offset)
    .execute();
  return found.map((row) => ({
    surfaceId: row.surfaceId,
    name: row.name,
    state: row.state as SurfaceState,
    item: { id: row.itemId, reference: row.reference, label: JSON.parse(row.label) as LanguageMap },
    shown: row.shownVersion,
    latest: row.latestVersion,
    file: (row.latestState ?? row.shownState) as FileState,
  }));
}

/** How many there are. */
export async function countAffected(rows: Rows, sessionId: string): Promise<number> {
  const { total } = await selectAffected(rows, sessionId)
    .select((eb) => eb.fn.countAll().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}

function selectAffected(rows: Rows, sessionId: string) {
  return rows
    .selectFrom('surfaces')
    .leftJoin('file_versions as shown', (join) =>
      join.onRef('shown.id', '=', 'surfaces.current_version_id').on('shown.session_id', '=', sessionId),
    )
    .leftJoin('file_versions as latest', (join) =>
      join.onRef('latest.id', '=', 'surfaces.latest_version_id').on('latest.session_id', '=', sessionId),
    )
    .where('surfaces.id', 'in', (eb) =>
      eb.selectFrom('file_versions').select('surface_id').where('session_id', '=', sessionId),
    )
    .where((eb) => eb.or([eb('shown.id', 'is not', null), eb('latest.id', 'is not', null)]));
}
