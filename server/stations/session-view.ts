import type {
  CaptureSession,
  CaptureSessionEntry,
  CaptureSessionView,
  Target,
} from '../../model/capture-session.ts';
import { Fault } from '../../model/fault.ts';
import { countAffected } from '../../storage/records/affected.ts';
import { agentNames } from '../../storage/records/agents.ts';
import {
  countFilesOfSessions,
  findCaptureSession,
  type SessionSearch,
  searchCaptureSessions,
} from '../../storage/records/capture-sessions.ts';
import { eventsOfSession } from '../../storage/records/events.ts';
import type { Rows } from '../../storage/records/records.ts';
import { listStations } from '../../storage/records/stations.ts';
import { newestTargets, targetsOfSession } from '../../storage/records/targets.ts';

const MAX_EVENTS = 1_000;

/** Sessions as a list shows them, newest first. */
export async function readSessions(
  rows: Rows,
  search: SessionSearch,
): Promise<{ sessions: CaptureSessionEntry[]; total: number }> {
  const { sessions, total } = await searchCaptureSessions(rows, search);
  return { sessions: await entriesOf(rows, sessions), total };
}

/** A session with everything that is known of it. @throws Fault('not-found') */
export async function readSessionView(rows: Rows, sessionId: string): Promise<CaptureSessionView> {
  const [entry] = await entriesOf(rows, [await findSession(rows, sessionId)]);
  if (entry === undefined) throw new Fault('internal', 'A session could not be summed up.');
  const targets = await targetsOfSession(rows, sessionId);
  const names = await agentNames(
    rows,
    targets.map(({ agent }) => agent),
  );
  return {
    ...entry,
    targets: targets.map(({ agent, sessionId: _, ...target }) => ({
      ...target,
      by: names.get(agent) ?? agent,
    })),
    affected: await countAffected(rows, sessionId),
  };
}

/** What happened in a session itself, newest first, with the names of who did it. @throws Fault('not-found') */
export async function readSessionEvents(rows: Rows, sessionId: string) {
  await findSession(rows, sessionId);
  const events = await eventsOfSession(rows, sessionId, MAX_EVENTS);
  const names = await agentNames(
    rows,
    events.map(({ agent }) => agent),
  );
  return events.map((event) => ({ ...event, agentName: names.get(event.agent) ?? event.agent }));
}

/** @throws Fault('not-found') */
export async function findSession(rows: Rows, sessionId: string): Promise<CaptureSession> {
  const session = await findCaptureSession(rows, sessionId);
  if (session === undefined) throw new Fault('not-found', 'There is no such session.');
  return session;
}

async function entriesOf(rows: Rows, sessions: readonly CaptureSession[]): Promise<CaptureSessionEntry[]> {
  const ids = sessions.map(({ id }) => id);
  const files = await countFilesOfSessions(rows, ids);
  const targets = await newestTargets(rows, ids);
  const stations = new Map((await listStations(rows)).map(({ id, name }) => [id, name]));
  return sessions.map((session) =>
    entryOf(session, {
      station: stations.get(session.stationId) ?? '',
      target: targets.get(session.id),
      files: files.get(session.id) ?? 0,
    }),
  );
}

function entryOf(
  { id, stationId, operator, device, startedAt, endedAt }: CaptureSession,
  known: { station: string; target: Pick<Target, 'result' | 'at'> | undefined; files: number },
): CaptureSessionEntry {
  return {
    id,
    station: { id: stationId, name: known.station },
    ...{ operator, device, startedAt, endedAt },
    target: known.target?.result ?? 'none',
    targetAt: known.target?.at ?? null,
    files: known.files,
  };
}
