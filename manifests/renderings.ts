import type { ContentResource } from '@iiif/presentation-3';
import { RENDERING_TYPES, type RenderingKind } from '../model/rendering.ts';
import { uris } from './uris.ts';

const LABELS = {
  pdf: { en: ['PDF of all pages'], nl: ["PDF van alle pagina's"] },
  zip: { en: ['Images of all pages (ZIP)'], nl: ["Afbeeldingen van alle pagina's (ZIP)"] },
} satisfies Record<RenderingKind, object>;

/** For software that asks: a document is read, a package of images is data. */
const RESOURCE_TYPES = { pdf: 'Text', zip: 'Dataset' } as const satisfies Record<RenderingKind, string>;

/**
 * The files that readers can take away of an item, in the order in which they are given.
 *
 * @see https://iiif.io/api/presentation/3.0/#rendering
 */
export function buildRenderings(
  kinds: readonly RenderingKind[],
  itemId: string,
  base: string,
): ContentResource[] {
  return kinds.map((kind) => {
    const rendering = {
      id: uris.rendering(base, itemId, kind),
      type: RESOURCE_TYPES[kind],
      label: LABELS[kind],
      format: RENDERING_TYPES[kind],
    };
    return rendering;
  });
}
