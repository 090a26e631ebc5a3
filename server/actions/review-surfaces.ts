import { Fault } from '../../model/fault.ts';
import type { Region } from '../../model/finding.ts';
import { newId } from '../../model/ids.ts';
import { type RejectReason, type Review, STATE_AFTER, type Verdict } from '../../model/review.ts';
import type { Surface } from '../../model/surface.ts';
import { agentNames } from '../../storage/records/agents.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findFileVersion } from '../../storage/records/file-versions.ts';
import { touchItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findStandingReview, insertReview, reviewsOfAct } from '../../storage/records/reviews.ts';
import { batchesSampling } from '../../storage/records/samples.ts';
import { findSurface, updateSurface } from '../../storage/records/surfaces.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';
import { askRescan } from './ask-rescan.ts';
import { publishIfWaiting } from './publish-waiting.ts';
import { endByPass } from './rescan-states.ts';

/** A verdict on some pages, in one go. */
export interface Judgement {
  /** Made by who judges: sent twice, it is one. */
  readonly actId: string;
  readonly surfaceIds: readonly string[];
  readonly verdict: Verdict;
  /** Of a rejection; null where none was given. */
  readonly reason: RejectReason | null;
  readonly note: string | null;
  readonly region: Region | null;
  /**
   * What whoever judges had before them: the number of the scan, and of the last verdict on the page (0: none). Another
   * scan, or a verdict of somebody else, that came since is not passed over. null: whatever is there is judged.
   */
  readonly saw: { readonly version: number; readonly review: number } | null;
  /** Id of who judges. */
  readonly agent: string;
}

/**
 * Passes pages, or rejects them: then they must be scanned again, and the item cannot be published before they are.
 * All of them or none.
 *
 * @throws Fault('not-found') where one is no page, Fault('conflict') where there is nothing to judge on one.
 */
export async function reviewSurfaces(parts: Parts, judgement: Judgement): Promise<void> {
  const itemIds = await parts.records.write(async (rows) => {
    const known = await reviewsOfAct(rows, judgement.actId);
    if (known.length > 0) return checkSame(known, judgement);
    const at = Date.now();
    const items = new Set<string>();
    for (const surfaceId of new Set(judgement.surfaceIds))
      items.add(await reviewOne(rows, judgement, { surfaceId, at }));
    for (const itemId of items) await touchItem(rows, itemId, at);
    return items;
  });
  await tell(parts, itemIds);
}

/** What follows a verdict, or its being taken back. */
export async function tell(parts: Parts, itemIds: ReadonlySet<string>): Promise<void> {
  for (const itemId of itemIds) {
    await announce(parts, { kind: 'item', itemId });
    await publishIfWaiting(parts, itemId);
  }
  const batchIds = await parts.records.read((rows) => batchesSampling(rows, [...itemIds]));
  for (const batchId of batchIds) await announce(parts, { kind: 'batch', batchId });
}

/** An answer may be lost on its way: what is then sent again changes nothing. */
function checkSame(known: readonly Review[], { agent, surfaceIds }: Judgement): Set<string> {
  const isSame = known.every((one) => one.agent === agent && surfaceIds.includes(one.surfaceId));
  if (!isSame) throw new Fault('conflict', 'Another verdict has this id already.');
  return new Set();
}

/** @returns the id of its item. */
async function reviewOne(
  rows: Rows,
  judgement: Judgement,
  { surfaceId, at }: { surfaceId: string; at: number },
): Promise<string> {
  const surface = await findSurface(rows, surfaceId);
  if (surface === undefined) throw new Fault('not-found', 'There is no such page.');
  const { itemId, state: stateBefore } = surface;
  const fileVersionId = judgedVersion(surface);
  if (judgement.saw !== null) await checkSeen(rows, surface, judgement);
  const { actId, verdict, reason, note, region, agent } = judgement;
  const id = newId();
  await insertReview(rows, {
    ...{ id, actId, itemId, surfaceId, fileVersionId, verdict, reason, note, region },
    ...{ stateBefore, agent, at },
  });
  if (verdict === 'passed') await endByPass(rows, { id, surfaceId, at });
  else await askRescan(rows, { surfaceId, reason, note, region, reviewId: id, agent, at });
  await updateSurface(rows, surfaceId, { state: STATE_AFTER[verdict] });
  await appendEvent(rows, {
    type: 'review',
    outcome: verdict === 'passed' ? 'success' : 'failure',
    detail: sentenceOf(surface, judgement),
    ...{ agent, itemId, surfaceId, fileVersionId, at },
  });
  return itemId;
}

/** The scan that whoever judges has seen. */
function judgedVersion({ name, state, currentVersionId }: Surface): string {
  if (state === 'suppressed')
    throw new Fault('conflict', `${name} is left out, so it needs no verdict. Show it again first.`);
  if (currentVersionId === null)
    throw new Fault('conflict', `There is no picture of ${name} yet. Judge it once there is.`);
  return currentVersionId;
}

/** Two people may be at one table: the second to judge is told, and looks again. */
async function checkSeen(rows: Rows, { id, name, currentVersionId }: Surface, { saw, agent }: Judgement) {
  const shown = currentVersionId === null ? undefined : await findFileVersion(rows, currentVersionId);
  if (shown?.version !== saw?.version)
    throw new Fault('conflict', `Another scan of ${name} came in meanwhile. Look at it before you judge it.`);
  const other = await findStandingReview(rows, id);
  if (other === undefined || other.agent === agent || other.number <= (saw?.review ?? 0)) return;
  const who = (await agentNames(rows, [other.agent])).get(other.agent) ?? 'Somebody else';
  const what = `${who} ${other.verdict} ${name} meanwhile`;
  throw new Fault('conflict', `${what}. Look at it again; your verdict counts if you give it once more.`);
}

function sentenceOf({ name }: Surface, { verdict, reason, note }: Judgement): string {
  const why = [reason, note].filter((one) => one !== null && one !== '').join('; ');
  return `${name} was ${verdict}${why === '' ? '' : `: ${why}`}.`;
}
