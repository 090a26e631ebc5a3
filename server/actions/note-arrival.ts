import { open } from 'node:fs/promises';
import { type Format, HEAD_BYTES, recogniseFormat } from '../../intake/format.ts';
import {
  type Batch,
  type DeliveryPlace,
  deliveryPath,
  type ExpectedFileOfBatch,
  nameKeyOf,
  RECEIVING_STATES,
} from '../../model/batch.ts';
import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import { findBatch } from '../../storage/records/batches.ts';
import { keepDeliveredFile } from '../../storage/records/delivered-files.ts';
import { findExpectedByName, findExpectedFile, noteArrived } from '../../storage/records/expected-files.ts';
import type { Rows } from '../../storage/records/records.ts';

/** What of an arrived file tells which delivery it is of. */
export interface Placeable {
  readonly itemId: string;
  readonly fileName: string;
  /** Where its sender says that it belongs. */
  readonly place?: DeliveryPlace | undefined;
}

/** A file that came, as it lies in the store. */
export interface Noted {
  readonly sizeBytes: number;
  readonly digest: string;
  readonly format: Format | undefined;
  /** The scan that it became; null for what is none. */
  readonly fileVersionId: string | null;
  readonly agent: string;
}

/**
 * Where in which delivery an arrived scan belongs: where its sender says so, else where one that is open expects a
 * master of its name in its item; undefined for most.
 */
export async function placeOfArrival(rows: Rows, arrived: Placeable): Promise<DeliveryPlace | undefined> {
  const { itemId, fileName } = arrived;
  const place = await stillTaken(rows, arrived.place);
  if (place !== undefined && (await findExpectedFile(rows, place.batchId, place.path)) !== undefined)
    return place;
  const expected = await findExpectedByName(rows, itemId, fileName);
  if (expected === undefined || (place !== undefined && place.batchId !== expected.batchId)) return place;
  return { batchId: expected.batchId, path: expected.path };
}

/** Undefined where the delivery was decided on while the file was on its way: what was accepted does not change. */
async function stillTaken(rows: Rows, place: DeliveryPlace | undefined): Promise<DeliveryPlace | undefined> {
  const batch = place && (await findBatch(rows, place.batchId));
  return batch === undefined || batch.state === 'accepted' ? undefined : place;
}

/**
 * Sees that a file which is sent to an item for a delivery is a master that the delivery expects there: whatever else
 * comes with a delivery is kept beside its items, and would be a page of its own here.
 *
 * @throws Fault('not-found'), Fault('conflict') saying where to send it.
 */
export async function requireMasterHere(
  rows: Rows,
  { place, itemId, fileName }: Placeable & { readonly place: DeliveryPlace },
): Promise<void> {
  const { batch, expected: there } = await readPlace(rows, place);
  const expected = there ?? (await findExpectedByName(rows, itemId, fileName));
  const isHere =
    expected?.batchId === batch.id &&
    expected.use === 'master' &&
    expected.itemId === itemId &&
    nameKeyOf(expected.path) === nameKeyOf(fileName);
  if (isHere) return;
  throw new Fault(
    'conflict',
    `The delivery ${batch.code} expects no master ${place.path} of this item. Send it to the delivery itself: it knows what becomes of it.`,
  );
}

/** Writes down that a file of a delivery came, in the transaction that takes it in. */
export async function noteArrival(
  rows: Rows,
  { batchId, path }: DeliveryPlace,
  noted: Noted,
  at: number,
): Promise<void> {
  const { sizeBytes, digest, format, fileVersionId, agent } = noted;
  await keepDeliveredFile(rows, {
    ...{ id: newId(), batchId, path: deliveryPath(path), sizeBytes, sha256: digest },
    ...{ format: format ?? null, fileVersionId, agent, at, aside: null },
  });
  await noteArrived(rows, batchId, path);
}

/**
 * What is to be done with a file that is sent to a delivery.
 *
 * @throws Fault('not-found') where there is no such delivery, Fault('conflict') where it takes no files now.
 */
export async function readPlace(
  rows: Rows,
  { batchId, path }: DeliveryPlace,
): Promise<{ batch: Batch; expected: ExpectedFileOfBatch | undefined }> {
  const batch = await findBatch(rows, batchId);
  if (batch === undefined) throw new Fault('not-found', 'There is no such delivery.');
  if (!RECEIVING_STATES.includes(batch.state)) throw new Fault('conflict', WHY_CLOSED[batch.state] ?? '');
  return { batch, expected: await findExpectedFile(rows, batchId, path) };
}

const WHY_CLOSED: Readonly<Record<string, string>> = {
  new: 'This delivery has no list yet. Give it one first.',
  filling: 'The list of this delivery is still being applied. Try again in a moment.',
  accepted: 'This delivery was accepted: no more files come in for it. Open another delivery.',
};

/** What a file is by its first bytes; undefined where it is nothing that we know. */
export async function formatOf(path: string): Promise<Format | undefined> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    return recogniseFormat(head.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
