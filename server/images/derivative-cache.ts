import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../runtime/config.ts';
import type { Log } from '../../runtime/log.ts';
import { freeBytesOn, RESERVE_BYTES } from '../disk-room.ts';
import { createRecent } from '../http/recent.ts';
import { hasTrailer, isIntact, pictureIn, readAt, TRAILER_BYTES } from './cache-entry.ts';
import { bytesOnDisk, entryPath, MINUTE_MS, temporaryPath, withFolder } from './cache-files.ts';
import { type CacheCounts, startCacheSweep } from './cache-sweep.ts';
import { type Picture, pictureInFile, pictureOf } from './picture.ts';

/** The pictures that were made before and are kept. */
export interface CachedPictures {
  /**
   * Opens a picture; undefined if it is not there. One that is broken is removed. Its bytes are proved whenever it is
   * read into memory, which small ones are, and else when this process opens it for the first time, unless it is new.
   */
  find(key: string, isNew?: boolean): Promise<Picture | undefined>;
}

/** The pictures that were made before, and those that are added. */
export interface DerivativeCache extends CachedPictures {
  /** Where an entry that is to be kept is written to (see `writeEntry`). */
  newFile(): string;
  /** Opens an entry that was written, and puts it in its place if there is room for it; if not, it is gone once it is closed. */
  keep(key: string, path: string): Promise<Picture>;
  /** The disk is full: removes half of what is in the cache. */
  makeRoom(): Promise<void>;
  /** For metrics. */
  readonly counts: CacheCounts;
  close(): Promise<void>;
}

/** Pictures up to this size are read at once and sent from memory. */
const SMALL_BYTES = 262_144;
/** Of so many large pictures it is remembered that they were whole. */
const REMEMBERED = 10_000;
/** What is larger than this part of the cache would drive too much out of it. */
const LARGEST = 0.5;
const MEGABYTE = 1_000_000;

/** The cache of whoever only looks: no folder is made, nothing is counted. */
export function openCachedPictures({ dataDir }: Pick<Config, 'dataDir'>): CachedPictures {
  return createFinder(cacheFolder(dataDir));
}

/** The cache of the one who adds to it, in `<dataDir>/cache/renders`. Several processes may do that at once. */
export function createDerivativeCache(
  config: Pick<Config, 'dataDir' | 'RECTO_CACHE_MB'>,
  { log, evicted }: { readonly log: Log; readonly evicted: () => void },
): DerivativeCache {
  const root = cacheFolder(config.dataDir);
  const limitBytes = config.RECTO_CACHE_MB * MEGABYTE;
  const failed = (thrown: unknown) => log.warn({ err: thrown }, 'the cache of pictures could not be swept');
  const sweep = startCacheSweep({ root, limitBytes, evicted, failed });
  const hasRoomFor = async (sizeBytes: number): Promise<boolean> =>
    sizeBytes <= limitBytes * LARGEST && (await freeBytesOn(root)) > RESERVE_BYTES;
  return {
    ...createFinder(root),
    newFile: () => temporaryPath(root),
    async keep(key, path) {
      const file = await open(path, 'r');
      try {
        const { size } = await file.stat();
        const isKept = await hasRoomFor(size);
        if (isKept) {
          await putInPlace(path, entryPath(root, key));
          sweep.added(bytesOnDisk(size));
        } else {
          await rm(path);
        }
        const sizeBytes = size - TRAILER_BYTES;
        return pictureInFile(file, { sizeBytes, isKept: isKept && sizeBytes > SMALL_BYTES });
      } catch (thrown) {
        await file.close();
        throw thrown;
      }
    },
    makeRoom: () => sweep.halve(),
    counts: sweep.counts,
    close: () => sweep.close(),
  };
}

function cacheFolder(dataDir: string): string {
  return join(dataDir, 'cache', 'renders');
}

/** Whoever makes the same picture at the same moment makes the same bytes: the last one stays. */
async function putInPlace(path: string, entry: string): Promise<void> {
  await withFolder(entry, () => rename(path, entry));
}

/** So that what is used stays. A cache that may only be read is one all the same. */
async function noteUse(file: FileHandle): Promise<void> {
  const now = new Date();
  await file.utimes(now, now).catch(() => undefined);
}

function createFinder(root: string): CachedPictures {
  /** By inode: an entry that took the place of another is another file. */
  const intact = createRecent<true>(REMEMBERED);

  async function isWhole(
    file: FileHandle,
    of: { key: string; sizeBytes: number; inode: number; isNew: boolean },
  ) {
    const known = `${of.key} ${of.inode}`;
    if (!(await hasTrailer(file, of.key, of.sizeBytes))) return false;
    if (intact.get(known)) return true;
    if (!of.isNew && !(await isIntact(file, of.sizeBytes))) return false;
    intact.set(known, true);
    return true;
  }

  async function readPicture(file: FileHandle, key: string, isNew: boolean): Promise<Picture | undefined> {
    const { size, mtimeMs, ino } = await file.stat();
    if (Date.now() - mtimeMs > MINUTE_MS) await noteUse(file);
    const sizeBytes = size - TRAILER_BYTES;
    if (sizeBytes > SMALL_BYTES) {
      return (await isWhole(file, { key, sizeBytes, inode: ino, isNew }))
        ? pictureInFile(file, { sizeBytes, isKept: true })
        : undefined;
    }
    const bytes = pictureIn(await readAt(file, 0, size), key);
    await file.close();
    return bytes === undefined ? undefined : pictureOf(bytes);
  }

  return {
    async find(key, isNew = false) {
      const path = entryPath(root, key);
      const file = await open(path, 'r').catch(() => undefined);
      if (file === undefined) return undefined;
      try {
        const picture = await readPicture(file, key, isNew);
        if (picture !== undefined) return picture;
      } catch {
        // What cannot be read is as good as not there.
      }
      await file.close();
      await rm(path, { force: true });
      return undefined;
    },
  };
}
