import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import { type AssessedBatch, assessInSteps } from '../../intake/batch-report.ts';
import { FORMAT_NAMES, type Format } from '../../intake/format.ts';
import {
  type Batch,
  type DeliveredFile,
  type DeliveredFormat,
  type ExpectedFileOfBatch,
  isAwaited,
} from '../../model/batch.ts';
import type { FileState } from '../../model/file-version.ts';
import {
  deliveredFilesOf,
  markOfDelivered,
  type Part,
  scanFindingsOf,
} from '../../storage/records/delivered-files.ts';
import { expectedFilesOf } from '../../storage/records/expected-files.ts';
import { filesAsideOf } from '../../storage/records/files-aside.ts';
import type { Rows } from '../../storage/records/records.ts';
import type { Parts } from '../parts.ts';
import { fetchList, type PlannedList } from './lists.ts';

/** Everything that is known of a delivery at one moment. */
export interface Assessment extends AssessedBatch {
  /** By path. */
  readonly delivered: ReadonlyMap<string, DeliveredFile & { readonly state: FileState | null }>;
  /** What is expected at a path: the item and page that it belongs to. */
  readonly expected: ReadonlyMap<string, ExpectedFileOfBatch>;
  /** What people took out of it, by path. */
  readonly aside: readonly DeliveredFile[];
  /** Scans of which nobody can say yet whether they are good: their check is to come, or could not be done. */
  readonly unchecked: number;
  /** {@link markOf} the delivery when this was read. */
  readonly mark: string;
}

interface Kept {
  mark: string;
  /** As it was when the assessment began, or will be. */
  batch: Batch;
  /** What has not begun yet will see everything that is there by now. */
  hasBegun: boolean;
  /** When the next may begin, in milliseconds since 1970. */
  notBefore: number;
  assessment: Promise<Assessment>;
}

type Stores = Pick<Parts, 'records' | 'objects'>;

/** The server has other things to do: after an assessment it rests for so many times what that took. */
const RESTS = 4;
/** Deliveries that people look at just now. */
const MOST_KEPT = 8;
/** So many rows are read in some tens of milliseconds. */
const AT_ONCE = 5_000;
const kept = new Map<string, Kept>();

/**
 * How a delivery stands: its list against what came, with what was found in its scans. It takes a second for the largest,
 * so what nothing has changed since is given again, those who ask at once are given the same, and while files stream in
 * those who ask wait a little: never for an answer that is out of date.
 */
export async function assess(parts: Stores, batch: Batch): Promise<Assessment> {
  const mark = await parts.records.read((rows) => markOf(rows, batch));
  const known = kept.get(keyOf(batch));
  if (known?.mark === mark) return known.assessment;
  if (known !== undefined && !known.hasBegun) {
    Object.assign(known, { mark, batch });
    return known.assessment;
  }
  return begin(parts, { mark, batch, hasBegun: false, notBefore: 0 }, known).assessment;
}

/** The same for who only looks: without its list as long as that is being applied and cannot be read. */
export async function assessShown(parts: Stores, batch: Batch): Promise<Assessment> {
  try {
    return await assess(parts, batch);
  } catch (thrown) {
    if (batch.state !== 'filling') throw thrown;
    return assess(parts, { ...batch, list: null });
  }
}

/** Who decides is not given what those see who wait. */
function keyOf(batch: Batch): string {
  return `${batch.id} ${isAwaited(batch)}`;
}

/** Changes with everything that an assessment depends on. */
export async function markOf(rows: Rows, batch: Batch): Promise<string> {
  const came = await markOfDelivered(rows, batch.id);
  const { list, listApplied } = batch;
  return `${came} ${list?.sha256} ${listApplied} ${isAwaited(batch)} ${JSON.stringify(list?.reading)}`;
}

/** Begins an assessment as soon as the one before it has ended, and the server had its rest. */
function begin(parts: Stores, given: Omit<Kept, 'assessment'>, before: Kept | undefined): Kept {
  const entry: Kept = { ...given, assessment: run() };
  const key = keyOf(given.batch);
  kept.delete(key);
  kept.set(key, entry);
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
  entry.assessment.catch(() => {
    if (kept.get(key) === entry) kept.delete(key);
  });
  return entry;

  async function run(): Promise<Assessment> {
    await before?.assessment.catch(() => undefined);
    await sleep(Math.max(0, (before?.notBefore ?? 0) - Date.now()));
    const begun = Date.now();
    entry.hasBegun = true;
    const assessment = await assessNow(parts, entry.batch);
    entry.notBefore = Date.now() + (Date.now() - begun) * RESTS;
    return assessment;
  }
}

/**
 * Reads in parts, and judges rule by rule, with others in between. What changes meanwhile changes the mark as well, which
 * was read before: whoever asks next has it judged anew.
 */
async function assessNow(parts: Stores, batch: Batch): Promise<Assessment> {
  const planned = batch.list === null ? NO_LIST : await fetchList(parts, batch.list);
  const { aside, scans, mark } = await parts.records.read(async (rows) => ({
    aside: await filesAsideOf(rows, batch.id),
    scans: await scanFindingsOf(rows, batch.id),
    mark: await markOf(rows, batch),
  }));
  const { id } = batch;
  const readDelivered = (rows: Rows, part: Part<string>) => deliveredFilesOf(rows, id, part);
  const readExpected = (rows: Rows, part: Part<number>) => expectedFilesOf(rows, id, part);
  const delivered = await inParts(parts, '', readDelivered, ({ path }) => path);
  const expected = await inParts(parts, -1, readExpected, ({ number }) => number);
  const files = delivered.map(({ path, sizeBytes, format }) => ({
    path,
    sizeBytes,
    format: toFormat(format),
  }));
  const head = { list: batch.list?.name ?? '', name: batch.code, checkedAt: Date.now() };
  const came = { kind: batch.kind, files, scans, isAwaited: isAwaited(batch) };
  return {
    ...(await inTurns(assessInSteps(head, planned.read, came))),
    aside,
    delivered: new Map(delivered.map((file) => [file.path, file])),
    unchecked: delivered.filter(({ state }) => state !== null && UNCHECKED.includes(state)).length,
    mark,
    expected: new Map([...expected].reverse().map((file) => [file.path, file])),
  };
}

/** Reads a long list part by part, each in a moment. @param after before the first of all */
async function inParts<T, K>(
  parts: Stores,
  after: K,
  read: (rows: Rows, part: Part<K>) => Promise<T[]>,
  keyOf: (one: T) => K,
): Promise<T[]> {
  const all: T[][] = [];
  for (let last = after; ; ) {
    const some = await parts.records.read((rows) => read(rows, { after: last, limit: AT_ONCE }));
    all.push(some);
    const end = some.at(-1);
    if (end === undefined || some.length < AT_ONCE) return all.flat();
    last = keyOf(end);
    await breathe();
  }
}

/** Does a work step by step, and lets others have their turn after each. */
export async function inTurns<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await breathe();
  }
}

const UNCHECKED: readonly FileState[] = ['received', 'checking', 'failed'];

const NO_LIST: PlannedList = {
  read: { isReadable: true, columns: [], list: [], findings: [], titles: new Map() },
  plan: { files: [], items: new Map(), clashes: [] },
};

/** A format as it was recorded; one that was known once and is not now is nothing that we know. */
function toFormat(format: DeliveredFormat | null): Format | undefined {
  const name = FORMAT_NAMES.find((known) => known === format?.name);
  if (format === null || name === undefined) return undefined;
  return { name, puid: format.puid, extensions: format.extensions };
}
