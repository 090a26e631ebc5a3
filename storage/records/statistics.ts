import type { FileState } from '../../model/file-version.ts';
import type { Severity } from '../../model/finding.ts';
import type { StepName } from '../jobs/jobs.ts';
import type { Rows } from './records.ts';

/**
 * What is counted for statistics. Everything is counted in the database, by an index over the time of arrival: what
 * one day costs depends on that day alone, not on what the archive has gathered in twenty years.
 */

/** From a moment until just before another, in milliseconds. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** Every zone's clock is some quarters of an hour away from every other: days and hours are put together of these. */
export const QUARTER_MS = 900_000;
const SECOND_MS = 1_000;

/** Scans by the quarter of an hour in which they arrived (counted from 1970), and by what has become of them. */
export async function arrivalsByQuarter(
  rows: Rows,
  { from, until }: Span,
): Promise<{ quarter: number; state: FileState; count: number }[]> {
  const found = await rows
    .selectFrom('file_versions')
    .select((eb) => [
      eb('created_at', '/', eb.lit(QUARTER_MS)).as('quarter'),
      'state',
      eb.fn.countAll<number>().as('count'),
    ])
    .where('created_at', '>=', from)
    .where('created_at', '<', until)
    .groupBy((eb) => [eb('created_at', '/', eb.lit(QUARTER_MS)), 'state'])
    .execute();
  return found.map(({ quarter, state, count }) => ({
    quarter: Number(quarter),
    state: state as FileState,
    count,
  }));
}

/** Rejections of pages that were not taken back, by the quarter of an hour and by reason ('' where none was given). */
export async function rejectionsByQuarter(
  rows: Rows,
  { from, until }: Span,
): Promise<{ quarter: number; reason: string; count: number }[]> {
  const found = await rows
    .selectFrom('reviews')
    .select((eb) => [
      eb('at', '/', eb.lit(QUARTER_MS)).as('quarter'),
      'reason',
      eb.fn.countAll<number>().as('count'),
    ])
    .where('at', '>=', from)
    .where('at', '<', until)
    .where('verdict', '=', 'rejected')
    .where('undone_at', 'is', null)
    .groupBy((eb) => [eb('at', '/', eb.lit(QUARTER_MS)), 'reason'])
    .execute();
  return found.map(({ quarter, reason, count }) => ({
    quarter: Number(quarter),
    reason: reason ?? '',
    count,
  }));
}

/** On how many of the scans that arrived then each rule had something to say. */
export async function findingsByRule(
  rows: Rows,
  { from, until }: Span,
): Promise<{ rule: string; severity: Severity; count: number }[]> {
  const found = await rows
    .selectFrom('file_versions as file')
    .innerJoin('findings as finding', 'finding.file_version_id', 'file.id')
    .select((eb) => [
      'finding.rule as rule',
      'finding.severity as severity',
      eb.fn.count<number>('file.id').distinct().as('count'),
    ])
    .where('file.created_at', '>=', from)
    .where('file.created_at', '<', until)
    .groupBy(['finding.rule', 'finding.severity'])
    .execute();
  return found.map((row) => ({ ...row, severity: row.severity as Severity }));
}

/** Scans by the station whose session they carry; where they carry none, by who sent them. */
export async function arrivalsBySender(
  rows: Rows,
  { from, until }: Span,
): Promise<{ stationId: string | null; agent: string | null; state: FileState; count: number }[]> {
  const found = await rows
    .selectFrom('file_versions as file')
    .leftJoin('capture_sessions as session', 'session.id', 'file.session_id')
    .leftJoin('events as event', (join) =>
      join
        .onRef('event.file_version_id', '=', 'file.id')
        .on('event.type', '=', 'ingestion')
        .on('file.session_id', 'is', null),
    )
    .select((eb) => [
      'session.station_id as stationId',
      'event.agent as agent',
      'file.state as state',
      eb.fn.countAll<number>().as('count'),
    ])
    .where('file.created_at', '>=', from)
    .where('file.created_at', '<', until)
    .groupBy(['session.station_id', 'event.agent', 'file.state'])
    .execute();
  return found.map((row) => ({ ...row, state: row.state as FileState }));
}

/** So many scans waited so long. */
export interface Seconds {
  readonly seconds: number;
  readonly count: number;
}

/**
 * Scans by the whole seconds that a step of theirs took: from their arrival to the verdict of the rules, or from there
 * until their tiles were there. Steps that are done are not asked for by that state, or SQLite would begin with all of
 * them that there ever were.
 */
export async function secondsUntil(
  rows: Rows,
  step: 'verdict' | 'ready',
  { from, until }: Span,
): Promise<Seconds[]> {
  const checked = rows
    .selectFrom('file_versions as file')
    .innerJoin('due_steps as checked', 'checked.file_version_id', 'file.id')
    .where('file.created_at', '>=', from)
    .where('file.created_at', '<', until)
    .where('checked.step', '=', 'check-master')
    .where('checked.settled_at', 'is not', null)
    .where('checked.state', '!=', 'failed');
  const waited =
    step === 'verdict'
      ? checked.select(({ eb, ref }) => eb('checked.settled_at', '-', ref('file.created_at')).as('ms'))
      : checked
          .innerJoin('due_steps as cut', 'cut.file_version_id', 'file.id')
          .where('cut.step', '=', 'cut-tiles')
          .where('cut.settled_at', 'is not', null)
          .where('cut.state', '!=', 'failed')
          .select(({ eb, ref }) => eb('cut.settled_at', '-', ref('checked.settled_at')).as('ms'));
  const found = await rows
    .selectFrom(waited.as('waited'))
    .select((eb) => [eb('ms', '/', eb.lit(SECOND_MS)).as('seconds'), eb.fn.countAll<number>().as('count')])
    .groupBy((eb) => eb('ms', '/', eb.lit(SECOND_MS)))
    .execute();
  return found.map(({ seconds, count }) => ({ seconds: Number(seconds), count }));
}

/** What is to be done now, and what has failed for good; a line for each step of each. */
export async function openSteps(
  rows: Rows,
): Promise<{ step: StepName; state: 'due' | 'failed'; count: number; oldestAt: number }[]> {
  const found = await rows
    .selectFrom('due_steps')
    .select((eb) => [
      'step',
      'state',
      eb.fn.countAll<number>().as('count'),
      eb.fn.min('created_at').as('oldestAt'),
    ])
    .where('state', 'in', ['due', 'failed'])
    .groupBy(['step', 'state'])
    .execute();
  return found.map((row) => ({ ...row, step: row.step as StepName, state: row.state as 'due' | 'failed' }));
}

/** What stations are called, by id. */
export async function stationNames(rows: Rows, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const found = await rows
    .selectFrom('stations')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(found.map(({ id, name }) => [id, name]));
}
