import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where files are while they come in. All on the file system of the data directory, so that they move by name. */
export interface UploadPlaces {
  /** Sent by tus, named by the id of their upload; they outlive a restart. */
  readonly incoming: string;
  /** Sent by PUT, in one go. */
  readonly put: string;
  /** Refused, named by the id of their upload, until the same file is accepted. */
  readonly aside: string;
}

/** The places in a data directory. */
export function uploadPlaces(dataDir: string): UploadPlaces {
  const root = join(dataDir, 'uploads');
  return { incoming: join(root, 'incoming'), put: join(root, 'put'), aside: join(root, 'aside') };
}

/** Makes the places that are not there yet. */
export async function openUploadPlaces(dataDir: string): Promise<UploadPlaces> {
  const places = uploadPlaces(dataDir);
  await Promise.all(Object.values(places).map((dir) => mkdir(dir, { recursive: true })));
  return places;
}
