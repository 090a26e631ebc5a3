import type { CaptureSession } from '../../model/capture-session.ts';
import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import {
  endCaptureSession,
  findOpenSession,
  insertCaptureSession,
} from '../../storage/records/capture-sessions.ts';
import { appendEvent } from '../../storage/records/events.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findStation } from '../../storage/records/stations.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/**
 * Opens a session at a station. One that is open there ends with it.
 *
 * @returns its id.
 * @throws Fault('not-found') where there is no such station.
 */
export async function startSession(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  wanted: { stationId: string; operator: string; device: string; agent: string },
): Promise<string> {
  const { stationId, operator, device, agent } = wanted;
  const session: CaptureSession = {
    ...{ id: newId(), stationId, operator, device },
    ...{ startedAt: Date.now(), endedAt: null },
  };
  await parts.records.write(async (rows) => {
    const station = await findStation(rows, stationId);
    if (station === undefined) throw new Fault('not-found', 'There is no such station.');
    await endFormer(rows, { stationId, agent, at: session.startedAt });
    await insertCaptureSession(rows, session);
    await appendEvent(rows, {
      type: 'capture session',
      detail: `It began at ${station.name}: ${operator}, with ${device}.`,
      ...{ agent, sessionId: session.id, at: session.startedAt },
    });
  });
  await announce(parts, { kind: 'station', stationId });
  return session.id;
}

async function endFormer(
  rows: Rows,
  { stationId, agent, at }: { stationId: string; agent: string; at: number },
): Promise<void> {
  const open = await findOpenSession(rows, stationId);
  if (open === undefined) return;
  await endCaptureSession(rows, open.id, at);
  const detail = 'It ended, as another one began at its station.';
  await appendEvent(rows, { type: 'capture session', detail, agent, sessionId: open.id, at });
}
