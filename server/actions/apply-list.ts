import type { PlannedFile } from '../../intake/batch-plan.ts';
import {
  type Batch,
  type BatchList,
  type BatchState,
  deliveryPath,
  type ExpectedFileOfBatch,
  type ListReading,
} from '../../model/batch.ts';
import { asFault, Fault } from '../../model/fault.ts';
import {
  advanceList,
  batchesInState,
  beginList,
  findBatch,
  giveUpList,
  noteListFailure,
} from '../../storage/records/batches.ts';
import { deliveredAmong } from '../../storage/records/delivered-files.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { insertExpectedFiles, removeExpectedFiles } from '../../storage/records/expected-files.ts';
import type { Rows } from '../../storage/records/records.ts';
import { fetchList, type PlannedList, planList, storeList } from '../batches/lists.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';
import { type MadePages, makePages } from './make-pages.ts';

/** A list that somebody gives a delivery. */
export interface GivenList {
  readonly name: string;
  readonly bytes: Buffer;
  readonly reading: ListReading;
  /** The digest of the list that it comes in the place of; 'none' where there was none. Left out: the one that was there when it came. */
  readonly replaces?: string | undefined;
  /** Id of who gives it. */
  readonly agent: string;
}

/** Files a transaction: it holds every other writer up for some tens of milliseconds. */
const CHUNK = 300;
const LISTABLE: readonly BatchState[] = ['new', 'open', 'returned'];
/** Those that this process is applying. */
const applying = new Map<string, Promise<void>>();

/**
 * Gives a delivery its list, and begins to apply it: its items and pages are made piece by piece, and with the last
 * the delivery is open. What came before is recognised again.
 *
 * @throws Fault('bad-request') with what is wrong where the list cannot be read, Fault('conflict') where one is being
 *   applied, somebody else has given another, or the delivery was accepted.
 */
export async function giveList(parts: Parts, batch: Batch, given: GivenList): Promise<void> {
  const { name, reading, agent, replaces = batch.list?.sha256 ?? 'none' } = given;
  const { read } = planList(given.bytes, reading);
  const [wrong] = read.findings;
  if (!read.isReadable || read.list.length === 0)
    throw new Fault('bad-request', wrong?.message.en ?? 'The list names no files.');
  const list = { name, reading, sha256: await storeList(parts, given.bytes), givenBy: agent };
  const files = read.list.length;
  await parts.records.write(async (rows) => {
    const standing = await findBatch(rows, batch.id);
    if (standing?.list && standing.list.sha256 !== replaces) throw givenBefore(standing.list);
    if (!(await beginList(rows, batch.id, LISTABLE, { list, files })))
      throw notNow(await findBatch(rows, batch.id));
    await removeExpectedFiles(rows, batch.id);
    const detail = `Delivery ${batch.code}: the list ${name} with ${files} files, SHA-256 ${list.sha256}.`;
    await appendEvent(rows, { type: 'delivery', detail, agent, at: Date.now() });
  });
  await announce(parts, { kind: 'batch', batchId: batch.id });
  void goOn(parts, batch.id);
}

function notNow(batch: Batch | undefined): Fault {
  const isAccepted = batch?.state === 'accepted';
  return new Fault(
    'conflict',
    isAccepted
      ? 'This delivery was accepted: it takes no other list. Open another delivery.'
      : 'A list is being applied to this delivery. Wait until it is open.',
  );
}

function givenBefore({ name }: BatchList): Fault {
  return new Fault(
    'conflict',
    `Somebody else has given this delivery the list ${name} meanwhile. Look at it first; if yours is the right one, give it again.`,
  );
}

/** Begins to go on with every list that is half applied: the process was killed in it, or another process was. */
export async function resumeLists(parts: Parts): Promise<void> {
  for (const { id } of await parts.records.read((rows) => batchesInState(rows, 'filling')))
    void goOn(parts, id);
}

/** Waits for the lists that this process is applying. */
export async function settleLists(): Promise<void> {
  await Promise.all(applying.values());
}

