import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, Fault } from '../../../model/fault.ts';
import { findDoubles, inNaturalOrder, kindOfName, type Scan } from '../scans.ts';
import type { FileState } from './steady.ts';

/** A scan as one look saw it. */
export type SeenScan = Scan & FileState;

/** What one look at a folder saw. */
export interface Look {
  /** By name, in the order in which people count. */
  readonly scans: ReadonlyMap<string, SeenScan>;
  /** Pairs of names that would be one and the same page: nobody but a person knows which of them is meant. */
  readonly doubles: readonly (readonly [string, string])[];
  /** Names that say that a program still writes the file. */
  readonly unfinished: readonly string[];
  /** Symbolic links that have the name of a scan. */
  readonly links: readonly string[];
}

/**
 * Looks at a folder, not at folders inside it. Names that programs give to what they are still writing (`.part`,
 * `.tmp`, `.crdownload`, a dot in front) are passed over until they are renamed; so are symbolic links, since what is
 * moved would not be the scan.
 *
 * @throws Fault('unavailable') where the folder cannot be read now.
 */
export async function lookAround(dir: string): Promise<Look> {
  const names = inNaturalOrder(await namesIn(dir));
  const scans = new Map<string, SeenScan>();
  const links: string[] = [];
  for (const name of names.filter((one) => kindOfName(one) === 'image')) {
    const path = join(dir, name);
    const scan = await seeFile(path, name);
    if (scan !== undefined) scans.set(name, scan);
    else if (await isLink(path)) links.push(name);
  }
  const unfinished = names.filter((name) => kindOfName(name) === 'unfinished');
  return { scans, doubles: findDoubles([...scans.keys()]), unfinished, links };
}

async function namesIn(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (cause) {
    throw new Fault('unavailable', `The folder ${dir} cannot be read (${errorCode(cause) ?? 'unknown'}).`, {
      cause,
    });
  }
}

async function isLink(path: string): Promise<boolean> {
  const facts = await lstat(path).catch(() => undefined);
  return facts?.isSymbolicLink() ?? false;
}

/** A file as it is now; undefined where there is none, or where it cannot be looked at. */
export async function seeFile(path: string, name: string): Promise<SeenScan | undefined> {
  const facts = await lstat(path).catch(() => undefined);
  if (!facts?.isFile()) return undefined;
  return { name, path, sizeBytes: facts.size, modifiedAt: facts.mtimeMs, inode: facts.ino };
}
