import { completenessOf, type Side } from '../../intake/completeness.ts';
import { pageWarnings } from '../../intake/page-warnings.ts';
import type { StandProgress, StandTarget } from '../../model/copy-stand.ts';
import { Fault } from '../../model/fault.ts';
import { agentNames } from '../../storage/records/agents.ts';
import { findCaptureEnd, findCaptureNotes } from '../../storage/records/capture-notes.ts';
import { findOpenSession } from '../../storage/records/capture-sessions.ts';
import { findingsOfFile } from '../../storage/records/findings.ts';
import type { Rows } from '../../storage/records/records.ts';
import {
  listedSides,
  type StandSide,
  standSides,
  standUploads,
  standWarnings,
} from '../../storage/records/stand.ts';
import { newestTargets } from '../../storage/records/targets.ts';
import { answersAll } from '../actions/rescan-states.ts';

/** Of more rejected scans than these it is only counted how many there are. */
const MOST_REASONS = 5;

/**
 * How far the capture of an item is, as the one place that decides whether it is whole.
 *
 * @param stationId whose target counts; undefined where it is asked without a station: then none does
 * @throws Fault('not-found')
 */
export async function readProgress(
  rows: Rows,
  itemId: string,
  stationId: string | undefined,
): Promise<StandProgress> {
  const notes = await findCaptureNotes(rows, itemId);
  if (notes === undefined) throw new Fault('not-found', 'There is no such item.');
  const sides = await standSides(rows, itemId);
  const listed = notes.expectedCount ?? (await listedSides(rows, itemId));
  const uploads = await standUploads(rows, itemId);
  const found = completenessOf({
    expected: listed === 0 ? null : listed,
    sides: await withReasons(rows, sides),
    arriving: namesOf(uploads, 'receiving'),
    refused: namesOf(uploads, 'refused'),
    target: stationId === undefined ? 'pass' : await targetOf(rows, stationId),
  });
  const warned = pageWarnings(
    await standWarnings(rows, itemId),
    sides.map(({ name }) => name),
  );
  return {
    ...found,
    warnings: [...warned, ...found.warnings],
    finished: await readFinished(rows, itemId),
  };
}

type StandUploads = Awaited<ReturnType<typeof standUploads>>;

function namesOf(uploads: StandUploads, wanted: StandUploads[number]['state']): readonly string[] {
  return uploads.filter(({ state }) => state === wanted).map(({ fileName }) => fileName);
}

/** How the target of the session stands that is open at a station. */
async function targetOf(rows: Rows, stationId: string): Promise<StandTarget> {
  const session = await findOpenSession(rows, stationId);
  if (session === undefined) return 'no-session';
  return (await newestTargets(rows, [session.id])).get(session.id)?.result ?? 'none';
}

async function withReasons(rows: Rows, sides: readonly StandSide[]): Promise<readonly Side[]> {
  const rejected = sides.filter(({ file, state }) => file === 'rejected' && state !== 'suppressed');
  const reasons = new Map<string, Side['reason']>();
  for (const { surfaceId, fileVersionId } of rejected.slice(0, MOST_REASONS)) {
    const [first] = await findingsOfFile(rows, fileVersionId ?? '');
    reasons.set(surfaceId, first?.message);
  }
  const meant = new Set<string>();
  for (const { surfaceId, fileVersionId, state, file } of sides)
    if (state === 'rescan_requested' && fileVersionId !== null && file !== 'ready')
      if (!(await answersAll(rows, fileVersionId))) meant.add(surfaceId);
  return sides.map(({ surfaceId, name, state, file, digest }) => ({
    ...{ name, state, file, digest },
    isMeant: meant.has(surfaceId),
    reason: reasons.get(surfaceId),
  }));
}

async function readFinished(rows: Rows, itemId: string): Promise<StandProgress['finished']> {
  const end = await findCaptureEnd(rows, itemId);
  if (end === undefined || end.finishedAt === null || end.finishedBy === null) return null;
  const names = await agentNames(rows, [end.finishedBy]);
  return { at: end.finishedAt, by: names.get(end.finishedBy) ?? end.finishedBy };
}
