import { formatImageId, type ImageId } from '../model/ids.ts';

/** What stored revisions have in the place of the public URL, so that moving to another host rewrites nothing. */
export const STORED_BASE = 'https://base.recto.invalid';

/**
 * Every URI that Recto ever gives to the world, in one place: none of these templates may change once published.
 * `base` is the public URL, without a slash at its end.
 */
export const uris = {
  manifest: (base: string, itemId: string) => `${base}/iiif/presentation/${itemId}/manifest`,
  canvas: (base: string, itemId: string, surfaceId: string) =>
    `${base}/iiif/presentation/${itemId}/canvas/${surfaceId}`,
  annotationPage: (base: string, itemId: string, surfaceId: string) =>
    `${uris.canvas(base, itemId, surfaceId)}/page`,
  annotation: (base: string, itemId: string, surfaceId: string) =>
    `${uris.canvas(base, itemId, surfaceId)}/painting`,
  topCollection: (base: string) => `${base}/iiif/presentation/collection/top`,
  imageServices: (base: string) => `${base}/iiif/3`,
  imageService: (base: string, image: ImageId) => `${uris.imageServices(base)}/${formatImageId(image)}`,
  viewer: (base: string, itemId: string) => `${base}/view/${itemId}`,
} as const;
