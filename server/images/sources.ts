import { type PackIndex, parseDirectory } from '../../image/pack.ts';
import { type Visibility, visibilityOf } from '../../model/access.ts';
import { Fault } from '../../model/fault.ts';
import { formatImageId, type ImageId } from '../../model/ids.ts';
import {
  findImageSource,
  findImageSources,
  findPublishedVersion,
  type ImageSource,
} from '../../storage/records/file-versions.ts';
import { createRecent, type Recent } from '../http/recent.ts';
import type { Parts } from '../parts.ts';
import { readPack } from './read-pack.ts';

/** An image that can be served: its facts, and where in its pack everything is. It never gets another pack. */
export interface OpenImage {
  readonly index: PackIndex;
  /** Whose it is may change at any time, and with it who may see it: see {@link ImageSources.isFresh}. */
  source: ImageSource;
  visibility: Visibility;
  /** When it was asked who may see it, in milliseconds since 1970. */
  checkedAt: number;
  /** Whether it was answered from since then. */
  wasUsed: boolean;
}

/** One version of a surface's image. */
export type VersionedId = ImageId & { readonly version: number };

/** Finds images by their versioned id, and remembers the packs that were used last. */
export interface ImageSources {
  /** @throws Fault('not-found') where there is no such image. Who may see it is not decided here. */
  open(id: VersionedId): Promise<OpenImage>;
  /**
   * Whether what was opened before may be answered from now, without asking. Sees to it that this stays so for as
   * long as it is called.
   */
  isFresh(image: OpenImage): boolean;
  /** The number of the version that is shown to staff. @throws Fault('not-found') */
  currentVersion(surfaceId: string): Promise<number>;
  /** The number of the version that was published last; undefined if none ever was. */
  publishedVersion(surfaceId: string): Promise<number | undefined>;
  /** An item was published or withdrawn, opened or closed: what it may show is asked anew. */
  forget(itemId: string): void;
}

const OPEN_PACKS = 500;
/** Other servers learn of a withdrawal this late at most; the one that did it knows at once. */
const STALE_MS = 2_000;
/** So often it is asked of all images that were answered from, in one query, so that no answer waits for it. */
const CHECK_EVERY_MS = 1_000;
/** So many at once, which takes SQLite a few milliseconds. */
const CHECKED_AT_ONCE = 100;

export function createImageSources(parts: Pick<Parts, 'records' | 'objects'>): ImageSources {
  const opened = createRecent<OpenImage>(OPEN_PACKS);
  const checks = createChecks(parts, opened);
  const rounds = createRounds(parts, opened);
  const changes = createChanges();

  function isFresh(image: OpenImage): boolean {
    if (Date.now() - image.checkedAt >= STALE_MS || changes.isOlder(image)) return false;
    image.wasUsed = true;
    rounds.begin();
    return true;
  }

  return {
    isFresh,
    async open(id) {
      const image = opened.get(formatImageId(id));
      return image !== undefined && isFresh(image) ? image : checks.check(id);
    },
    currentVersion: async (surfaceId) => (await findSource(parts, { surfaceId, version: undefined })).version,
    publishedVersion: (surfaceId) => parts.records.read((rows) => findPublishedVersion(rows, surfaceId)),
    forget(itemId) {
      checks.forget();
      rounds.forget();
      changes.note(itemId);
    },
  };
}

/** Which items have changed of late: whoever holds an image, remembered here or not, sees by this that it is too old. */
function createChanges() {
  const changedAt = new Map<string, number>();
  return {
    note(itemId: string): void {
      const now = Date.now();
      for (const [id, at] of changedAt) {
        if (now - at > STALE_MS) changedAt.delete(id);
      }
      changedAt.set(itemId, now);
    },
    isOlder({ source, checkedAt }: OpenImage): boolean {
      return changedAt.size > 0 && checkedAt <= (changedAt.get(source.itemId) ?? Number.NEGATIVE_INFINITY);
    },
  };
}

/** Asks what is the case with an image, once for everybody who wants to know just then. */
interface Checks {
  check(id: VersionedId): Promise<OpenImage>;
  /** What is being asked may be of before. */
  forget(): void;
}

