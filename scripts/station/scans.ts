import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { errorCode, Fault } from '../../model/fault.ts';
import { sortKeyOf, surfaceNameOf } from '../../model/surface.ts';

/** A file to be sent. */
export interface Scan {
  readonly name: string;
  /** Absolute, or from the working directory. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970, with the fraction that the file system keeps. */
  readonly modifiedAt: number;
}

/** What a folder holds, for a station. */
export interface Folder {
  /** In the order of their names, `p2` before `p10`. */
  readonly scans: readonly Scan[];
  /** Names of what is left alone and may surprise somebody. */
  readonly leftAlone: readonly string[];
  /** Names of files that are still being written by another program. */
  readonly unfinished: readonly string[];
}

const IMAGE_EXTENSIONS: readonly string[] = ['.tif', '.tiff', '.jpg', '.jpeg', '.png', '.webp', '.jp2'];
const UNFINISHED_EXTENSIONS: readonly string[] = ['.part', '.tmp', '.crdownload'];

export type NameKind = 'image' | 'unfinished' | 'noise' | 'other';

/** What a station makes of a name: noise is what systems strew about, and nobody needs to hear of. */
export function kindOfName(name: string): NameKind {
  if (name.startsWith('.') || /^(thumbs|ehthumbs|desktop)\.(db|ini)$/i.test(name)) return 'noise';
  const extension = extname(name).toLowerCase();
  if (UNFINISHED_EXTENSIONS.includes(extension)) return 'unfinished';
  return IMAGE_EXTENSIONS.includes(extension) ? 'image' : 'other';
}

/** Puts names in the order in which people count: `p2` before `p10`. */
export function inNaturalOrder(names: readonly string[]): string[] {
  const key = (name: string) => sortKeyOf(surfaceNameOf(name));
  return [...names].sort((one, other) => {
    const [a, b] = [key(one), key(other)];
    if (a === b) return one < other ? -1 : 1;
    return a < b ? -1 : 1;
  });
}

/** Pairs of names that would be scans of one and the same page: `0001.tif` and `0001.jpg`. */
export function findDoubles(names: readonly string[]): [string, string][] {
  return findPairs(names, surfaceNameOf);
}

/** Pairs of names that differ in capitals alone: two pages, but seldom meant so, and one file on many disks. */
export function findLookalikes(names: readonly string[]): [string, string][] {
  return findPairs(names, (name) => surfaceNameOf(name).toLowerCase());
}

function findPairs(names: readonly string[], keyOf: (name: string) => string): [string, string][] {
  const seen = new Map<string, string>();
  const doubles: [string, string][] = [];
  for (const name of names) {
    const key = keyOf(name);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, name);
    else doubles.push([first, name]);
  }
  return doubles;
}

/**
 * Lists the scans in a folder, not those in folders inside it. One that cannot be looked at is listed as empty:
 * whoever reads it says why.
 *
 * @throws Fault('not-found') where there is no such folder.
 */
export async function lookInFolder(dir: string): Promise<Folder> {
  const names = inNaturalOrder(await readNames(dir));
  const scans: Scan[] = [];
  for (const name of names.filter((name) => kindOfName(name) === 'image')) {
    const path = join(dir, name);
    const facts = await stat(path).catch(() => undefined);
    if (facts === undefined) scans.push({ name, path, sizeBytes: 0, modifiedAt: 0 });
    else if (facts.isFile()) scans.push({ name, path, sizeBytes: facts.size, modifiedAt: facts.mtimeMs });
  }
  return {
    scans,
    leftAlone: names.filter((name) => kindOfName(name) === 'other'),
    unfinished: names.filter((name) => kindOfName(name) === 'unfinished'),
  };
}

/**
 * Lists the scans in a folder, as {@link lookInFolder} does, to be sent.
 *
 * @throws Fault('not-found') where there is no such folder, Fault('conflict') where two files are one page.
 */
export async function listScans(dir: string): Promise<Folder> {
  const folder = await lookInFolder(dir);
  const [double] = findDoubles(folder.scans.map((scan) => scan.name));
  if (double !== undefined) {
    const detail = `${double[0]} and ${double[1]} would be the same page. Leave one of them in the folder.`;
    throw new Fault('conflict', detail);
  }
  return folder;
}

async function readNames(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (cause) {
    if (errorCode(cause) === 'ENOTDIR')
      throw new Fault('not-found', `${dir} is a file. Give the folder it is in.`, { cause });
    throw new Fault('not-found', `The folder ${dir} cannot be read.`, { cause });
  }
}
