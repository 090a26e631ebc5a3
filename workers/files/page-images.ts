import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { parseDirectory } from '../../image/pack.ts';
import type { Dimensions } from '../../image/region.ts';
import { JPEG_QUALITY, renderWhole } from '../../image/render.ts';
import { asFault } from '../../model/fault.ts';
import type { PageImage, RenderingKind } from '../../model/rendering.ts';
import type { MakingInput } from '../../storage/jobs/jobs.ts';
import { renderingImageKey, renderingIndexKey } from '../../storage/objects/keys.ts';
import type { Objects } from '../../storage/objects/objects.ts';

/** The longer side of a page in a PDF, in pixels: 300 to the inch on A5, 210 on A4. */
export const PDF_LONGEST_PX = 2_500;

/** Where an image lies in a finished file. `recipe` says how it was made. */
interface Placed {
  readonly fileVersionId: string;
  readonly recipe: string;
  readonly offset: number;
  readonly length: number;
}

/** The images of the pages of one file. */
export interface PageImages {
  /** Sees to it that it stands in the store. @returns whether it had to be made. */
  ensure(image: PageImage): Promise<boolean>;
  /** A JPEG that stands. */
  read(image: PageImage): Promise<Buffer>;
  /** Notes where it was put in the file that is being written. */
  placed(image: PageImage, offset: number, length: number): void;
  /** Writes down where each was put, for the file of the next revision. */
  writeIndex(): Promise<void>;
  /** Removes those that were made for this file alone, once it is finished. */
  remove(images: readonly PageImage[]): Promise<void>;
}

/**
 * Images by what they are made of, a scan and a recipe: of an older file of the item every image is taken that it has,
 * and so a revision that changed nothing but words is made without decoding a tile.
 */
export async function openPageImages(of: {
  readonly objects: Objects;
  readonly input: MakingInput;
  readonly signal: AbortSignal;
}): Promise<PageImages> {
  const { objects, input, signal } = of;
  const older = await readIndex(objects, input.olderKey, signal);
  const index: Placed[] = [];
  const idOf = (image: PageImage) => `${image.fileVersionId} ${recipeOf(input.kind, image)}`;
  const keyOf = (image: PageImage) =>
    renderingImageKey(input.itemId, image.fileVersionId, recipeOf(input.kind, image));

  return {
    async ensure(image) {
      if (older.has(idOf(image)) || (await objects.stat(keyOf(image))) !== undefined) return false;
      const jpeg = await makeImage(objects, image, { size: sizeOf(input.kind, image), signal });
      await objects.write(keyOf(image), Readable.from([jpeg]), { contentType: 'image/jpeg', signal });
      return true;
    },
    async read(image) {
      const placed = older.get(idOf(image));
      if (placed !== undefined && input.olderKey !== null)
        return await objects.readRange(input.olderKey, placed.offset, placed.length, signal);
      const key = keyOf(image);
      const sizeBytes = (await objects.stat(key))?.sizeBytes ?? 1;
      return await objects.readRange(key, 0, sizeBytes, signal);
    },
    placed(image, offset, length) {
      const { fileVersionId } = image;
      index.push({ fileVersionId, recipe: recipeOf(input.kind, image), offset, length });
    },
    async writeIndex() {
      const text = Readable.from([Buffer.from(JSON.stringify(index))]);
      await objects.write(renderingIndexKey(input.key), text, { contentType: 'application/json', signal });
    },
    async remove(images) {
      for (const image of images) await objects.remove(keyOf(image));
    },
  };
}

/** Without an older file, or without its index, everything is made. */
async function readIndex(
  objects: Objects,
  key: string | null,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Placed>> {
  if (key === null) return new Map();
  try {
    if ((await objects.stat(key)) === undefined) return new Map();
    const placed = (await json(await objects.read(renderingIndexKey(key), signal))) as readonly Placed[];
    return new Map(placed.map((one) => [`${one.fileVersionId} ${one.recipe}`, one]));
  } catch (thrown) {
    signal.throwIfAborted();
    if (asFault(thrown).code === 'not-found') return new Map();
    throw thrown;
  }
}

/** The whole image, at a size. Memory grows with what is decoded: tiles, and never the picture. */
async function makeImage(
  objects: Objects,
  image: PageImage,
  { size, signal }: { size: Dimensions; signal: AbortSignal },
): Promise<Buffer> {
  const { packKey, directoryOffset, directoryBytes } = image;
  const index = parseDirectory(await objects.readRange(packKey, directoryOffset, directoryBytes, signal));
  const readRange = (offset: number, length: number) => objects.readRange(packKey, offset, length, signal);
  return await renderWhole({ index, readRange }, size, signal);
}

function sizeOf(kind: RenderingKind, { width, height, full }: PageImage): Dimensions {
  if (kind === 'zip') return full;
  const scale = Math.min(1, PDF_LONGEST_PX / Math.max(width, height));
  const scaled = (side: number) => Math.max(1, Math.round(side * scale));
  return { width: scaled(width), height: scaled(height) };
}

/** Whatever changes a byte of an image changes this. */
function recipeOf(kind: RenderingKind, image: PageImage): string {
  const { width, height } = sizeOf(kind, image);
  return `${width}x${height}-q${JPEG_QUALITY}-1`;
}
