import type { Manifest } from '@iiif/presentation-3';
import type { Item } from '../model/item.ts';
import { buildCanvas, type CanvasInput } from './canvas.ts';
import { TOP_LABEL } from './collection.ts';
import { buildThumbnail } from './images.ts';
import { formatLanguageMap, saysSomething } from './language.ts';
import { buildPageLink } from './links.ts';
import { buildProvider, type Institution } from './provider.ts';
import { uris } from './uris.ts';

/** What a manifest is made from: an item, those of its surfaces that can be shown, in order, and whose it is. */
export interface ManifestInput {
  readonly item: Pick<
    Item,
    'id' | 'reference' | 'kind' | 'label' | 'summary' | 'rights' | 'requiredStatement' | 'viewingDirection'
  >;
  readonly canvases: readonly CanvasInput[];
  readonly institution: Institution;
}

/** From how many pages on a pamphlet is read as openings rather than as two sides of a sheet. */
const PAGED_FROM = 3;

/**
 * The manifest of an item: the same input makes the same bytes, whoever asks and whenever.
 *
 * @param base the public URL that all ids begin with, without a slash at its end
 * @see https://iiif.io/api/presentation/3.0/#52-manifest
 */
export function buildManifest(input: ManifestInput, base: string): Manifest {
  const { item, canvases } = input;
  const topCollection = {
    id: uris.topCollection(base),
    type: 'Collection' as const,
    label: formatLanguageMap(TOP_LABEL),
  };
  return {
    '@context': 'http://iiif.io/api/presentation/3/context.json',
    id: uris.manifest(base, item.id),
    type: 'Manifest',
    label: labelOf(item),
    ...(saysSomething(item.summary) && { summary: formatLanguageMap(item.summary) }),
    metadata: [{ label: { en: ['Reference'], nl: ['Referentie'] }, value: { none: [item.reference] } }],
    ...(item.rights !== null && { rights: item.rights }),
    ...(saysSomething(item.requiredStatement) && {
      requiredStatement: {
        label: { en: ['Attribution'], nl: ['Naamsvermelding'] },
        value: formatLanguageMap(item.requiredStatement),
      },
    }),
    provider: [buildProvider(input.institution, base)],
    ...thumbnailOf(canvases, base),
    viewingDirection: item.viewingDirection,
    behavior: [item.kind === 'pamphlet' && canvases.length >= PAGED_FROM ? 'paged' : 'individuals'],
    homepage: [buildPageLink(uris.viewer(base, item.id), labelOf(item))],
    partOf: [topCollection],
    items: canvases.map((canvas) => buildCanvas(canvas, base)),
  };
}

function labelOf(item: Pick<Item, 'label' | 'reference'>): Manifest['label'] {
  return saysSomething(item.label) ? formatLanguageMap(item.label) : { none: [item.reference] };
}

function thumbnailOf(
  canvases: readonly CanvasInput[],
  base: string,
): Pick<Manifest, 'thumbnail'> | undefined {
  const [first] = canvases;
  if (first === undefined) return undefined;
  const id = { surfaceId: first.surface.id, version: first.image.version };
  return { thumbnail: [buildThumbnail(base, id, first.image)] };
}
