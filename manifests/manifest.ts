import type { ContentResource, Manifest } from '@iiif/presentation-3';
import type { ItemDescription } from '../model/desk.ts';
import type { Item } from '../model/item.ts';
import type { RangeNode } from '../model/structure.ts';
import { pagingOf } from './behaviour.ts';
import { buildCanvas, type CanvasInput, canvasSizes, imagesOn, thumbnailOf } from './canvas.ts';
import { TOP_LABEL } from './collection.ts';
import { sanitizeValues } from './html.ts';
import { formatLanguageMap, saysSomething } from './language.ts';
import { buildHomepages, buildPageLink, buildSeeAlso } from './links.ts';
import { buildMetadata, buildNavDate } from './metadata.ts';
import { buildProvider, type Institution } from './provider.ts';
import { buildRanges, canvasBySurface } from './range.ts';
import { uris } from './uris.ts';

/** What a manifest says of an item as a whole. */
export type ItemShown = Pick<Item, 'id' | 'reference'> &
  Omit<ItemDescription, 'access' | 'accessReason' | 'accessBasis' | 'embargoUntil'>;

/** What a manifest is made from: an item, what it shows, in order, and whose it is. */
export interface ManifestInput {
  readonly item: ItemShown;
  readonly canvases: readonly CanvasInput[];
  readonly ranges: readonly RangeNode[];
  readonly institution: Institution;
  /** The files that readers can take away. */
  readonly renderings?: readonly ContentResource[];
}

/**
 * The manifest of an item: the same input makes the same bytes, whoever asks and whenever.
 *
 * @param base the public URL that all ids begin with, without a slash at its end
 * @see https://iiif.io/api/presentation/3.0/#52-manifest
 */
export function buildManifest(input: ManifestInput, base: string): Manifest {
  const { item, canvases, renderings = [] } = input;
  const canvasOf = canvasBySurface(canvases);
  const sizes = canvasSizes(canvases);
  const structures = buildRanges(input.ranges, { itemId: item.id, canvasOf, base });
  const seeAlso = buildSeeAlso(item.links);
  const topCollection = {
    id: uris.topCollection(base),
    type: 'Collection' as const,
    label: formatLanguageMap(TOP_LABEL),
  };
  const firstShown = canvases.find((canvas) => imagesOn(canvas).length > 0);
  return {
    '@context': 'http://iiif.io/api/presentation/3/context.json',
    id: uris.manifest(base, item.id),
    type: 'Manifest',
    label: labelOf(item),
    ...(saysSomething(item.summary) && { summary: sanitizeValues(formatLanguageMap(item.summary)) }),
    metadata: buildMetadata(item),
    ...buildRights(item),
    provider: [buildProvider(input.institution, base)],
    ...(firstShown && thumbnailOf(firstShown, base)),
    viewingDirection: item.viewingDirection,
    behavior: [pagingOf(item, canvases)],
    ...buildNavDate(item),
    ...buildStart(item, canvasOf, base),
    homepage: [buildPageLink(uris.viewer(base, item.id), labelOf(item)), ...buildHomepages(item.links)],
    ...(seeAlso.length > 0 && { seeAlso }),
    ...(renderings.length > 0 && { rendering: [...renderings] }),
    partOf: [topCollection],
    items: canvases.map((canvas, index) =>
      buildCanvas(canvas, sizes[index] ?? { width: 1, height: 1 }, base),
    ),
    ...(structures.length > 0 && { structures }),
  };
}

function labelOf(item: Pick<Item, 'label' | 'reference'>): Manifest['label'] {
  return saysSomething(item.label) ? formatLanguageMap(item.label) : { none: [item.reference] };
}

function buildRights({ rights, requiredStatement }: ItemShown): Partial<Manifest> {
  return {
    ...(rights !== null && { rights }),
    ...(saysSomething(requiredStatement) && {
      requiredStatement: {
        label: { en: ['Attribution'], nl: ['Naamsvermelding'] },
        value: sanitizeValues(formatLanguageMap(requiredStatement)),
      },
    }),
  };
}

/** The page that a viewer opens first, where that is shown. */
function buildStart(
  item: ItemShown,
  canvasOf: ReadonlyMap<string, string>,
  base: string,
): Pick<Manifest, 'start'> | undefined {
  const canvas = canvasOf.get(item.startSurfaceId ?? '');
  return canvas === undefined
    ? undefined
    : { start: { id: uris.canvas(base, item.id, canvas), type: 'Canvas' } };
}
