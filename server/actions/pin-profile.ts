import type { Batch } from '../../model/batch.ts';
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
  const { profileId } = await chooseProfile(rows, arrival);
  return newestVersionId(rows, profileId);
}

/** A profile, and who asks for it. */
export interface ChosenProfile {
  /** null: the default, because nobody asks for another. */
  readonly profileId: string | null;
  readonly by: 'item' | 'delivery' | 'default';
  /** Which asks for it. */
  readonly delivery: Batch | undefined;
}

/** Which profile an arrived file is to be judged by, and by whose wish. */
export async function chooseProfile(rows: Rows, arrival: Placeable): Promise<ChosenProfile> {
  const item = await findItem(rows, arrival.itemId);
  const ofItem = item?.profileId ?? null;
  if (ofItem !== null) return { profileId: ofItem, by: 'item', delivery: undefined };
  const place = await placeOfArrival(rows, arrival);
  const batch = place && (await findBatch(rows, place.batchId));
  const ofBatch = batch?.profileId ?? null;
  if (ofBatch === null) return { profileId: null, by: 'default', delivery: undefined };
  return { profileId: ofBatch, by: 'delivery', delivery: batch };
}

/** Writes it down with the file: what is changed in the profile from now on does not concern it. */
export async function pinProfile(rows: Rows, arrival: Placeable, fileVersionId: string): Promise<void> {
  const versionId = await profileOfArrival(rows, arrival);
  if (versionId !== undefined) await pinProfileVersion(rows, fileVersionId, versionId);
}
