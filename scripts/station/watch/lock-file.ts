import { open, readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { errorCode } from '../../../model/fault.ts';

/** The name of the lock in a folder that is watched. Machines that share a folder see each other by it alone. */
export const LOCK_NAME = '.recto-station.lock';

const holder = z.object({
  host: z.string().max(255),
  pid: z.number().int(),
  /** The person's account at the machine, as a number that was drawn once. */
  station: z.string().max(64),
  /** As that machine names the folder. */
  folder: z.string().max(4096),
  /** Of one run. */
  run: z.string().max(64),
  since: z.string().max(64),
  /** Counts up for as long as the run lives. No clock is compared with another's. */
  beat: z.number().int(),
});

/** Who watches a folder. */
export type Holder = z.infer<typeof holder>;

/** What a lock file says: the text to compare, and the holder where that can be understood. */
export interface LockText {
  readonly text: string;
  readonly holder: Holder | undefined;
}

/** Always as many bytes, so that a beat takes no more room: it must go on where the disk is full. */
const LOCK_BYTES = 8192;

function textOf(of: Holder): string {
  return `${JSON.stringify(of).padEnd(LOCK_BYTES - 1)}\n`;
}

/** Makes the lock file. @returns false where there is one already. */
export async function makeLock(path: string, of: Holder): Promise<boolean> {
  const file = await open(path, 'wx').catch((thrown: unknown) => {
    if (errorCode(thrown) === 'EEXIST') return undefined;
    throw thrown;
  });
  if (file === undefined) return false;
  try {
    await file.write(textOf(of), 0);
  } catch (thrown) {
    await rm(path, { force: true }).catch(() => undefined);
    throw thrown;
  } finally {
    await file.close();
  }
  return true;
}

/** Writes over a lock file that is there, in its place. */
export async function writeLock(path: string, of: Holder): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.write(textOf(of), 0);
  } finally {
    await file.close();
  }
}

/** Reads a lock file; undefined where there is none. */
export async function readLock(path: string): Promise<LockText | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
  try {
    return { text, holder: holder.parse(JSON.parse(text)) };
  } catch {
    return { text, holder: undefined };
  }
}