/** Applies what is left of a list, once in this process; what goes wrong is for the next sweep. */
function goOn(parts: Parts, batchId: string): Promise<void> {
  const running = applying.get(batchId);
  if (running !== undefined) return running;
  const work = applyRest(parts, batchId)
    .catch((error: unknown) => noteFailure(parts, batchId, error))
    .finally(() => applying.delete(batchId));
  applying.set(batchId, work);
  return work;
}

/** People see why it does not go on. Where that cannot be written down either, the log has it alone. */
async function noteFailure(parts: Parts, batchId: string, error: unknown): Promise<void> {
  parts.log.warn({ err: error, batchId }, 'a list could not be applied on yet');
  try {
    const { detail } = asFault(error);
    if (await parts.records.write((rows) => noteListFailure(rows, batchId, detail)))
      await announce(parts, { kind: 'batch', batchId });
  } catch (thrown) {
    parts.log.warn({ err: thrown, batchId }, 'nor could be written down why');
  }
}

/** Begins at once to apply a list on that could not be applied, as it is done by itself now and then. */
export async function retryList(parts: Parts, batchId: string): Promise<void> {
  if (await parts.records.write((rows) => noteListFailure(rows, batchId, null)))
    await announce(parts, { kind: 'batch', batchId });
  void goOn(parts, batchId);
}

/**
 * Gives up a list that is being applied. Items and pages that were made of it stay; the delivery waits for another list.
 *
 * @throws Fault('conflict') where it is not being applied any more.
 */
export async function giveUpListOf(parts: Parts, batch: Batch, agent: string): Promise<void> {
  await parts.records.write(async (rows) => {
    const standing = await findBatch(rows, batch.id);
    if (!(await giveUpList(rows, batch.id)))
      throw new Fault('conflict', 'The list of this delivery is not being applied any more. Look again.');
    await removeExpectedFiles(rows, batch.id);
    const { list, listApplied = 0, listFiles = 0 } = standing ?? {};
    const done = `${listApplied} of ${listFiles} files had been read in, and what was made of them stays.`;
    const detail = `Delivery ${batch.code}: the list ${list?.name} was given up. ${done}`;
    await appendEvent(rows, { type: 'delivery', outcome: 'failure', detail, agent, at: Date.now() });
  });
  await announce(parts, { kind: 'batch', batchId: batch.id });
}

async function applyRest(parts: Parts, batchId: string): Promise<void> {
  for (;;) {
    const batch = await parts.records.read((rows) => findBatch(rows, batchId));
    if (batch?.state !== 'filling' || batch.list === null || parts.readiness.state() === 'draining') return;
    const planned = await fetchList(parts, batch.list);
    const made = await parts.records.write((rows) => applyChunk(rows, batch, planned));
    for (const itemId of made) await announce(parts, { kind: 'item', itemId });
    await announce(parts, { kind: 'batch', batchId });
  }
}

/** @returns the items that pages were made in; nothing where another process was first. */
async function applyChunk(rows: Rows, batch: Batch, planned: PlannedList): Promise<readonly string[]> {
  const from = batch.listApplied;
  const files = planned.plan.files.slice(from, from + CHUNK);
  if (!(await advanceList(rows, batch, from, from + files.length))) return [];
  const made = await makePages(rows, {
    planned,
    files,
    agent: batch.list?.givenBy ?? batch.createdBy,
    code: batch.code,
  });
  const paths = files.map(({ file }) => file.path);
  const there = await deliveredAmong(rows, batch.id, paths);
  const expected = files.map((file, at) => expectedOf(batch.id, from + at, file, made, there));
  await insertExpectedFiles(rows, expected);
  return made.changed;
}

function expectedOf(
  batchId: string,
  number: number,
  { file, reference, page }: PlannedFile,
  made: MadePages,
  there: ReadonlySet<string>,
): ExpectedFileOfBatch {
  const { path, use, objectNumber } = file;
  const item = reference === undefined ? undefined : made.items.get(reference);
  return {
    ...{ batchId, number, path, use, objectNumber },
    itemId: item?.id ?? null,
    surfaceId: (page === undefined ? undefined : item?.surfaces.get(page)) ?? null,
    hasArrived: there.has(deliveryPath(path)),
  };
}
