import { constants, createReadStream } from 'node:fs';
import { copyFile, link, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeliveryPlace } from '../../model/batch.ts';
import { errorCode, Fault } from '../../model/fault.ts';
import { digestStream } from '../../storage/objects/digest.ts';
import { masterKey } from '../../storage/objects/keys.ts';
import { findUpload } from '../../storage/records/uploads.ts';
import type { Parts } from '../parts.ts';
import { uploadPlaces } from '../uploads/places.ts';
import { announce } from './announce.ts';
import { announceStations } from './announce-stations.ts';
import { formatOf } from './note-arrival.ts';
import { publishDueSteps } from './publish-due-steps.ts';
import { publishIfWaiting } from './publish-waiting.ts';
import { type Arrival, type Recorded, recordArrival, recordRefusal } from './record-arrival.ts';
import { announceReopening } from './reopen-item.ts';

/** A file of which every byte has come, by whichever way. */
export interface ArrivedFile {
  readonly itemId: string;
  /** As `parseFileName` leaves it. */
  readonly fileName: string;
  /** Where it lies. It is gone from there once it has been accepted or refused. */
  readonly path: string;
  /** What the sender promised, in lower-case hex; undefined where it could not know. */
  readonly sha256: string | undefined;
  /** Its row, where it came in by tus. */
  readonly uploadId: string | undefined;
  /** The capture session that it is of; null where it is of none. */
  readonly sessionId: string | null;
  /** The station that it comes from; null where it comes from none. */
  readonly stationId: string | null;
  /** Where in which delivery it belongs, as its sender says; left out by most. */
  readonly place?: DeliveryPlace | undefined;
  /** Id of who sent it. */
  readonly agent: string;
}

export interface AcceptedFile {
  readonly fileVersionId: string;
  /** False where these bytes stood on their surface already. */
  readonly isNew: boolean;
  /** What to say to the sender of bytes that stood already; null of new ones. */
  readonly notice: string | null;
}

/**
 * Takes an arrived file into the store, and into the records once its digest is proved over what was stored.
 * The file keeps its name in the way in until the record is written, so that this can be done again from the
 * start wherever the process was killed.
 *
 * @throws Fault('digest-mismatch') where other bytes came than were promised: they are kept aside.
 * @throws Fault('unavailable') where a store does not answer: everything stays, to be tried again.
 */
export async function acceptUpload(parts: Parts, arrived: ArrivedFile): Promise<AcceptedFile> {
  const standing = await findSettled(parts, arrived);
  if (standing !== undefined) return { fileVersionId: standing, isNew: false, notice: null };
  const { size: sizeBytes } = await stat(arrived.path);
  if (sizeBytes === 0) throw new Fault('bad-request', `${arrived.fileName} is empty.`);
  const sha256 = arrived.sha256 ?? (await digestFile(arrived.path));
  await takeMaster(parts, arrived, sha256);
  const format = await formatOf(arrived.path);
  const arrival: Arrival = { ...arrived, sizeBytes, digest: sha256, format };
  const recorded = await untilAlone(() => parts.records.write((rows) => recordArrival(rows, arrival)));
  parts.measures.uploadEnded('accepted', sizeBytes);
  await clearAway(parts, arrived.path, recorded);
  if (recorded.isNew) await publishDueSteps(parts, recorded.fileVersionId);
  else await publishIfWaiting(parts, arrived.itemId);
  await announce(parts, { kind: 'item', itemId: arrived.itemId });
  await announceReopening(parts, arrived.itemId);
  await announceStations(parts, recorded.fileVersionId);
  const { batchId } = recorded;
  if (batchId !== undefined) await announce(parts, { kind: 'batch', batchId });
  const { fileVersionId, isNew, notice } = recorded;
  return { fileVersionId, isNew, notice };
}

/** How it ended, where it had ended before: the process was killed after the record, or the sender asks again. */
async function findSettled(parts: Parts, arrived: ArrivedFile): Promise<string | undefined> {
  const { uploadId, path } = arrived;
  if (uploadId === undefined) return undefined;
  const upload = await parts.records.read((rows) => findUpload(rows, uploadId));
  if (upload === undefined) throw new Fault('not-found', 'This upload was given up.');
  if (upload.state === 'refused') {
    await putAside(parts, path, uploadId);
    throw new Fault('digest-mismatch', upload.detail ?? 'This upload was refused.');
  }
  if (upload.fileVersionId !== null) await rm(path, { force: true });
  return upload.fileVersionId ?? undefined;
}

async function digestFile(path: string): Promise<string> {
  return (await digestStream(createReadStream(path, { highWaterMark: 1024 ** 2 }))).sha256;
}

/** Stores the bytes under their digest. What is handed to the store, and removed by it, is a second name of the file. */
async function takeMaster(parts: Parts, arrived: ArrivedFile, sha256: string): Promise<void> {
  const taken = `${arrived.path}.taken`;
  await rm(taken, { force: true });
  await nameTwice(arrived.path, taken);
  try {
    await parts.objects.takeFile(masterKey(sha256), taken, { sha256 });
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'digest-mismatch') throw thrown;
    throw await refuse(parts, arrived, thrown);
  } finally {
    await rm(taken, { force: true });
  }
}

const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK']);

/** By a hard link; by a copy on the few file systems that have none. */
async function nameTwice(path: string, second: string): Promise<void> {
  try {
    await link(path, second);
  } catch (thrown) {
    if (!NO_LINKS.has(errorCode(thrown) ?? '')) throw thrown;
    await copyFile(path, second, constants.COPYFILE_FICLONE);
  }
}

async function refuse(parts: Parts, arrived: ArrivedFile, mismatch: Fault): Promise<Fault> {
  const detail = `${arrived.fileName} was refused. ${mismatch.detail}`;
  const { size } = await stat(arrived.path);
  const uploadId = await parts.records.write((rows) => recordRefusal(rows, arrived, detail, size));
  parts.measures.uploadEnded('refused', size);
  await putAside(parts, arrived.path, uploadId);
  await announce(parts, { kind: 'item', itemId: arrived.itemId });
  const { stationId } = arrived;
  if (stationId !== null) await announce(parts, { kind: 'station', stationId });
  return new Fault('digest-mismatch', detail, { cause: mismatch });
}

/** Does nothing where the file is aside already. */
async function putAside(parts: Parts, path: string, uploadId: string): Promise<void> {
  const { aside } = uploadPlaces(parts.config.dataDir);
  try {
    await rename(path, join(aside, uploadId));
  } catch (thrown) {
    if (errorCode(thrown) !== 'ENOENT') throw thrown;
  }
}

async function clearAway(parts: Parts, path: string, recorded: Recorded): Promise<void> {
  const { aside } = uploadPlaces(parts.config.dataDir);
  const gone = [path, ...recorded.forgotten.map((uploadId) => join(aside, uploadId))];
  await Promise.all(gone.map((file) => rm(file, { force: true })));
}

const MAX_TRIES = 5;

/** Two files of one name at once want the same number: the second to come gets the next. */
async function untilAlone<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (thrown) {
      if (!(thrown instanceof Fault) || thrown.code !== 'conflict' || attempt >= MAX_TRIES) throw thrown;
    }
  }
}
