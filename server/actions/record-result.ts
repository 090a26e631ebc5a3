import type { CaptureProfile } from '../../model/capture-profile.ts';
import type { FileState, FileVersion } from '../../model/file-version.ts';
import { type Finding, isAcceptable } from '../../model/finding.ts';
import { newId } from '../../model/ids.ts';
import type { ProfileVersion } from '../../model/profile.ts';
import { SYSTEM_AGENT } from '../../model/user.ts';
import type { CheckOutcome, CutOutcome, DueStep, StepResult } from '../../storage/jobs/jobs.ts';
import { packKey } from '../../storage/objects/keys.ts';
import { insertDerivative } from '../../storage/records/derivatives.ts';
import { findDueStep, insertDueStep, settleStep } from '../../storage/records/due-steps.ts';
import { appendEvent, type NewEvent } from '../../storage/records/events.ts';
import { findFileVersion, moveState, versionsOfSurfaces } from '../../storage/records/file-versions.ts';
import { insertFindings } from '../../storage/records/findings.ts';
import { touchItem } from '../../storage/records/items.ts';
import { pinnedProfileVersion } from '../../storage/records/profiles.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findUndone } from '../../storage/records/stand.ts';
import { findSurface, updateSurface } from '../../storage/records/surfaces.ts';
import { judgeInItem } from './judge-in-item.ts';
import { statesDuring } from './publish-due-steps.ts';
import { answerRescans, keepAsked, standingState } from './rescan-states.ts';

/** What a result made of a file. */
export interface Committed {
  readonly itemId: string;
  readonly fileVersionId: string;
  readonly state: FileState;
}

/**
 * Writes a result down, in one transaction. What is due is read from the record: of what the queue brings back
 * only the outcome is taken. A scan that was checked is judged here among the others of its item, which workers do not
 * know.
 *
 * @param profile what it is judged by where it arrived before profiles were kept
 * @returns undefined, and nothing is changed, where this attempt is not (any more) the one that is due.
 */
export async function recordResult(
  rows: Rows,
  step: Pick<DueStep, 'id' | 'attempt'>,
  result: StepResult,
  profile: CaptureProfile,
): Promise<Committed | undefined> {
  const due = await findDueStep(rows, step.id);
  if (due === undefined || due.attempt !== step.attempt) return undefined;
  const file = await findFileVersion(rows, due.input.fileVersionId);
  if (file === undefined) return undefined;
  const at = Date.now();
  const reason = refusalOf(due, result);
  await settleStep(rows, due.id, reason === undefined ? 'done' : 'failed', at);
  const state = await recordOutcome(
    rows,
    { due, file, profile, at },
    reason ?? (result.ok ? result.outcome : ''),
  );
  await touchItem(rows, file.itemId, at);
  return { itemId: file.itemId, fileVersionId: file.id, state };
}

interface Commit {
  readonly due: DueStep;
  readonly file: FileVersion;
  readonly profile: CaptureProfile;
  readonly at: number;
}

/** Why a result counts as a failure: it says so, or it is not the answer to what was asked. */
function refusalOf(due: DueStep, result: StepResult): string | undefined {
  if (!result.ok) return result.reason;
  const { outcome } = result;
  if (outcome.step !== due.step) return 'The result of another step came back.';
  if (outcome.step === 'cut-tiles' && outcome.key !== packKey(due.input.fileVersionId, outcome.recipe))
    return 'The tiles were not stored where they belong.';
  return undefined;
}

function recordOutcome(
  rows: Rows,
  commit: Commit,
  outcome: CheckOutcome | CutOutcome | string,
): Promise<FileState> {
  if (typeof outcome === 'string') return recordFailure(rows, commit, outcome);
  return outcome.step === 'check-master'
    ? recordCheck(rows, commit, outcome)
    : recordTiles(rows, commit, outcome);
}

