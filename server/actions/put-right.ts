import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  type Batch,
  type DeliveredFile,
  type ExpectedFileOfBatch,
  RECEIVING_STATES,
} from '../../model/batch.ts';
import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import { deliveredKey, masterKey } from '../../storage/objects/keys.ts';
import { findBatch } from '../../storage/records/batches.ts';
import { findDeliveredFile } from '../../storage/records/delivered-files.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findExpectedFile } from '../../storage/records/expected-files.ts';
import { findFileOfBatch, setAside } from '../../storage/records/files-aside.ts';
import type { Rows } from '../../storage/records/records.ts';
import type { Parts } from '../parts.ts';
import { uploadPlaces } from '../uploads/places.ts';
import { checkRoom } from '../uploads/room.ts';
import { announce } from './announce.ts';
import { receiveDelivered } from './receive-delivered.ts';

/** What a person does with a file of a delivery that has a wrong name. */
export interface PuttingRight {
  /** Of what came. */
  readonly fileId: string;
  readonly reason: string;
  /** The path of the expected file that it is; null where it is none, and is only set aside. */
  readonly becomes: string | null;
  readonly agent: string;
}

/**
 * Takes a file with a wrong name out of its delivery. Where it is said which expected file it is, its bytes come in as
 * that first, as if they had been sent under that name. Where the server is killed in between, the file is there twice: it is
 * only to be set aside.
 *
 * @throws Fault('not-found'), Fault('bad-request') where nothing of that path is expected, Fault('conflict') in words.
 */
export async function putRight(parts: Parts, batch: Batch, wanted: PuttingRight): Promise<void> {
  const { file, expected } = await parts.records.read((rows) => readWrong(rows, batch.id, wanted));
  const { agent, reason } = wanted;
  if (expected !== undefined) await takeAs(parts, file, expected, agent);
  const at = Date.now();
  await parts.records.write(async (rows) => {
    await requireOpen(rows, batch.id);
    if (expected !== undefined) await requireTaken(rows, file, expected);
    const became = expected?.path ?? null;
    if (!(await setAside(rows, file.id, { reason, became, by: agent, at }))) throw asideAlready(file);
    const why = reason === '' ? '' : ` ${reason}`;
    const said = became === null ? 'was set aside.' : `was taken for ${became}.`;
    const detail = `Delivery ${batch.code}: ${file.path} ${said}${why}`;
    await appendEvent(rows, { type: 'delivery', detail, agent, at });
  });
  await announce(parts, { kind: 'batch', batchId: batch.id });
}

/** A file of a delivery, of which no line of the list says that it should be there under its name. */
async function readWrong(
  rows: Rows,
  batchId: string,
  { fileId, becomes }: PuttingRight,
): Promise<{ file: DeliveredFile; expected: ExpectedFileOfBatch | undefined }> {
  await requireOpen(rows, batchId);
  const file = await findFileOfBatch(rows, batchId, fileId);
  if (file === undefined) throw new Fault('not-found', 'There is no such file in this delivery.');
  if (file.aside !== null) throw asideAlready(file);
  if ((await findExpectedFile(rows, batchId, file.path)) !== undefined)
    throw new Fault(
      'conflict',
      `${file.path} has the name that the list gives it. If its scan will not do, reject it on the light table.`,
    );
  if (becomes === null) return { file, expected: undefined };
  const expected = await findExpectedFile(rows, batchId, becomes);
  if (expected === undefined)
    throw new Fault(
      'bad-request',
      `The list of this delivery names no file ${becomes}. Choose one that it names.`,
    );
  const standing = await findDeliveredFile(rows, batchId, expected.path);
  if (standing !== undefined && standing.aside === null)
    throw new Fault(
      'conflict',
      standing.sha256 === file.sha256
        ? `The same file came as ${expected.path} already. Set this one aside, and say that it is there twice.`
        : `Another file came as ${expected.path} already. Look which of them is the right one.`,
    );
  if (file.sizeBytes === 0)
    throw new Fault('conflict', `${file.path} is empty. Set it aside, and have the file sent again.`);
  return { file, expected };
}

/** Sends the bytes of a file in once more, as what they are. */
async function takeAs(
  parts: Parts,
  file: DeliveredFile,
  { batchId, path: expectedPath }: ExpectedFileOfBatch,
  agent: string,
): Promise<void> {
  const { sha256, fileVersionId, sizeBytes } = file;
  await checkRoom(parts, file.path, sizeBytes);
  const path = join(uploadPlaces(parts.config.dataDir).put, newId());
  const key = fileVersionId === null ? deliveredKey(sha256) : masterKey(sha256);
  try {
    await pipeline(await parts.objects.read(key), createWriteStream(path, { flags: 'wx' }));
    await receiveDelivered(parts, { place: { batchId, path: expectedPath }, path, sha256, agent });
  } finally {
    await rm(path, { force: true });
  }
}

/** Of two files that are taken for the same page at once, one is. */
async function requireTaken(
  rows: Rows,
  file: DeliveredFile,
  { batchId, path }: ExpectedFileOfBatch,
): Promise<void> {
  const there = await findDeliveredFile(rows, batchId, path);
  if (there?.sha256 !== file.sha256)
    throw new Fault(
      'conflict',
      `Another file came as ${path} just now. Look which of them is the right one.`,
    );
}

/** @throws Fault('not-found'), Fault('conflict') where what belongs to a delivery does not change now. */
export async function requireOpen(rows: Rows, batchId: string): Promise<void> {
  const batch = await findBatch(rows, batchId);
  if (batch === undefined) throw new Fault('not-found', 'There is no such delivery.');
  if (RECEIVING_STATES.includes(batch.state)) return;
  throw new Fault(
    'conflict',
    batch.state === 'accepted'
      ? 'This delivery was accepted, and stays as it is.'
      : 'This delivery is not open yet. Try again when its list is applied.',
  );
}

function asideAlready({ path }: DeliveredFile): Fault {
  return new Fault('conflict', `${path} was taken out of this delivery already. Look again.`);
}
