import { stat } from 'node:fs/promises';
import { Fault } from '../../model/fault.ts';
import type { Upload } from '../../model/upload.ts';
import { openUploads } from '../../storage/records/uploads.ts';
import { freeBytesOn, RESERVE_BYTES } from '../disk-room.ts';
import type { Parts } from '../parts.ts';
import { incomingPath } from './finish.ts';
import { uploadPlaces } from './places.ts';

/** A megabyte, as disks and settings count it. */
export const MEGABYTE = 1_000_000;

/** A master's tiles are a seventh of it if it is not compressed, and more if it is. */
const WITH_TILES = 1.25;
/** What has not come for so long is not on its way just now. */
const UNDER_WAY_MS = 600_000;

/** The free space of a disk, and what is under way to it or about to be. */
export interface Room {
  readonly freeBytes: number;
  /** What others have announced and not yet sent. */
  readonly promisedBytes: number;
  readonly sizeBytes: number;
}

/** How much room a disk lacks for a file, in bytes; 0 where there is enough. */
export function lackingBytes({ freeBytes, promisedBytes, sizeBytes }: Room): number {
  return Math.max(0, Math.ceil((promisedBytes + sizeBytes) * WITH_TILES) + RESERVE_BYTES - freeBytes);
}

/**
 * Refuses a file for which there is no room, before its first byte.
 *
 * @throws Fault('unavailable') in words.
 */
export async function checkRoom(parts: Parts, fileName: string, sizeBytes: number): Promise<void> {
  const [freeBytes, promisedBytes] = await Promise.all([findFreeBytes(parts), findPromisedBytes(parts)]);
  const lacking = lackingBytes({ freeBytes, promisedBytes, sizeBytes });
  if (lacking === 0) return;
  throw new Fault(
    'unavailable',
    `There is no room for ${fileName}: it has ${Math.ceil(sizeBytes / MEGABYTE)} MB, and with its tiles and what else ` +
      `is under way the server's disk lacks ${Math.ceil(lacking / MEGABYTE)} MB. Make room on it, then try again.`,
  );
}

/** The free space of the disk that files come in on. */
export async function findFreeBytes(parts: Pick<Parts, 'config'>): Promise<number> {
  return freeBytesOn(uploadPlaces(parts.config.dataDir).incoming);
}

async function findPromisedBytes(parts: Pick<Parts, 'config' | 'records'>): Promise<number> {
  const uploads = await parts.records.read(openUploads);
  const coming = await Promise.all(uploads.map((upload) => findMissingBytes(parts, upload)));
  return coming.reduce((sum, bytes) => sum + bytes, 0);
}

/** What an upload that is under way has still to send. */
async function findMissingBytes(parts: Pick<Parts, 'config'>, upload: Upload): Promise<number> {
  try {
    const { size, mtimeMs } = await stat(incomingPath(parts, upload.id));
    return mtimeMs > Date.now() - UNDER_WAY_MS ? Math.max(0, (upload.sizeBytes ?? 0) - size) : 0;
  } catch {
    return 0;
  }
}
