import type { FileState } from '../../model/file-version.ts';
import type { DueStep, StepName } from '../../storage/jobs/jobs.ts';
import { dueStepsOf } from '../../storage/records/due-steps.ts';
import { findFileVersion, moveState } from '../../storage/records/file-versions.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/** Between which states a file is while a step of it is being done. */
const STATES = {
  'check-master': { due: 'received', underway: 'checking' },
  'cut-tiles': { due: 'accepted', underway: 'deriving' },
} as const satisfies Record<StepName, { due: FileState; underway: FileState }>;

/** The state of a file whose step is due and not yet published. */
export function stateBefore(step: StepName): FileState {
  return STATES[step].due;
}

/** Both states in which a file may be when the result of a step comes. */
export function statesDuring(step: StepName): readonly FileState[] {
  return [STATES[step].due, STATES[step].underway];
}

/**
 * Publishes what is due on a file, once that has been committed. Where the queue does not answer this is only
 * logged: the sweep will do it.
 */
export async function publishDueSteps(parts: Parts, fileVersionId: string): Promise<void> {
  try {
    const steps = await parts.records.read((rows) => dueStepsOf(rows, fileVersionId));
    for (const step of steps) await publishStep(parts, step);
  } catch (error) {
    parts.log.warn({ err: error, fileVersionId }, 'a due step could not be published yet');
  }
}

/**
 * Publishes one due step and notes that its file is underway. Doing it twice makes one job.
 *
 * @throws Fault('unavailable') if the queue does not answer.
 */
export async function publishStep(parts: Parts, step: DueStep): Promise<void> {
  await parts.jobs.publish(step);
  const { fileVersionId } = step.input;
  const { due, underway } = STATES[step.step];
  const itemId = await parts.records.write(async (rows) => {
    const moved = await moveState(rows, fileVersionId, [due], { state: underway, at: Date.now() });
    return moved ? (await findFileVersion(rows, fileVersionId))?.itemId : undefined;
  });
  if (itemId !== undefined) await announce(parts, { kind: 'file', itemId, fileVersionId, state: underway });
}
