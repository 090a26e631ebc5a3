import type { Target, TargetResult, TargetSource, TargetValue } from '../../model/capture-session.ts';
import type { Rows } from './records.ts';
import type { TargetRow } from './tables-stations.ts';

function toTarget(row: TargetRow): Target {
  return {
    id: row.id,
    sessionId: row.session_id,
    number: row.number,
    kind: row.kind,
    result: row.result as TargetResult,
    values: JSON.parse(row.measures) as readonly TargetValue[],
    fileName: row.file_name,
    source: row.source as TargetSource,
    note: row.note,
    agent: row.agent,
    at: row.at,
  };
}

/** Adds a target result; it gets the next number in its session. */
export async function insertTarget(rows: Rows, target: Omit<Target, 'number'>): Promise<void> {
  const { last } = await rows
    .selectFrom('targets')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('session_id', '=', target.sessionId)
    .executeTakeFirstOrThrow();
  await rows
    .insertInto('targets')
    .values({
      id: target.id,
      session_id: target.sessionId,
      number: (last ?? 0) + 1,
      kind: target.kind,
      result: target.result,
      measures: JSON.stringify(target.values),
      file_name: target.fileName,
      source: target.source,
      note: target.note,
      agent: target.agent,
      at: target.at,
    })
    .execute();
}

/** Every target result of a session, newest first. */
export async function targetsOfSession(rows: Rows, sessionId: string): Promise<Target[]> {
  const found = await rows
    .selectFrom('targets')
    .selectAll()
    .where('session_id', '=', sessionId)
    .orderBy('number', 'desc')
    .execute();
  return found.map(toTarget);
}

/** The newest target result of each of these sessions; those that have none are not in it. */
export async function newestTargets(
  rows: Rows,
  sessionIds: readonly string[],
): Promise<Map<string, Pick<Target, 'result' | 'at'>>> {
  if (sessionIds.length === 0) return new Map();
  const found = await rows
    .selectFrom('targets')
    .select(['session_id', 'result', 'at'])
    .where('session_id', 'in', sessionIds)
    .orderBy('number')
    .execute();
  return new Map(
    found.map(({ session_id, result, at }) => [session_id, { result: result as TargetResult, at }]),
  );
}
