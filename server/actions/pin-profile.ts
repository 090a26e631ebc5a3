import { findBatch } from '../../storage/records/batches.ts';
import { findItem } from '../../storage/records/items.ts';
import { newestVersionId, pinProfileVersion } from '../../storage/records/profiles.ts';
import type { Rows } from '../../storage/records/records.ts';
import { type Placeable, placeOfArrival } from './note-arrival.ts';

/**
 * Which version of which profile an arrived file is to be judged by: the newest of its item's, else of its delivery's,
 * else of the default.
 *
 * @returns its id; undefined where no profile was put in yet.
 */
export async function profileOfArrival(rows: Rows, arrival: Placeable): Promise<string | undefined> {
  const item = await findItem(rows, arrival.itemId);
  return newestVersionId(rows, item?.profileId ?? (await profileOfDelivery(rows, arrival)));
}

async function profileOfDelivery(rows: Rows, arrival: Placeable): Promise<string | null> {
  const place = await placeOfArrival(rows, arrival);
  const batch = place && (await findBatch(rows, place.batchId));
  return batch?.profileId ?? null;
}

/** Writes it down with the file: what is changed in the profile from now on does not concern it. */
export async function pinProfile(rows: Rows, arrival: Placeable, fileVersionId: string): Promise<void> {
  const versionId = await profileOfArrival(rows, arrival);
  if (versionId !== undefined) await pinProfileVersion(rows, fileVersionId, versionId);
}
