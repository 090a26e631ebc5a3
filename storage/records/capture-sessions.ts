import type { CaptureSession, FileSession } from '../../model/capture-session.ts';
import type { Rows } from './records.ts';
import type { CaptureSessionRow } from './tables-stations.ts';

function toSession(row: CaptureSessionRow): CaptureSession {
  return {
    id: row.id,
    stationId: row.station_id,
    operator: row.operator,
    device: row.device,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  };
}

/** Adds a session. The database refuses a second open one at a station: Fault('conflict'). */
export async function insertCaptureSession(rows: Rows, session: CaptureSession): Promise<void> {
  await rows
    .insertInto('capture_sessions')
    .values({
      id: session.id,
      station_id: session.stationId,
      operator: session.operator,
      device: session.device,
      started_at: session.startedAt,
      ended_at: session.endedAt,
    })
    .execute();
}

/** The session with an id, open or not; undefined if there is none. */
export async function findCaptureSession(rows: Rows, id: string): Promise<CaptureSession | undefined> {
  const row = await rows.selectFrom('capture_sessions').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toSession(row);
}

/** The session that is open at a station; undefined if none is. */
export async function findOpenSession(rows: Rows, stationId: string): Promise<CaptureSession | undefined> {
  const row = await rows
    .selectFrom('capture_sessions')
    .selectAll()
    .where('station_id', '=', stationId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row && toSession(row);
}

/** The session that was open at a station at a time; undefined if none was. */
export async function findSessionAt(
  rows: Rows,
  stationId: string,
  at: number,
): Promise<CaptureSession | undefined> {
  const row = await rows
    .selectFrom('capture_sessions')
    .selectAll()
    .where('station_id', '=', stationId)
    .where('started_at', '<=', at)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', at)]))
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row && toSession(row);
}

/** Every open session, by its station. */
export async function openSessions(rows: Rows): Promise<Map<string, CaptureSession>> {
  const found = await rows.selectFrom('capture_sessions').selectAll().where('ended_at', 'is', null).execute();
  return new Map(found.map((row) => [row.station_id, toSession(row)]));
}

/** Ends a session. @returns false where it had ended already. */
export async function endCaptureSession(rows: Rows, id: string, at: number): Promise<boolean> {
  const result = await rows
    .updateTable('capture_sessions')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Which sessions are wanted. Times in milliseconds; a session counts to the moment at which it began. */
export interface SessionSearch {
  readonly stationId?: string;
  /** Not before. */
  readonly from?: number;
  /** Before. */
  readonly until?: number;
  readonly limit: number;
  readonly offset: number;
}

/** Sessions, newest first, and how many there are in all. */
export async function searchCaptureSessions(
  rows: Rows,
  search: SessionSearch,
): Promise<{ sessions: CaptureSession[]; total: number }> {
  const { stationId, from, until, limit, offset } = search;
  let wanted = rows.selectFrom('capture_sessions');
  if (stationId !== undefined) wanted = wanted.where('station_id', '=', stationId);
  if (from !== undefined) wanted = wanted.where('started_at', '>=', from);
  if (until !== undefined) wanted = wanted.where('started_at', '<', until);
  const { total } = await wanted.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow();
  const found = await wanted
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return { sessions: found.map(toSession), total: Number(total) };
}

/** How many scans carry each of these sessions; those that none carries are not in it. */
export async function countFilesOfSessions(
  rows: Rows,
  sessionIds: readonly string[],
): Promise<Map<string, number>> {
  if (sessionIds.length === 0) return new Map();
  const found = await rows
    .selectFrom('file_versions')
    .select((eb) => ['session_id', eb.fn.countAll().as('files')])
    .where('session_id', 'in', sessionIds)
    .groupBy('session_id')
    .execute();
  return new Map(found.map((row) => [row.session_id ?? '', Number(row.files)]));
}

/** Notes in which session a scan was made. */
export async function noteSession(rows: Rows, fileVersionId: string, sessionId: string): Promise<void> {
  await rows
    .updateTable('file_versions')
    .set({ session_id: sessionId })
    .where('id', '=', fileVersionId)
    .execute();
}

/** The sessions that the scans of an item carry, by the id of the scan; those of none are not in it. */
export async function sessionsOfItem(rows: Rows, itemId: string): Promise<Map<string, FileSession>> {
  const found = await selectFileSessions(rows).where('file_versions.item_id', '=', itemId).execute();
  return new Map(found.map(({ fileVersionId, ...session }) => [fileVersionId, session]));
}

/** The session that a scan carries; undefined if it is of none. */
export async function findSessionOfFile(rows: Rows, fileVersionId: string): Promise<FileSession | undefined> {
  const found = await selectFileSessions(rows)
    .where('file_versions.id', '=', fileVersionId)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const { fileVersionId: _, ...session } = found;
  return session;
}

function selectFileSessions(rows: Rows) {
  return rows
    .selectFrom('file_versions')
    .innerJoin('capture_sessions', 'capture_sessions.id', 'file_versions.session_id')
    .innerJoin('stations', 'stations.id', 'capture_sessions.station_id')
    .select([
      'file_versions.id as fileVersionId',
      'capture_sessions.id',
      'stations.name as station',
      'capture_sessions.operator',
      'capture_sessions.device',
      'capture_sessions.started_at as startedAt',
    ]);
}
