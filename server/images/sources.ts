import { type PackIndex, parseDirectory } from '../../image/pack.ts';
import { type Visibility, visibilityOf } from '../../model/access.ts';
import { Fault } from '../../model/fault.ts';
import { formatImageId, type ImageId } from '../../model/ids.ts';
import {
  findImageSource,
  findPublishedVersion,
  type ImageSource,
} from '../../storage/records/file-versions.ts';
import { createRecent } from '../http/recent.ts';
import type { Parts } from '../parts.ts';

/** An image that can be served: its facts, and where in its pack everything is. Neither ever changes. */
export interface OpenImage {
  readonly source: ImageSource;
  readonly index: PackIndex;
  /** May change at any time, so it is asked anew when it is older than a moment. */
  visibility: Visibility;
  visibilityAt: number;
}

/** Finds images by their versioned id, and remembers the packs that were used last. */
export interface ImageSources {
  /** @throws Fault('not-found') where there is no such image. Who may see it is not decided here. */
  open(id: ImageId & { readonly version: number }): Promise<OpenImage>;
  /** The number of the version that is shown to staff. @throws Fault('not-found') */
  currentVersion(surfaceId: string): Promise<number>;
  /** The number of the version that was published last; undefined if none ever was. */
  publishedVersion(surfaceId: string): Promise<number | undefined>;
  /** An item was published or withdrawn: what it may show is asked anew. */
  forget(itemId: string): void;
}

const OPEN_PACKS = 500;
/** Other servers learn of a withdrawal this late at most; the one that did it knows at once. */
const VISIBILITY_MS = 2_000;

export function createImageSources(parts: Pick<Parts, 'records' | 'objects'>): ImageSources {
  const loading = new Map<string, Promise<OpenImage>>();
  const opened = createRecent<OpenImage>(OPEN_PACKS);

  async function find(id: ImageId): Promise<ImageSource> {
    const source = await parts.records.read((rows) => findImageSource(rows, id));
    if (source === undefined) throw new Fault('not-found', 'There is no image at this address.');
    return source;
  }

  async function load(id: ImageId): Promise<OpenImage> {
    const source = await find(id);
    const directory = await parts.objects.readRange(
      source.packKey,
      source.directoryOffset,
      source.directoryBytes,
    );
    const image = {
      source,
      index: parseDirectory(directory),
      visibility: visibilityOfImage(source),
      visibilityAt: Date.now(),
    };
    opened.set(formatImageId(id), image);
    return image;
  }

  async function refresh(id: ImageId, image: OpenImage): Promise<OpenImage> {
    image.visibilityAt = Date.now();
    image.visibility = visibilityOfImage(await find(id));
    return image;
  }

  return {
    async open(id) {
      const key = formatImageId(id);
      const standing = opened.get(key);
      if (standing !== undefined) {
        return Date.now() - standing.visibilityAt < VISIBILITY_MS ? standing : refresh(id, standing);
      }
      const coming = loading.get(key) ?? load(id).finally(() => loading.delete(key));
      loading.set(key, coming);
      return coming;
    },
    currentVersion: async (surfaceId) => (await find({ surfaceId, version: undefined })).version,
    publishedVersion: (surfaceId) => parts.records.read((rows) => findPublishedVersion(rows, surfaceId)),
    forget: (itemId) => opened.deleteWhere((image) => image.source.itemId === itemId),
  };
}

/** As its item; but a scan that came after the item was published is for staff until it is published again. */
function visibilityOfImage(source: ImageSource): Visibility {
  const visibility = visibilityOf(source);
  return visibility === 'public' && source.versionPublishedAt === null ? 'staff-only' : visibility;
}
