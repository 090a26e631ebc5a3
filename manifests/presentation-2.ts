import type {
  Annotation,
  Canvas,
  ContentResource,
  InternationalString,
  Manifest,
} from '@iiif/presentation-3';
import { buildRanges2 } from './range-2.ts';
import { type Place2, type Resource2, textOf } from './resource-2.ts';
import { uris } from './uris.ts';

/** What 2.1 has a word for. */
const HINTS: readonly string[] = ['paged', 'individuals', 'continuous', 'non-paged', 'facing-pages'];

/**
 * A manifest of 3.0 as the Presentation API 2.1 has it, from what was published alone: the same canvases under the same
 * ids, with image services of 2.1. An order of its own for all pages (`sequence`) and what is `no-nav` have no place
 * there, and are left out.
 *
 * @see https://iiif.io/api/presentation/2.1/
 */
export function buildPresentation2(manifest: Manifest, place: Place2): Resource2 {
  const { base, itemId } = place;
  const { viewingDirection, summary, requiredStatement, start } = manifest;
  const hint = hintOf(manifest.behavior);
  const structures = buildRanges2(manifest, place);
  return {
    '@context': 'http://iiif.io/api/presentation/2/context.json',
    '@id': place.id,
    '@type': 'sc:Manifest',
    label: textOf(manifest.label),
    ...(summary && { description: textOf(summary) }),
    metadata: (manifest.metadata ?? []).map(({ label, value }) => ({
      label: textOf(label),
      value: textOf(value),
    })),
    ...(requiredStatement && { attribution: textOf(requiredStatement.value) }),
    ...(manifest.rights && { license: manifest.rights }),
    ...logoOf(manifest),
    ...thumbnailOf(manifest, base),
    ...(manifest.navDate && { navDate: manifest.navDate }),
    viewingDirection,
    ...hint,
    ...linksOf(manifest),
    sequences: [
      {
        '@id': uris.sequence2(base, itemId),
        '@type': 'sc:Sequence',
        label: [
          { '@value': 'Pages', '@language': 'en' },
          { '@value': "Pagina's", '@language': 'nl' },
        ],
        viewingDirection,
        ...hint,
        ...(start && { startCanvas: start.id }),
        canvases: manifest.items.map((canvas) => buildCanvas2(canvas, base)),
      },
    ],
    ...(structures.length > 0 && { structures }),
  };
}

/** The same from and to JSON. */
export function formatPresentation2(json: string, place: Place2): string {
  return JSON.stringify(buildPresentation2(JSON.parse(json) as Manifest, place));
}

function buildCanvas2(canvas: Canvas, base: string): Resource2 {
  const paintings = (canvas.items ?? []).flatMap((page) => page.items ?? []);
  return {
    '@id': canvas.id,
    '@type': 'sc:Canvas',
    label: textOf(canvas.label),
    ...(canvas.summary && { description: textOf(canvas.summary) }),
    height: canvas.height,
    width: canvas.width,
    ...hintOf(canvas.behavior),
    ...thumbnailOf(canvas, base),
    images: paintings.map((painting) => buildPainting2(painting, base)),
  };
}

function buildPainting2({ id, body, target }: Annotation, base: string): Resource2 {
  const [shown] = [body].flat() as readonly Shown[];
  return {
    '@id': id,
    '@type': 'oa:Annotation',
    motivation: 'sc:painting',
    resource: shown && bodyOf(shown, base),
    on: target,
  };
}

/** An image or a choice of images, as far as manifests of ours have them. */
interface Shown {
  readonly id?: string;
  readonly type: string;
  readonly format?: string;
  readonly width?: number;
  readonly height?: number;
  readonly label?: InternationalString;
  readonly service?: readonly { readonly id?: string }[];
  readonly items?: readonly Shown[];
}

function bodyOf(shown: Shown, base: string): Resource2 {
  if (shown.type !== 'Choice') return buildImage2(shown, base);
  const [first, ...others] = (shown.items ?? []).map((image) => buildImage2(image, base));
  return { '@type': 'oa:Choice', default: first, item: others };
}

function buildImage2({ id = '', format, width, height, label, service }: Shown, base: string): Resource2 {
  const serviceId = service?.[0]?.id;
  return {
    '@id': inServices2(id, base),
    '@type': 'dctypes:Image',
    ...(label && { label: textOf(label) }),
    ...(format && { format }),
    ...(height && { height }),
    ...(width && { width }),
    ...(serviceId && {
      service: {
        '@context': 'http://iiif.io/api/image/2/context.json',
        '@id': inServices2(serviceId, base),
        profile: 'http://iiif.io/api/image/2/level2.json',
      },
    }),
  };
}

/** The address of an image, or of its service, among those of the Image API 2.1: everything behind it is the same. */
function inServices2(address: string, base: string): string {
  const services = `${uris.imageServices(base)}/`;
  return address.startsWith(services)
    ? `${uris.imageServices2(base)}/${address.slice(services.length)}`
    : address;
}

function thumbnailOf({ thumbnail }: Pick<Manifest, 'thumbnail'>, base: string): Resource2 {
  const [first] = (thumbnail ?? []) as readonly Shown[];
  return first === undefined ? {} : { thumbnail: buildImage2(first, base) };
}

function logoOf({ provider }: Manifest): Resource2 {
  const [logo] = provider?.[0]?.logo ?? [];
  return logo === undefined ? {} : { logo: logo.id };
}

/** Pages for people, records for machines, files to take away. */
function linksOf({ homepage, seeAlso, rendering }: Manifest): Resource2 {
  const links = { related: homepage, seeAlso, rendering };
  return Object.fromEntries(
    Object.entries(links).flatMap(([name, given]) =>
      given === undefined || given.length === 0 ? [] : [[name, given.map(buildLink2)]],
    ),
  );
}

function buildLink2(link: ContentResource): Resource2 {
  const { id, label, format, profile } = link as Shown & { readonly profile?: string };
  return {
    '@id': id,
    ...(label && { label: textOf(label) }),
    ...(format && { format }),
    ...(profile && { profile }),
  };
}

function hintOf(behavior: readonly string[] | undefined): Resource2 {
  const [hint] = (behavior ?? []).filter((value) => HINTS.includes(value));
  return hint === undefined ? {} : { viewingHint: hint };
}
