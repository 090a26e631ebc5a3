import { formatImageId, type ImageId } from '../model/ids.ts';
import type { RenderingKind } from '../model/rendering.ts';

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
  range: (base: string, itemId: string, rangeId: string) =>
    `${base}/iiif/presentation/${itemId}/range/${rangeId}`,
  /** The same manifest as the Presentation API 2.1 has it. */
  manifest2: (base: string, itemId: string) => `${base}/iiif/presentation/2/${itemId}/manifest`,
  sequence2: (base: string, itemId: string) => `${base}/iiif/presentation/${itemId}/sequence/normal`,
  /** A file to take away, of the revision that is published. */
  rendering: (base: string, itemId: string, kind: RenderingKind) =>
    `${base}/iiif/presentation/${itemId}/${kind}`,
  topCollection: (base: string) => `${base}/iiif/presentation/collection/top`,
  imageServices: (base: string) => `${base}/iiif/3`,
  imageServices2: (base: string) => `${base}/iiif/2`,
  imageService: (base: string, image: ImageId) => `${uris.imageServices(base)}/${formatImageId(image)}`,
  viewer: (base: string, itemId: string) => `${base}/view/${itemId}`,
  /** By a name that the world has for an item: its reference, a handle. Slashes in it may be written as they are. */
  pid: (base: string, pid: string) => `${base}/id/${encodePid(pid)}`,
  pidView: (base: string, pid: string, view: string) => `${uris.pid(base, pid)}?view=${view}`,
  /** All that is published, described as one. */
  dataset: (base: string) => `${base}/dataset`,
  sitemap: (base: string) => `${base}/sitemap.xml`,
  sitemapPart: (base: string, part: number) => `${base}/sitemap-${part}.xml`,
  activities: (base: string) => `${base}/iiif/discovery/activities`,
  activitiesPage: (base: string, page: number) => `${uris.activities(base)}/page/${page}`,
} as const;

/** A segment that a client would leave out of a path, or a slash too many, keeps its slashes only if they are encoded. */
const FOLDED = /^\/|\/$|\/\/|(^|\/)\.{1,2}(\/|$)/;

function encodePid(pid: string): string {
  return FOLDED.test(pid) ? encodeURIComponent(pid) : pid.split('/').map(encodeURIComponent).join('/');
}
