import type { Format } from '../../intake/format.ts';
import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import type { Surface } from '../../model/surface.ts';
import { findCaptureSession, noteSession } from '../../storage/records/capture-sessions.ts';
import { insertDueStep } from '../../storage/records/due-steps.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findByDigest, insertFileVersion, nextVersion } from '../../storage/records/file-versions.ts';
import { findItem, touchItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { noteStationArrival } from '../../storage/records/station-files.ts';
import { updateSurface } from '../../storage/records/surfaces.ts';
import { insertUpload, removeUpload, settleUpload, uploadsOfItem } from '../../storage/records/uploads.ts';
import type { ArrivedFile } from './accept-upload.ts';
import { chooseSurface } from './choose-surface.ts';
import { noteArrival, placeOfArrival } from './note-arrival.ts';
import { pinProfile } from './pin-profile.ts';
import { sayOfSameBytes } from './same-bytes.ts';
import { noteAtStand } from './take-back.ts';

/** An arrived file whose bytes are in the store under their digest. */
export interface Arrival extends ArrivedFile {
  readonly sizeBytes: number;
  /** Proved over what was stored. Lower-case hex. */
  readonly digest: string;
  /** By its first bytes; undefined where it is nothing that we know. */
  readonly format: Format | undefined;
}

export interface Recorded {
  readonly fileVersionId: string;
  readonly isNew: boolean;
  /** What to say to the sender of bytes that were there already; null of new ones. */
  readonly notice: string | null;
  /** Uploads of the same file that had been refused: their bytes are of no more use. */
  readonly forgotten: readonly string[];
  /** The delivery that it came with; undefined for most. */
  readonly batchId: string | undefined;
}

/** Writes down that a file was received: its surface, its version, the event, the step that is due. */
export async function recordArrival(rows: Rows, arrival: Arrival): Promise<Recorded> {
  const at = Date.now();
  const item = await findItem(rows, arrival.itemId);
  if (item === undefined) throw new Fault('not-found', 'There is no such item.');
  const surface = await chooseSurface(rows, arrival, at);
  const standing = await findByDigest(rows, surface.id, arrival.digest);
  const fileVersionId = standing?.id ?? (await insertArrival(rows, arrival, surface, at));
  const notice = standing === undefined ? null : await sayOfSameBytes(rows, surface, standing);
  await noteAtStand(rows, {
    surface,
    fileVersionId,
    fileName: arrival.fileName,
    isNew: standing === undefined,
    agent: arrival.agent,
    at,
  });
  await noteStations(rows, arrival, fileVersionId, at);
  const { uploadId } = arrival;
  if (uploadId !== undefined) {
    await settleUpload(rows, uploadId, { state: 'accepted', detail: notice, fileVersionId, at });
  }
  const place = await placeOfArrival(rows, arrival);
  if (place !== undefined) await noteArrival(rows, place, { ...arrival, fileVersionId }, at);
  const forgotten = await forgetRefused(rows, arrival);
  return { fileVersionId, isNew: standing === undefined, notice, forgotten, batchId: place?.batchId };
}

async function insertArrival(rows: Rows, arrival: Arrival, surface: Surface, at: number): Promise<string> {
  const { itemId, fileName, sizeBytes, digest } = arrival;
  const fileVersionId = newId();
  const version = await nextVersion(rows, surface.id);
  const digestOrigin = arrival.sha256 === undefined ? 'server' : 'station';
  await insertFileVersion(rows, {
    id: fileVersionId,
    surfaceId: surface.id,
    itemId,
    version,
    originalName: fileName,
    sizeBytes,
    sha256: digest,
    digestOrigin,
    state: 'received',
    failure: null,
    facts: null,
    createdAt: at,
    updatedAt: at,
  });
  await pinProfile(rows, arrival, fileVersionId);
  if (arrival.sessionId !== null) await noteSession(rows, fileVersionId, arrival.sessionId);
  await updateSurface(rows, surface.id, { latestVersionId: fileVersionId });
  await insertDueStep(rows, {
    fileVersionId,
    step: 'check-master',
    lane: arrival.place === undefined ? 'station' : 'bulk',
    at,
  });
  const proved = digestOrigin === 'station' ? 'as the sender announced' : 'taken on arrival';
  await appendEvent(rows, {
    type: 'ingestion',
    detail: `${fileName} was received as version ${version}: ${sizeBytes} bytes, SHA-256 ${digest}, ${proved}.`,
    agent: arrival.agent,
    itemId,
    surfaceId: surface.id,
    fileVersionId,
    at,
  });
  await touchItem(rows, itemId, at);
  return fileVersionId;
}

/** What is to be safe at a station is what carries one of its sessions, and what was sent from it. */
async function noteStations(
  rows: Rows,
  { sessionId, stationId }: Arrival,
  fileVersionId: string,
  at: number,
): Promise<void> {
  const session = sessionId === null ? undefined : await findCaptureSession(rows, sessionId);
  for (const id of new Set([stationId, session?.stationId ?? null]))
    if (id !== null) await noteStationArrival(rows, { stationId: id, fileVersionId, at });
}

/** Those that this file is what was promised of, and those that its sender sends otherwise now. */
async function forgetRefused(rows: Rows, arrival: Arrival): Promise<string[]> {
  const refused = await uploadsOfItem(rows, arrival.itemId, 'refused');
  const same = refused
    .filter(({ fileName }) => fileName === arrival.fileName)
    .filter(({ sha256, agent }) => sha256 === arrival.digest || agent === arrival.agent)
    .map(({ id }) => id);
  for (const id of same) await removeUpload(rows, id);
  return same;
}

/**
 * Writes down that other bytes came than were promised.
 *
 * @returns the id of its upload; one that came by PUT gets its own only now.
 */
export async function recordRefusal(
  rows: Rows,
  arrived: ArrivedFile,
  detail: string,
  sizeBytes: number,
): Promise<string> {
  const at = Date.now();
  const { itemId, fileName, agent } = arrived;
  const id = arrived.uploadId ?? newId();
  if (arrived.uploadId === undefined) {
    await insertUpload(rows, {
      id,
      itemId,
      fileName,
      sizeBytes,
      sha256: arrived.sha256 ?? null,
      state: 'refused',
      detail,
      fileVersionId: null,
      sessionId: arrived.sessionId,
      stationId: arrived.stationId,
      agent,
      createdAt: at,
      finishedAt: at,
    });
  } else {
    await settleUpload(rows, id, { state: 'refused', detail, fileVersionId: null, at });
  }
  await appendEvent(rows, {
    type: 'message digest calculation',
    outcome: 'failure',
    detail,
    agent,
    itemId,
    at,
  });
  await touchItem(rows, itemId, at);
  return id;
}
