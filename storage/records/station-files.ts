import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { FileState } from '../../model/file-version.ts';
import type { SurfaceState } from '../../model/surface.ts';
import type { Rows } from './records.ts';
import type { Tables } from './tables.ts';

/** From a moment, and before another, in milliseconds. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A scan that came from a station. */
export interface StationFile {
  readonly id: string;
  readonly itemId: string;
  readonly reference: string;
  readonly name: string;
  readonly version: number;
  readonly state: FileState;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly digestOrigin: 'station' | 'server';
  readonly undoneAt: number | null;
  /** How its side stands, and the newest scan of that. */
  readonly surfaceState: SurfaceState;
  readonly latestState: FileState | null;
  readonly latestId: string | null;
  readonly createdAt: number;
}

/** Notes that a file came from a station. */
export async function noteStationArrival(
  rows: Rows,
  { stationId, fileVersionId, at }: { stationId: string; fileVersionId: string; at: number },
): Promise<void> {
  await rows
    .insertInto('station_arrivals')
    .values({ station_id: stationId, file_version_id: fileVersionId, at })
    .execute();
}

/** The stations that a file came from: more than one where the same bytes came again elsewhere. */
export async function stationsOfFile(rows: Rows, fileVersionId: string): Promise<string[]> {
  const found = await rows
    .selectFrom('station_arrivals')
    .select('station_id')
    .distinct()
    .where('file_version_id', '=', fileVersionId)
    .execute();
  return found.map(({ station_id: stationId }) => stationId);
}

/** What came in a span from a station, bytes too that stood already. In the order in which it became known. */
export async function filesOfStation(
  rows: Rows,
  stationId: string,
  { from, until, limit }: Span & { limit: number },
): Promise<StationFile[]> {
  const found = await rows
    .selectFrom('file_versions')
    .innerJoin('items', 'items.id', 'file_versions.item_id')
    .innerJoin('surfaces', 'surfaces.id', 'file_versions.surface_id')
    .leftJoin('file_versions as latest', 'latest.id', 'surfaces.latest_version_id')
    .select([
      'file_versions.id as id',
      'items.id as itemId',
      'items.reference as reference',
      'file_versions.original_name as name',
      'file_versions.version as version',
      'file_versions.state as state',
      'file_versions.size_bytes as sizeBytes',
      'file_versions.sha256 as sha256',
      'file_versions.digest_origin as digestOrigin',
      'file_versions.undone_at as undoneAt',
      'surfaces.state as surfaceState',
      'latest.state as latestState',
      'latest.id as latestId',
      'file_versions.created_at as createdAt',
    ])
    .where('file_versions.id', 'in', arrivedFrom(rows, stationId, { from, until }))
    .orderBy('file_versions.created_at')
    .orderBy('file_versions.id')
    .limit(limit)
    .execute();
  return found.map((row) => ({
    ...row,
    state: row.state as FileState,
    digestOrigin: row.digestOrigin as StationFile['digestOrigin'],
    surfaceState: row.surfaceState as SurfaceState,
    latestState: row.latestState as FileState | null,
  }));
}

function sessionsOf(rows: Rows, stationId: string) {
  return rows.selectFrom('capture_sessions').select('id').where('station_id', '=', stationId);
}

function arrivedFrom(rows: Rows, stationId: string, { from, until }: Span) {
  return rows
    .selectFrom('station_arrivals')
    .select('file_version_id')
    .where('station_id', '=', stationId)
    .where('at', '>=', from)
    .where('at', '<', until);
}

/**
 * Whether an upload is the last that was heard of its file. Nobody waits for it any more where the bytes that it promised
 * came under its name, or its sender sent something else of that name since. What others send of that name is no answer.
 */