function createChecks(parts: Pick<Parts, 'records' | 'objects'>, opened: Recent<OpenImage>): Checks {
  const coming = new Map<string, Promise<OpenImage>>();
  let turn = 0;

  /** What is read while something is published may be of before: it is read again. */
  async function ask(id: VersionedId): Promise<OpenImage> {
    const key = formatImageId(id);
    const turnThen = turn;
    const checkedAt = Date.now();
    const source = await findSource(parts, id);
    const known = opened.get(key);
    const image = known?.source.packKey === source.packKey ? known : await openPack(parts, source);
    if (turn !== turnThen) return ask(id);
    if (known !== undefined && known !== image) outdate(known);
    note(image, source, checkedAt);
    opened.set(key, image);
    return image;
  }

  return {
    check(id) {
      const key = formatImageId(id);
      const standing = coming.get(key);
      if (standing !== undefined) return standing;
      const asking = ask(id).finally(() => {
        if (coming.get(key) === asking) coming.delete(key);
      });
      coming.set(key, asking);
      return asking;
    },
    forget() {
      turn += 1;
      coming.clear();
    },
  };
}

/** Asks again and again about the images that are in use, all of them together. */
interface Rounds {
  /** Sees to it that there is a next round. */
  begin(): void;
  /** What is being asked may be of before. */
  forget(): void;
}

function createRounds(parts: Pick<Parts, 'records'>, opened: Recent<OpenImage>): Rounds {
  let isComing = false;
  let turn = 0;

  async function check(images: readonly OpenImage[]): Promise<void> {
    const turnThen = turn;
    const checkedAt = Date.now();
    const ids = images.map(({ source }) => source.fileVersionId);
    const found = await parts.records.read((rows) => findImageSources(rows, ids));
    if (turn !== turnThen) return;
    for (const image of images) {
      const source = found.get(image.source.fileVersionId);
      if (source?.packKey === image.source.packKey) note(image, source, checkedAt);
      else outdate(image);
    }
  }

  async function goRound(): Promise<void> {
    const used = [...opened.values()].filter(({ wasUsed }) => wasUsed);
    for (const image of used) opened.set(formatImageId(image.source), image);
    for (let at = 0; at < used.length; at += CHECKED_AT_ONCE) {
      // What cannot be asked grows old, and whoever comes then hears what is wrong.
      await check(used.slice(at, at + CHECKED_AT_ONCE)).catch(() => undefined);
    }
  }

  return {
    begin() {
      if (isComing) return;
      isComing = true;
      setTimeout(() => {
        isComing = false;
        void goRound();
      }, CHECK_EVERY_MS).unref();
    },
    forget() {
      turn += 1;
    },
  };
}

/** From now on nothing is answered from it before it has been asked again who may see it. */
function outdate(image: OpenImage): void {
  image.checkedAt = Number.NEGATIVE_INFINITY;
}

/** Notes what was found of an image. */
function note(image: OpenImage, source: ImageSource, checkedAt: number): void {
  Object.assign(image, {
    source,
    visibility: visibilityOfImage(source, checkedAt),
    checkedAt,
    wasUsed: false,
  });
}

async function findSource(parts: Pick<Parts, 'records'>, id: ImageId): Promise<ImageSource> {
  const source = await parts.records.read((rows) => findImageSource(rows, id));
  if (source === undefined) throw new Fault('not-found', 'There is no image at this address.');
  return source;
}

/** One read. Who may see it is for the caller to fill in. */
async function openPack(parts: Pick<Parts, 'objects'>, source: ImageSource): Promise<OpenImage> {
  const { packKey, directoryOffset, directoryBytes } = source;
  const directory = await readPack(parts.objects, packKey, {
    offset: directoryOffset,
    length: directoryBytes,
  });
  return { source, index: parseDirectory(directory), visibility: 'staff-only', checkedAt: 0, wasUsed: false };
}

/**
 * As its item at that moment; but a side that is not shown is closed, whichever revision shows it, and a scan that came
 * after the item was published is for staff until it is published again.
 */
function visibilityOfImage(source: ImageSource, at: number): Visibility {
  const visibility = visibilityOf(source, at);
  if (visibility !== 'public') return visibility;
  if (source.surfaceState === 'suppressed') return 'closed';
  return source.versionPublishedAt === null ? 'staff-only' : 'public';
}
