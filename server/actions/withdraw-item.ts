import { visibilityOf } from '../../model/access.ts';
import { Fault } from '../../model/fault.ts';
import type { LanguageMap } from '../../model/language.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findItem, setPublication, touchItem, updateItem } from '../../storage/records/items.ts';
import { findPid } from '../../storage/records/pids.ts';
import { removePublishWish } from '../../storage/records/publish-wishes.ts';
import type { Rows } from '../../storage/records/records.ts';
import { putTombstone } from '../../storage/records/tombstones.ts';
import type { Parts } from '../parts.ts';
import { publicationChanged } from '../publications.ts';
import { announce } from './announce.ts';

/** What is taken back, by whom, and what is said of that. */
export interface Withdrawing {
  readonly itemId: string;
  /** Why, for the log of the institution alone. */
  readonly reason: string;
  /** Why, for everybody who comes looking for it; empty to say nothing. */
  readonly statement: LanguageMap;
  /** Any name of the published item that it turned out to be. */
  readonly movedTo: string | undefined;
  /** Id of a user or a token. */
  readonly agent: string;
}

/**
 * Takes an item out of the public's sight. Its URLs say from then on that it was there, why it went, and where it is
 * now if it is another; its revisions are kept, and publishing it again brings it back.
 *
 * @throws Fault('not-found'), Fault('conflict') where it is not published, Fault('bad-request') where what it is to be
 *   is not there for everybody.
 */
export async function withdrawItem(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  withdrawing: Withdrawing,
): Promise<void> {
  const { itemId } = withdrawing;
  await parts.records.write((rows) => withdraw(rows, withdrawing, Date.now()));
  await publicationChanged(itemId);
  await announce(parts, { kind: 'item', itemId });
}

async function withdraw(
  rows: Rows,
  { itemId, reason, statement, movedTo, agent }: Withdrawing,
  at: number,
): Promise<void> {
  const item = await findItem(rows, itemId);
  if (item === undefined) throw new Fault('not-found', 'There is no such item.');
  if (item.publishedRevision === null) throw new Fault('conflict', 'The item is not published.');
  if (item.withdrawnAt !== null) throw new Fault('conflict', 'The item has been withdrawn already.');
  const target = movedTo === undefined ? null : await findTarget(rows, { itemId, movedTo, at });
  if (item.publishWhenReadyBy !== null) await updateItem(rows, item, { publishWhenReadyBy: null }, at);
  await removePublishWish(rows, itemId);
  await putTombstone(rows, itemId, { statement, movedTo: target });
  await setPublication(rows, itemId, { publishedRevision: item.publishedRevision, withdrawnAt: at }, at);
  await touchItem(rows, itemId, at);
  const led = target === null ? '' : ` It leads to ${movedTo} from now on.`;
  await appendEvent(rows, { type: 'withdrawal', detail: `Withdrawn: ${reason}${led}`, agent, itemId, at });
}

async function findTarget(
  rows: Rows,
  { itemId, movedTo, at }: { itemId: string; movedTo: string; at: number },
): Promise<string> {
  const target = await findPid(rows, movedTo);
  if (target === itemId) throw new Fault('bad-request', 'It cannot be withdrawn in favour of itself.');
  const item = target === undefined ? undefined : await findItem(rows, target);
  if (item === undefined) throw new Fault('bad-request', `There is no item called ${movedTo}.`);
  if (visibilityOf(item, at) !== 'public')
    throw new Fault('bad-request', `${movedTo} is not there for everybody. Publish it first.`);
  return item.id;
}
