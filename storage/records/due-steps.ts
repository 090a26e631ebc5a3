import type { CaptureProfile } from '../../model/capture-profile.ts';
import { newId } from '../../model/ids.ts';
import type { DueStep, Lane, StepName } from '../jobs/jobs.ts';
import { masterKey } from '../objects/keys.ts';
import type { Rows } from './records.ts';

/** Notes that a step is due on a file version. Noting it again changes nothing. */
export async function insertDueStep(
  rows: Rows,
  due: { fileVersionId: string; step: StepName; lane: Lane; at: number },
): Promise<void> {
  await rows
    .insertInto('due_steps')
    .values({
      id: newId(),
      file_version_id: due.fileVersionId,
      step: due.step,
      lane: due.lane,
      attempt: 1,
      state: 'due',
      created_at: due.at,
      settled_at: null,
    })
    .onConflict((conflict) => conflict.columns(['file_version_id', 'step']).doNothing())
    .execute();
}

/** Steps that are due, oldest first, after the one with an id (`''`: from the beginning). */
export async function dueSteps(rows: Rows, after: string, limit: number): Promise<DueStep[]> {
  return select(rows)
    .where('due_steps.id', '>', after)
    .orderBy('due_steps.id')
    .limit(limit)
    .execute()
    .then(toSteps);
}

/** The steps that are due on one file version. */
export async function dueStepsOf(rows: Rows, fileVersionId: string): Promise<DueStep[]> {
  return select(rows).where('due_steps.file_version_id', '=', fileVersionId).execute().then(toSteps);
}

function select(rows: Rows) {
  return rows
    .selectFrom('due_steps')
    .innerJoin('file_versions', 'file_versions.id', 'due_steps.file_version_id')
    .leftJoin('profile_versions', (join) =>
      join
        .onRef('profile_versions.id', '=', 'file_versions.profile_version_id')
        .on('due_steps.step', '=', 'check-master'),
    )
    .where('due_steps.state', '=', 'due')
    .select([
      'due_steps.id as id',
      'due_steps.step as step',
      'due_steps.lane as lane',
      'due_steps.attempt as attempt',
      'file_versions.id as fileVersionId',
      'file_versions.sha256 as sha256',
      'file_versions.size_bytes as sizeBytes',
      'file_versions.original_name as originalName',
      'profile_versions.body as profile',
    ]);
}

type SelectedStep = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

function toSteps(found: readonly SelectedStep[]): DueStep[] {
  return found.map((row) => ({
    id: row.id,
    step: row.step as StepName,
    lane: row.lane as Lane,
    attempt: row.attempt,
    input: {
      fileVersionId: row.fileVersionId,
      masterKey: masterKey(row.sha256),
      sha256: row.sha256,
      sizeBytes: row.sizeBytes,
      originalName: row.originalName,
      ...(row.profile !== null && { profile: JSON.parse(row.profile) as CaptureProfile }),
    },
  }));
}

/**
 * Notes how a step ended.
 *
 * @returns false, and nothing is changed, where that was settled already: its result came twice.
 */
export async function settleStep(
  rows: Rows,
  id: string,
  state: 'done' | 'failed',
  at: number,
): Promise<boolean> {
  const result = await rows
    .updateTable('due_steps')
    .set({ state, settled_at: at })
    .where('id', '=', id)
    .where('state', '=', 'due')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Makes a step that failed for good due once more, as its next attempt, because a person asked for it. */
export async function retryStep(
  rows: Rows,
  fileVersionId: string,
  at: number,
): Promise<StepName | undefined> {
  const row = await rows
    .updateTable('due_steps')
    .set((eb) => ({ state: 'due', attempt: eb('attempt', '+', 1), settled_at: null, created_at: at }))
    .where('file_version_id', '=', fileVersionId)
    .where('state', '=', 'failed')
    .returning('step')
    .executeTakeFirst();
  return row?.step as StepName | undefined;
}

/** The step with an id, as long as it is due; undefined once it is settled. */
export async function findDueStep(rows: Rows, id: string): Promise<DueStep | undefined> {
  return toSteps(await select(rows).where('due_steps.id', '=', id).execute())[0];
}
