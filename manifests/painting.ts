import type { Annotation, ContentResource } from '@iiif/presentation-3';
import type { Dimensions } from '../image/region.ts';
import type { Region } from '../model/finding.ts';
import type { LanguageMap } from '../model/language.ts';
import type { CanvasInput, ImageShown } from './canvas.ts';
import { buildImageService } from './images.ts';
import { formatLanguageMap, saysSomething } from './language.ts';
import { uris } from './uris.ts';

/**
 * What is painted on a canvas: the side itself, in one view or in several to choose from, and then its parts, each on
 * its place. Nothing where there is no image.
 *
 * @see https://iiif.io/api/cookbook/recipe/0033-choice/
 * @see https://iiif.io/api/cookbook/recipe/0036-composition-from-multiple-images/
 */
export function buildPaintings(input: CanvasInput, size: Dimensions, base: string): Annotation[] {
  const { surface, parts = [] } = input;
  const canvas = uris.canvas(base, surface.itemId, surface.id);
  const paint = (surfaceId: string, body: Annotation['body'], region: Region | null): Annotation => ({
    id: uris.annotation(base, surface.itemId, surfaceId),
    type: 'Annotation',
    motivation: 'painting',
    ...(body !== undefined && { body }),
    target: region === null ? canvas : `${canvas}#xywh=${boxOf(region)}`,
  });
  const side = bodyOfSide(input, base);
  const pieces = parts.map(({ surface: { id, placement }, image }) => {
    const body = labelled(buildImage({ surfaceId: id, image }, base), placement?.label ?? {});
    return paint(id, body, placement?.region ?? null);
  });
  return side === undefined ? pieces : [paint(surface.id, side, frameOf(input, size)), ...pieces];
}

function boxOf({ x, y, width, height }: Region): string {
  return [x, y, width, height].join(',');
}

/** The side fills its canvas; unless parts lie beside it: then it keeps its own size, and its corner. */
function frameOf({ image, views = [], parts = [] }: CanvasInput, size: Dimensions): Region | null {
  const own = image ?? views[0]?.image;
  const boxes = parts.flatMap(({ surface: { placement } }) => placement?.region ?? []);
  const isBeside = boxes.some(
    ({ x, y, width, height }) => own && (x + width > own.width || y + height > own.height),
  );
  if (own === undefined || !isBeside) return null;
  return { x: 0, y: 0, width: Math.min(own.width, size.width), height: Math.min(own.height, size.height) };
}

/** The image of the side, or the choice among its views; undefined where it has none. */
function bodyOfSide({ surface, number, image, views = [] }: CanvasInput, base: string): Annotation['body'] {
  const own: { shown: ImageShown; label: LanguageMap }[] =
    image === undefined ? [] : [{ shown: { surfaceId: surface.id, image }, label: surface.label }];
  const others = views.map((view) => ({
    shown: { surfaceId: view.surface.id, image: view.image },
    label: view.surface.placement?.label ?? {},
  }));
  const [first, ...more] = [...own, ...others];
  if (first === undefined) return undefined;
  if (more.length === 0) return buildImage(first.shown, base);
  const items = [first, ...more].map(({ shown, label }, index) =>
    labelled(buildImage(shown, base), saysSomething(label) ? label : nameOfView(index, number)),
  );
  return { type: 'Choice', items };
}

/** What a view is called where nobody has named it. */
function nameOfView(index: number, number: number): LanguageMap {
  if (index === 0) return { none: [String(number)] };
  return { en: [`View ${index + 1}`], nl: [`Weergave ${index + 1}`] };
}

function labelled(image: ContentResource, label: LanguageMap): ContentResource {
  return saysSomething(label) ? Object.assign(image, { label: formatLanguageMap(label) }) : image;
}

function buildImage({ surfaceId, image }: ImageShown, base: string): ContentResource & object {
  const id = { surfaceId, version: image.version };
  return {
    id: `${uris.imageService(base, id)}/full/max/0/default.jpg`,
    type: 'Image',
    format: 'image/jpeg',
    width: image.width,
    height: image.height,
    service: [buildImageService(base, id)],
  };
}