async function log(rows: Rows, { file, at }: Commit, event: Pick<NewEvent, 'type' | 'outcome' | 'detail'>) {
  const { itemId, surfaceId } = file;
  await appendEvent(rows, { ...event, agent: SYSTEM_AGENT, itemId, surfaceId, fileVersionId: file.id, at });
}

async function recordFailure(rows: Rows, commit: Commit, reason: string): Promise<FileState> {
  const { due, file, at } = commit;
  await moveState(rows, file.id, statesDuring(due.step), { state: 'failed', failure: reason, at });
  await log(rows, commit, { type: 'failure', outcome: 'failure', detail: `${file.originalName}: ${reason}` });
  return 'failed';
}

async function recordCheck(rows: Rows, commit: Commit, outcome: CheckOutcome): Promise<FileState> {
  const { due, file, at } = commit;
  const pinned = await pinnedProfileVersion(rows, file.id);
  const profile = pinned?.body ?? commit.profile;
  const { facts, look = null, previewKey = null } = outcome;
  const findings = [...outcome.findings, ...(await judgeInItem(rows, { file, facts, look }, profile))];
  const state = isAcceptable(findings) ? 'accepted' : 'rejected';
  await insertFindings(rows, file.id, findings, at);
  await moveState(rows, file.id, statesDuring('check-master'), { state, facts, look, previewKey, at });
  await log(rows, commit, {
    type: 'validation',
    outcome: state === 'accepted' ? 'success' : 'failure',
    detail: `${file.originalName} was ${state}${byProfile(outcome, pinned)}.${sentences(findings)}`,
  });
  if (state === 'rejected') await keepAsked(rows, file, at);
  else {
    const lane = due.lane === 'station' ? 'tiles' : due.lane;
    await insertDueStep(rows, { fileVersionId: file.id, step: 'cut-tiles', lane, at });
  }
  return state;
}

/** What it was judged by. A worker that knows no versions yet goes by the profile that it was started with. */
function byProfile({ profile }: CheckOutcome, pinned: ProfileVersion | undefined): string {
  if (profile === undefined) return '';
  const version = pinned?.body.name === profile ? `, version ${pinned.version}` : '';
  return ` by the profile "${profile}"${version}`;
}

function sentences(findings: readonly Finding[]): string {
  return findings.map((finding) => ` ${finding.message.en}`).join('');
}

async function recordTiles(rows: Rows, commit: Commit, outcome: CutOutcome): Promise<FileState> {
  const { file, at } = commit;
  const { step: _, ...pack } = outcome;
  await insertDerivative(rows, {
    ...pack,
    id: newId(),
    fileVersionId: file.id,
    kind: 'tile-pack',
    createdAt: at,
  });
  await moveState(rows, file.id, statesDuring('cut-tiles'), { state: 'ready', at });
  await showOnSurface(rows, commit);
  await log(rows, commit, {
    type: 'creation',
    detail: `The tiles of ${file.originalName} were made: ${pack.width} × ${pack.height} pixels, recipe ${pack.recipe}.`,
  });
  return 'ready';
}

/**
 * The newest scan that is ready is shown, also where an older one had been brought back; one that took longer than its
 * successor is not.
 */
async function showOnSurface(rows: Rows, { file, at }: Commit): Promise<void> {
  const surface = await findSurface(rows, file.surfaceId);
  // What was taken back at the stand meanwhile is not shown.
  if (surface === undefined || typeof (await findUndone(rows, file.id)) === 'number') return;
  const versions = await versionsOfSurfaces(rows, [surface.id]);
  if (versions.some(({ state, version }) => state === 'ready' && version > file.version)) return;
  await answerRescans(rows, surface, file, at);
  const shown = { id: surface.id, currentVersionId: file.id };
  await updateSurface(rows, surface.id, {
    currentVersionId: file.id,
    ...(surface.state !== 'suppressed' && { state: await standingState(rows, shown) }),
  });
}