export function isStillWanted(eb: ExpressionBuilder<Tables, 'uploads'>): Expression<SqlBool> {
  return eb.not(
    eb.exists(
      eb
        .selectFrom('file_versions as later')
        .select('later.id')
        .whereRef('later.item_id', '=', 'uploads.item_id')
        .whereRef('later.original_name', '=', 'uploads.file_name')
        .where((file) =>
          file.or([
            file('later.sha256', '=', file.ref('uploads.sha256')),
            file.and([
              file('later.created_at', '>=', file.ref('uploads.created_at')),
              file.exists(
                file
                  .selectFrom('events')
                  .select('events.id')
                  .whereRef('events.file_version_id', '=', 'later.id')
                  .whereRef('events.agent', '=', 'uploads.agent')
                  .where('events.type', '=', 'ingestion'),
              ),
            ]),
          ]),
        ),
    ),
  );
}

/**
 * Files of a station that are not in: still coming, whenever they were begun before the end of a span, and those that
 * turned out to be damaged in it.
 */
export async function unendedOfStation(
  rows: Rows,
  stationId: string,
  { from, until, limit }: Span & { limit: number },
): Promise<{ readonly name: string; readonly reference: string; readonly state: 'receiving' | 'refused' }[]> {
  const found = await rows
    .selectFrom('uploads')
    .innerJoin('items', 'items.id', 'uploads.item_id')
    .select(['uploads.file_name as name', 'items.reference as reference', 'uploads.state as state'])
    .where('uploads.state', 'in', ['receiving', 'refused'])
    .where((eb) => isStillWanted(eb))
    .where((eb) => eb.or([eb('uploads.state', '=', 'receiving'), eb('uploads.finished_at', '>=', from)]))
    .where('uploads.created_at', '<', until)
    .where((eb) =>
      eb.or([
        eb('uploads.session_id', 'in', sessionsOf(rows, stationId)),
        eb('uploads.station_id', '=', stationId),
      ]),
    )
    .orderBy('uploads.id')
    .limit(limit)
    .execute();
  return found.map((row) => ({ ...row, state: row.state as 'receiving' | 'refused' }));
}

/** Which of these digests are of a master that is kept: bytes that were proved. */
export async function keptDigests(rows: Rows, digests: readonly string[]): Promise<Set<string>> {
  const kept = new Set<string>();
  for (let start = 0; start < digests.length; start += 500) {
    const found = await rows
      .selectFrom('file_versions')
      .select('sha256')
      .distinct()
      .where('sha256', 'in', digests.slice(start, start + 500))
      .execute();
    for (const { sha256 } of found) kept.add(sha256);
  }
  return kept;
}

/** The last steps of a kind that were done: when each became due and when it ended, the newest first. */
export async function lastDone(
  rows: Rows,
  step: string,
  limit: number,
): Promise<{ readonly dueAt: number; readonly endedAt: number }[]> {
  const found = await rows
    .selectFrom('due_steps')
    .select(['created_at as dueAt', 'settled_at as endedAt'])
    .where('state', '=', 'done')
    .where('step', '=', step)
    .where('settled_at', 'is not', null)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return found.map(({ dueAt, endedAt }) => ({ dueAt, endedAt: endedAt ?? dueAt }));
}

/** How many steps of a kind are due; up to a step, or of an item. */
export async function countDue(
  rows: Rows,
  step: string,
  only: { readonly upTo?: string; readonly itemId?: string } = {},
): Promise<{ readonly count: number; readonly last: string | undefined }> {
  let found = rows
    .selectFrom('due_steps')
    .select((eb) => [eb.fn.countAll().as('count'), eb.fn.max('due_steps.id').as('last')])
    .where('due_steps.state', '=', 'due')
    .where('due_steps.step', '=', step);
  if (only.upTo !== undefined) found = found.where('due_steps.id', '<=', only.upTo);
  const { itemId } = only;
  if (itemId !== undefined)
    found = found.where('due_steps.file_version_id', 'in', (eb) =>
      eb.selectFrom('file_versions').select('file_versions.id').where('item_id', '=', itemId),
    );
  const { count, last } = await found.executeTakeFirstOrThrow();
  return { count: Number(count), last: last ?? undefined };
}
