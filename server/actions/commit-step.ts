import type { DueStep, StepResult } from '../../storage/jobs/jobs.ts';
import { batchesOfFile } from '../../storage/records/delivered-files.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';
import { announceStations } from './announce-stations.ts';
import { publishDueSteps } from './publish-due-steps.ts';
import { publishIfWaiting } from './publish-waiting.ts';
import { type Committed, recordResult } from './record-result.ts';

/**
 * Writes down how a step ended, and sets going what comes after it. Idempotent: a result that comes again, or
 * that is of an attempt before the one that is due, changes nothing.
 *
 * @throws Fault('unavailable') where the database does not answer: the queue offers the result again.
 */
export async function commitStep(parts: Parts, step: DueStep, result: StepResult): Promise<void> {
  const committed = await parts.records.write((rows) => recordResult(rows, step, result, parts.profile));
  if (committed === undefined) {
    parts.log.debug({ step: step.step, id: step.id, attempt: step.attempt }, 'a result came again');
    return;
  }
  if (result.tookMs !== undefined) parts.measures.stepEnded(step.step, committed.state, result.tookMs);
  if (!result.ok) parts.log.warn({ step: step.step, ...committed, reason: result.reason }, 'a step failed');
  await tell(parts, committed);
  if (committed.state === 'accepted') await publishDueSteps(parts, committed.fileVersionId);
  if (committed.state === 'ready') await publishIfWaiting(parts, committed.itemId);
}

async function tell(parts: Parts, committed: Committed): Promise<void> {
  await announce(parts, { kind: 'file', ...committed });
  await announce(parts, { kind: 'item', itemId: committed.itemId });
  await announceStations(parts, committed.fileVersionId);
  const batchIds = await parts.records.read((rows) => batchesOfFile(rows, committed.fileVersionId));
  for (const batchId of batchIds) await announce(parts, { kind: 'batch', batchId });
}
