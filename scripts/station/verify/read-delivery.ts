import type { Dirent } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { isNoise } from '../../../intake/delivery.ts';
import type { ExpectedFile, Found, FoundFile } from '../../../intake/delivery-list.ts';
import { HEAD_BYTES, recogniseFormat } from '../../../intake/format.ts';
import { errorCode, Fault } from '../../../model/fault.ts';
import { printable } from './report-lines.ts';

const MOST_FILES = 500_000;
const DEEPEST = 32;
/** Folders that are named in one sentence. */
const MOST_SHOWN = 5;
/** Enough to keep a disk or a network folder busy; the bytes of one head each. */
const AT_ONCE = 8;

/** A file that is there, and where it lies on the disk. */
export interface LocatedFile extends FoundFile {
  readonly at: string;
}

/** What is there of a delivery, on a disk. */
export interface Located extends Found {
  readonly files: readonly LocatedFile[];
}

/** Where on the disk the paths of a table begin. */
interface Root {
  /** What stands before every path that is found: the name of the archive's folder, with its slash, or nothing. */
  readonly prefix: string;
  readonly dir: string;
}

interface Roots {
  readonly roots: readonly Root[];
  /** The archives' folders, as the table names them. */
  readonly archives: readonly string[];
  /** One of them is there; otherwise only the files can tell whether this is the delivery. */
  readonly isKnown: boolean;
}

/**
 * Reads what there is of a delivery: every file's path and size, and of each its first bytes, by which it is known.
 * Links are not followed, and count as not there. Nothing is held of a file but its head, and that for a moment.
 *
 * @param dir the archive's folder, or the one that it lies in; the paths of the table tell which.
 * @param notOfIt files that are about the delivery and no part of it, like the table itself.
 * @throws Fault where a folder or a file cannot be read, there are more than anybody delivers, or nothing of the
 *   delivery is there, as where another folder was meant.
 */
export async function readDelivery(
  dir: string,
  list: readonly ExpectedFile[],
  notOfIt: readonly string[],
  signal: AbortSignal,
): Promise<Located> {
  const left = new Set(await Promise.all(notOfIt.map((path) => realpath(path).catch(() => path))));
  const leftNames = new Set([...left].map((path) => basename(path)));
  const isLeft = async (at: string): Promise<boolean> =>
    leftNames.has(basename(at)) && left.has(await realpath(at));
  const folders: string[] = [];
  const entries: { readonly path: string; readonly at: string }[] = [];
  const { roots, archives, isKnown } = await rootsOf(dir, list);
  for (const root of roots) {
    await walk(root, 0);
  }
  const isEmpty = entries.length + folders.length === 0;
  if (list.length > 0 && (isEmpty || (!isKnown && !holdsListed(entries, list)))) throw notHere(dir, archives);
  const files = await inParallel(entries, ({ path, at }) => readFile(path, at), signal);
  return { files, folders };

  async function walk({ prefix, dir: folder }: Root, depth: number): Promise<void> {
    signal.throwIfAborted();
    if (depth > DEEPEST) throw new Fault('too-large', `${folder} lies deeper than ${DEEPEST} folders.`);
    for (const entry of await entriesOf(folder)) {
      const at = join(folder, entry.name);
      const path = `${prefix}${entry.name}`;
      if (entry.isDirectory()) {
        folders.push(path);
        await walk({ prefix: `${path}/`, dir: at }, depth + 1);
      } else if (entry.isFile() && !isNoise(path) && !(await isLeft(at))) {
        entries.push({ path, at });
      }
      if (entries.length + folders.length > MOST_FILES) {
        throw new Fault('too-large', `${dir} holds more than ${MOST_FILES} files. Verify it in parts.`);
      }
    }
  }
}

/**
 * Tables begin a path with the archive's folder, and people give that folder or the one around it. Whoever gives it
 * under another name, as on a disk that was sent, means it all the same: what is in it tells.
 */
async function rootsOf(dir: string, list: readonly ExpectedFile[]): Promise<Roots> {
  const whole = resolve(dir);
  const parts = list.map(({ path }) => path.split('/')).filter(({ length }) => length > 1);
  const firsts = [...new Set(parts.map(([first]) => first ?? ''))];
  const folders = (await entriesOf(whole)).filter((entry) => entry.isDirectory());
  const inside = new Set(folders.map(({ name }) => name));
  const there = firsts.filter((first) => inside.has(first));
  // The folder around archives may hold others, which are not of this delivery.
  if (there.length > 0) {
    const roots = there.map((first) => ({ prefix: `${first}/`, dir: join(whole, first) }));
    return { roots, archives: firsts, isKnown: true };
  }
  const own = basename(whole);
  const [only] = firsts.length === 1 && parts.some(([, second = '']) => inside.has(second)) ? firsts : [];
  const archive = firsts.includes(own) ? own : only;
  const root = { prefix: archive === undefined ? '' : `${archive}/`, dir: whole };
  return { roots: [root], archives: firsts, isKnown: archive !== undefined };
}

/** Whether any file has a name that the table names, in whatever folder: then it is the delivery, in disorder. */
function holdsListed(entries: readonly { readonly path: string }[], list: readonly ExpectedFile[]): boolean {
  const nameOf = (path: string) => basename(path).toLowerCase();
  const listed = new Set(list.map(({ path }) => nameOf(path)));
  return entries.some(({ path }) => listed.has(nameOf(path)));
}

function notHere(dir: string, archives: readonly string[]): Fault {
  const shown = archives.slice(0, MOST_SHOWN).map(printable).join(', ');
  const more = archives.length > MOST_SHOWN ? ` and ${archives.length - MOST_SHOWN} more` : '';
  const looked = archives.length === 0 ? '' : ` Looked for: ${shown}${more}.`;
  return new Fault(
    'not-found',
    `The folder ${dir} does not hold this delivery.${looked} Give the folder that the paths of the table begin with, or the one that it lies in.`,
  );
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (cause) {
    if (errorCode(cause) === 'ENOTDIR')
      throw new Fault('not-found', `${folder} is a file. Give the folder that the delivery lies in.`, {
        cause,
      });
    throw new Fault('not-found', `The folder ${folder} cannot be read.`, { cause });
  }
}

async function readFile(path: string, at: string): Promise<LocatedFile> {
  try {
    const { size: sizeBytes } = await stat(at);
    const handle = await open(at, 'r');
    try {
      const head = Buffer.alloc(Math.min(HEAD_BYTES, sizeBytes));
      const { bytesRead } = await handle.read(head, 0, head.length, 0);
      return { path, at, sizeBytes, format: recogniseFormat(head.subarray(0, bytesRead)) };
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new Fault('unavailable', `The file ${at} cannot be read.`, { cause });
  }
}

/** Does work on many things, a few at once, and keeps their order. */
async function inParallel<T, R>(
  things: readonly T[],
  work: (thing: T) => Promise<R>,
  signal: AbortSignal,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const hand = async (): Promise<void> => {
    for (let at = next++; at < things.length; at = next++) {
      signal.throwIfAborted();
      results[at] = await work(things[at] as T);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  return results;
}
