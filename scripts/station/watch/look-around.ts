import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../../model/fault.ts';
import type { Held } from '../../../model/station-watch.ts';
import { findDoubles, inNaturalOrder, kindOfName, type Scan } from '../scans.ts';
import { HeldBack, held } from './held-back.ts';
import type { FileState } from './steady.ts';

/** A scan as one look saw it. */
export type SeenScan = Scan &
  FileState & {
    /** The folder in the watched one that it lies in; '' for the watched one itself. */
    readonly folder: string;
    /** What it is called to people: its path from the watched folder, with a slash. */
    readonly shown: string;
  };

/** What one look at a folder saw. */
export interface Look {
  /** By what they are called, in the order in which people count. */
  readonly scans: ReadonlyMap<string, SeenScan>;
  /** Pairs of names that would be one and the same page: nobody but a person knows which of them is meant. */
  readonly doubles: readonly (readonly [string, string])[];
  /** Names that say that a program still writes the file. */
  readonly unfinished: readonly string[];
  /** Symbolic links that have the name of a scan. */
  readonly links: readonly string[];
  /** Another folder lies there than at the look before: its files may be old. */
  readonly isOther?: boolean;
  /** Folders in the watched one that could not be looked into, and why. */
  readonly unreadable: readonly { readonly folder: string; readonly held: Held }[];
}

/** Where accepted scans go, inside the folder that they came in. */
export const DONE = 'done';
/** What file servers and systems make for themselves: `@eaDir`, `#recycle`, `$RECYCLE.BIN` and their like. */
const NOT_AN_ITEM = /^([.@#$~]|lost\+found$|System Volume Information$|done$)/i;

/**
 * Looks at a folder, not at folders inside it. Names that programs give to what they are still writing (`.part`,
 * `.tmp`, `.crdownload`, a dot in front) are passed over until they are renamed; so are symbolic links, since what is
 * moved would not be the scan.
 *
 * @param folder what it is called inside the watched one; '' for that one itself.
 * @throws HeldBack where the folder cannot be read now.
 */
export async function lookAround(dir: string, folder: string = ''): Promise<Look> {
  const names = inNaturalOrder(await namesIn(dir));
  const seen: SeenScan[] = [];
  const links: string[] = [];
  for (const name of names.filter((one) => kindOfName(one) === 'image')) {
    const path = join(dir, name);
    const scan = await seeFile(path, name, folder);
    if (scan !== undefined) seen.push(scan);
    else if (await isLink(path)) links.push(shownIn(folder, name));
  }
  const unfinished = names.filter((name) => kindOfName(name) === 'unfinished');
  const doubles = findDoubles(seen.map(({ name }) => name));
  return {
    scans: new Map(seen.map((scan) => [scan.shown, scan])),
    doubles: doubles.map(([one, other]) => [shownIn(folder, one), shownIn(folder, other)]),
    unfinished: unfinished.map((name) => shownIn(folder, name)),
    links,
    unreadable: [],
  };
}

/**
 * Looks at a folder and at those inside it, each of which stands for an item; not at folders inside these.
 *
 * @throws HeldBack where the folder itself cannot be read now.
 */
export async function lookIntoFolders(dir: string): Promise<Look> {
  const looks = [await lookAround(dir)];
  const unreadable: Look['unreadable'][number][] = [];
  for (const folder of inNaturalOrder(await foldersIn(dir))) {
    try {
      looks.push(await lookAround(join(dir, folder), folder));
    } catch (thrown) {
      // One that has just been taken away is nobody's trouble.
      if (thrown instanceof HeldBack && errorCode(thrown.cause) !== 'ENOENT')
        unreadable.push({ folder, held: thrown.held });
    }
  }
  return {
    scans: new Map(looks.flatMap(({ scans }) => [...scans])),
    doubles: looks.flatMap(({ doubles }) => doubles),
    unfinished: looks.flatMap(({ unfinished }) => unfinished),
    links: looks.flatMap(({ links }) => links),
    unreadable,
  };
}

function shownIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

async function namesIn(dir: string): Promise<string[]> {
  return reading(dir, () => readdir(dir));
}

async function foldersIn(dir: string): Promise<string[]> {
  const entries = await reading(dir, () => readdir(dir, { withFileTypes: true }));
  return entries
    .filter((entry) => entry.isDirectory() && !NOT_AN_ITEM.test(entry.name))
    .map(({ name }) => name);
}

async function reading<T>(dir: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new HeldBack(held('folder-unreadable', dir, errorCode(cause) ?? 'unknown'), { cause });
  }
}

async function isLink(path: string): Promise<boolean> {
  const facts = await lstat(path).catch(() => undefined);
  return facts?.isSymbolicLink() ?? false;
}

/** A file as it is now; undefined where there is none, or where it cannot be looked at. */
export async function seeFile(
  path: string,
  name: string,
  folder: string = '',
): Promise<SeenScan | undefined> {
  const facts = await lstat(path).catch(() => undefined);
  if (!facts?.isFile()) return undefined;
  const { size: sizeBytes, mtimeMs: modifiedAt, ino: inode } = facts;
  return { name, path, sizeBytes, modifiedAt, inode, folder, shown: shownIn(folder, name) };
}
