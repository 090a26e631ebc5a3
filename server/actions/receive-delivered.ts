import { createHash } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import type { DeliveryPlace } from '../../model/batch.ts';
import { Fault } from '../../model/fault.ts';
import { parseFileName } from '../../model/surface.ts';
import { deliveredKey } from '../../storage/objects/keys.ts';
import { findDeliveredFile } from '../../storage/records/delivered-files.ts';
import { findStationOfToken } from '../../storage/records/stations.ts';
import type { Parts } from '../parts.ts';
import { acceptUpload } from './accept-upload.ts';
import { announce } from './announce.ts';
import { formatOf, noteArrival, readPlace } from './note-arrival.ts';

/** A file of a delivery of which every byte has come. */
export interface DeliveredArrival {
  readonly place: DeliveryPlace;
  /** Where it lies. It is gone from there afterwards. */
  readonly path: string;
  /** What the sender promised, in lower-case hex. */
  readonly sha256: string;
  readonly agent: string;
}

/** What became of it. */
export interface DeliveredOutcome {
  readonly sizeBytes: number;
  readonly sha256: string;
  /** False where these bytes were at this path already. */
  readonly isNew: boolean;
  /** The scan that a master became; null for what is none. */
  readonly fileVersionId: string | null;
}

const NOTHING = createHash('sha256').digest('hex');

/**
 * Takes in a file of a delivery: a master that is expected becomes a scan of its page; everything else, level 1 images,
 * texts and what nobody expects, is kept with the delivery and becomes no page. So is an empty file, of which there is
 * nothing to keep: the report tells of it.
 *
 * @throws Fault('digest-mismatch') where other bytes came than were promised, Fault('conflict') where the delivery takes
 *   no files now.
 */
export async function receiveDelivered(parts: Parts, arrived: DeliveredArrival): Promise<DeliveredOutcome> {
  const { place, path, sha256, agent } = arrived;
  try {
    const { expected } = await parts.records.read((rows) => readPlace(rows, place));
    const { size: sizeBytes } = await stat(path);
    const itemId = expected?.use === 'master' ? expected.itemId : null;
    const fileName = parseFileName(place.path);
    if (itemId !== null && fileName !== undefined && sizeBytes > 0) {
      const station = await parts.records.read((rows) => findStationOfToken(rows, agent));
      const origin = { agent, stationId: station?.id ?? null, sessionId: null };
      const sent = { itemId, fileName, path, sha256, place, uploadId: undefined, ...origin };
      const { fileVersionId, isNew } = await acceptUpload(parts, sent);
      return { sizeBytes, sha256, isNew, fileVersionId };
    }
    return await keepBeside(parts, arrived, sizeBytes);
  } finally {
    await rm(path, { force: true });
  }
}

async function keepBeside(
  parts: Parts,
  { place, path, sha256, agent }: DeliveredArrival,
  sizeBytes: number,
): Promise<DeliveredOutcome> {
  const format = await formatOf(path);
  if (sizeBytes > 0) await parts.objects.takeFile(deliveredKey(sha256), path, { sha256 });
  else if (sha256 !== NOTHING)
    throw new Fault('digest-mismatch', `${place.path} came empty, and should not be. Send it again.`);
  const at = Date.now();
  const isNew = await parts.records.write(async (rows) => {
    // It may have been decided on while the file was stored.
    const { expected } = await readPlace(rows, place);
    const standing = await findDeliveredFile(rows, place.batchId, place.path);
    // What a person set aside stays so, unless the list has come to ask for it.
    const isKept = standing?.aside === null || expected === undefined;
    if (standing?.sha256 === sha256 && isKept) return false;
    await noteArrival(rows, place, { sizeBytes, digest: sha256, format, fileVersionId: null, agent }, at);
    return true;
  });
  await announce(parts, { kind: 'batch', batchId: place.batchId });
  return { sizeBytes, sha256, isNew, fileVersionId: null };
}
