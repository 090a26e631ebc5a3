import { findItem } from '../../storage/records/items.ts';
import { newestVersionId, pinProfileVersion } from '../../storage/records/profiles.ts';
import type { Rows } from '../../storage/records/records.ts';
import type { ArrivedFile } from './accept-upload.ts';

/**
 * Which version of which profile an arrived file is to be judged by: the newest of its item's, else of the default.
 *
 * @returns its id; undefined where no profile was put in yet.
 */
export async function profileOfArrival(
  rows: Rows,
  { itemId }: Pick<ArrivedFile, 'itemId'>,
): Promise<string | undefined> {
  const item = await findItem(rows, itemId);
  return newestVersionId(rows, item?.profileId ?? null);
}

/** Writes it down with the file: what is changed in the profile from now on does not concern it. */
export async function pinProfile(rows: Rows, arrival: ArrivedFile, fileVersionId: string): Promise<void> {
  const versionId = await profileOfArrival(rows, arrival);
  if (versionId !== undefined) await pinProfileVersion(rows, fileVersionId, versionId);
}
