import type { DueWork, StepResult, WorkResult } from '../../storage/jobs/jobs.ts';
import type { Parts } from '../parts.ts';
import { commitRendering } from './commit-rendering.ts';
import { commitStep } from './commit-step.ts';

/**
 * Writes down how work ended, whatever it was.
 *
 * @throws Fault('unavailable') where the database does not answer: the queue offers the result again.
 */
export async function commitWork(parts: Parts, work: DueWork, result: WorkResult): Promise<void> {
  if (work.step === 'make-file') await commitRendering(parts, work, result);
  else await commitStep(parts, work, ofStep(result));
}

function ofStep(result: WorkResult): StepResult {
  if (!result.ok) return result;
  const { outcome } = result;
  return outcome.step === 'make-file'
    ? { ok: false, reason: 'The result of another step came back.' }
    : { ...result, outcome };
}
