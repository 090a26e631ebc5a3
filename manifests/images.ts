import type { IIIFExternalWebResource, ImageService3 } from '@iiif/presentation-3';
import { levelsOf, listedSizes, OLDEST_THUMBNAILS, PYRAMID } from '../image/pyramid.ts';
import type { Dimensions } from '../image/region.ts';
import type { ImageId } from '../model/ids.ts';
import { uris } from './uris.ts';

/** An image of a certain version, and its size in pixels, upright. */
export interface ImageOnCanvas extends Dimensions {
  readonly version: number;
}

/** The smallest level of the pyramid: one tile, so that a thumbnail is read and never made. */
function thumbnailSize(image: Dimensions): Dimensions {
  const last = levelsOf({ ...image, tileSize: PYRAMID.tileSizePx }).at(-1) ?? image;
  return { width: last.width, height: last.height };
}

/** The URL of the thumbnail of an image. */
export function thumbnailUrl(base: string, id: ImageId, image: Dimensions): string {
  const { width, height } = thumbnailSize(image);
  const size = width === image.width && height === image.height ? 'max' : `${width},${height}`;
  return `${uris.imageService(base, id)}/full/${size}/0/default.jpg`;
}

/** @see https://iiif.io/api/presentation/3.0/#service */
export function buildImageService(base: string, id: ImageId): ImageService3 {
  return { id: uris.imageService(base, id), type: 'ImageService3', profile: 'level2' };
}

/**
 * A thumbnail that also says where other sizes are to be had, and which of them are in every pack there is: Mirador
 * keeps to these, and makes up its own where none are told.
 */
export function buildThumbnail(base: string, id: ImageId, image: Dimensions): IIIFExternalWebResource {
  return {
    id: thumbnailUrl(base, id, image),
    type: 'Image',
    format: 'image/jpeg',
    ...thumbnailSize(image),
    service: [{ ...buildImageService(base, id), sizes: sizesInPack(image) }],
  };
}

function sizesInPack({ width, height }: Dimensions): Dimensions[] {
  const tiling = { width, height, tileSize: PYRAMID.tileSizePx };
  return [...listedSizes(tiling, OLDEST_THUMBNAILS)].reverse();
}
