import { Fault } from '../../model/fault.ts';
import { endCaptureSession, findCaptureSession } from '../../storage/records/capture-sessions.ts';
import { appendEvent } from '../../storage/records/events.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/** Ends a session. One that has ended stays as it is. @throws Fault('not-found') */
export async function endSession(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  { sessionId, agent }: { sessionId: string; agent: string },
): Promise<void> {
  const stationId = await parts.records.write(async (rows) => {
    const session = await findCaptureSession(rows, sessionId);
    if (session === undefined) throw new Fault('not-found', 'There is no such session.');
    const at = Date.now();
    if (await endCaptureSession(rows, sessionId, at))
      await appendEvent(rows, { type: 'capture session', detail: 'It ended.', agent, sessionId, at });
    return session.stationId;
  });
  await announce(parts, { kind: 'station', stationId });
}
