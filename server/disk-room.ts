import { statfs } from 'node:fs/promises';

/** For the rows, the queue and the logs: a disk that is filled to its last byte takes all of them down. */
export const RESERVE_BYTES = 200_000_000;

/** The free space of the disk that a folder is on, in bytes. Throws the file error where there is no such folder. */
export async function freeBytesOn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
