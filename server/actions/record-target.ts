import type { Target } from '../../model/capture-session.ts';
import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import { findCaptureSession } from '../../storage/records/capture-sessions.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { insertTarget } from '../../storage/records/targets.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/** What was found of a target. */
export type TargetFound = Pick<
  Target,
  'sessionId' | 'kind' | 'result' | 'values' | 'fileName' | 'source' | 'note' | 'agent'
>;

/**
 * Writes a target result down; from then on it is how its session stands, also where that has ended: what is found
 * later, or taken back, is another result. It changes no scan.
 *
 * @throws Fault('not-found') where there is no such session.
 */
export async function recordTarget(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  found: TargetFound,
): Promise<void> {
  const id = newId();
  const stationId = await parts.records.write(async (rows) => {
    const session = await findCaptureSession(rows, found.sessionId);
    if (session === undefined) throw new Fault('not-found', 'There is no such session.');
    const at = Date.now();
    await insertTarget(rows, { ...found, id, at });
    await appendEvent(rows, {
      type: 'target result',
      outcome: found.result === 'pass' ? 'success' : 'failure',
      detail: sentenceOf(found),
      ...{ agent: found.agent, sessionId: found.sessionId, at },
    });
    return session.stationId;
  });
  await announce(parts, { kind: 'station', stationId });
}

function sentenceOf({ kind, result, values, fileName, source, note }: TargetFound): string {
  const failed = values.filter(({ pass }) => pass === false).map(({ name, value }) => `${name} ${value}`);
  const from = source === 'typed' ? '' : `, ${values.length} values of ${source}`;
  const about = [
    ...(fileName === null ? [] : [`scanned as ${fileName}`]),
    ...(failed.length === 0 ? [] : [`outside their limits: ${failed.slice(0, 20).join(', ')}`]),
    ...(note === null ? [] : [note]),
  ];
  const words = result === 'pass' ? 'passed' : 'failed';
  return `The target ${kind} ${words}${from}${about.length === 0 ? '' : `; ${about.join('; ')}`}.`;
}
