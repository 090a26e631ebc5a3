import { statfs } from 'node:fs/promises';
import { Fault } from '../../model/fault.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const MEGABYTE = 1_000_000;

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

/** What went wrong while a file was written: in words where the disk is full, else as it is. */
export function diskFault(thrown: unknown): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (!FULL.has(code)) return thrown;
  return new Fault('unavailable', 'The disk is full: nothing was stored. Make room on it, then try again.', {
    cause: thrown,
  });
}
