import { link, lstat, mkdir, open, readFile, rename, rm, unlink } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { wordsOfSystem } from '../../../intake/held.ts';
import { errorCode, Fault } from '../../../model/fault.ts';
import type { Scan } from '../scans.ts';
import { HeldBack, held } from './held-back.ts';
import { DONE, type SeenScan, seeFile } from './look-around.ts';

/** More scans of one name than anybody makes. */
const MOST_OF_A_NAME = 10_000;
const EXACT = { bigint: true } as const;
/** What file systems answer that know no second name for a file: exFAT cards, many shares. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES'];

/**
 * Moves an accepted scan to `done/`, under its own name or, where that is taken, with a number: `0001 (2).tif`.
 * Nothing is ever overwritten. Killed in the middle, the next call ends it.
 *
 * @returns where it lies now, from the folder that it came in; undefined where another file was put in its place at
 * this very moment: that one lies in the folder again.
 * @throws Fault('unavailable') where it cannot be moved now: a full disk, no right to write.
 */
export async function putAway(scan: SeenScan): Promise<string | undefined> {
  const folder = join(dirname(scan.path), DONE);
  try {
    await makeFolder(folder);
    for (let number = 1; number <= MOST_OF_A_NAME; number += 1) {
      const name = numbered(scan.name, number);
      const place = join(folder, name);
      if (!(await moveTo(scan.path, place))) continue;
      const moved = await seeFile(place, name);
      const isSame = moved?.sizeBytes === scan.sizeBytes && moved.modifiedAt === scan.modifiedAt;
      if (isSame || !(await moveTo(place, scan.path))) return `${DONE}/${name}`;
      return undefined;
    }
  } catch (cause) {
    throw new HeldBack(held('unmovable', codeOf(cause)), { cause });
  }
  throw new Fault('unavailable', `It was accepted, but there are too many files of its name in ${DONE}/.`);
}

/** Not `recursive`, with which Node calls a full disk ENOENT. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path).catch((thrown: unknown) => {
    if (errorCode(thrown) !== 'EEXIST') throw thrown;
  });
}

function numbered(name: string, number: number): string {
  if (number === 1) return name;
  const extension = extname(name);
  return `${name.slice(0, name.length - extension.length)} (${number})${extension}`;
}

/** Moves a file to a name that nobody has. @returns whether the name was free. */
async function moveTo(from: string, to: string): Promise<boolean> {
  try {
    // Unlike a rename, a second name is refused by the system itself where there is such a file already.
    await link(from, to);
  } catch (thrown) {
    const code = errorCode(thrown) ?? '';
    if (code === 'EEXIST') return endMove(from, to);
    if (!NO_LINKS.includes(code)) throw thrown;
    if ((await lstat(to).catch(() => undefined)) !== undefined) return false;
    await rename(from, to);
    return true;
  }
  await unlink(from);
  return true;
}

/** The name is taken: by this very file, where an earlier run was killed between the two steps, or by another. */
async function endMove(from: string, to: string): Promise<boolean> {
  const [here, there] = await Promise.all([lstat(from, EXACT), lstat(to, EXACT)]);
  const isOne = here.ino === there.ino && here.dev === there.dev && here.mtimeNs === there.mtimeNs;
  // File systems that make up their inodes do not count two names of one file.
  if (!isOne || here.size !== there.size || here.nlink < 2n || there.nlink < 2n) return false;
  await unlink(from);
  return true;
}

function notePath(path: string): string {
  return `${path}.findings.txt`;
}

/**
 * Puts a note beside a scan, whole or not at all; one that says the same already is left as it is.
 *
 * @throws Fault('unavailable') where it cannot be written now.
 */
export async function putNote(scan: Pick<Scan, 'name' | 'path'>, text: string): Promise<void> {
  const path = notePath(scan.path);
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return;
  const temporary = join(dirname(path), `.${scan.name}.findings.tmp`);
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new HeldBack(held('unnotable', codeOf(cause)), { cause });
  }
}

/** Takes the note away again. That there is none, or that it will not go, is no trouble. */
export async function removeNote(scan: Pick<Scan, 'path'>): Promise<void> {
  await rm(notePath(scan.path), { force: true }).catch(() => undefined);
}

/** What the system says of a file that it will not write, in words where people need no code. */
export function reasonOf(thrown: unknown): string {
  return wordsOfSystem(codeOf(thrown)).en;
}

function codeOf(thrown: unknown): string {
  return errorCode(thrown) ?? 'unknown';
}
