import { statfs } from 'node:fs/promises';
import { Fault } from '../../model/fault.ts';

/** A megabyte, as disks and settings count it. */
export const MEGABYTE = 1_000_000;

/**
 * Refuses a file for which there is no room, before its first byte.
 *
 * @throws Fault('unavailable') in words.
 */
export async function checkRoom(dir: string, fileName: string, sizeBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dir);
  const freeBytes = bavail * bsize;
  if (sizeBytes <= freeBytes) return;
  throw new Fault(
    'unavailable',
    `There is no room for ${fileName}: it has ${Math.ceil(sizeBytes / MEGABYTE)} MB, and ` +
      `${Math.floor(freeBytes / MEGABYTE)} MB of the disk are free. Make room on it, then try again.`,
  );
}
