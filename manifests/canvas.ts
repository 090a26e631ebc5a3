import type { Canvas } from '@iiif/presentation-3';
import type { Dimensions } from '../image/region.ts';
import type { LanguageMap } from '../model/language.ts';
import type { Surface } from '../model/surface.ts';
import { sanitizeValues } from './html.ts';
import { buildThumbnail, type ImageOnCanvas } from './images.ts';
import { formatLanguageMap, saysSomething } from './language.ts';
import { buildPaintings } from './painting.ts';
import { uris } from './uris.ts';

/** What has a canvas of its own in a manifest: a side, and what else is shown on it. */
export interface CanvasInput {
  readonly surface: Pick<Surface, 'id' | 'itemId' | 'label' | 'canvasWidth' | 'canvasHeight' | 'behavior'>;
  /** Its place among all sides that have a canvas, from 1: what it is called where it has no label. */
  readonly number: number;
  /** The scan of the side itself; undefined where there is none to show. */
  readonly image: ImageOnCanvas | undefined;
  /** The same side in another light, or with its flap up: readers choose. */
  readonly views?: readonly ImageOfSide[];
  /** Sheets and details that are laid on the canvas, the last on top. */
  readonly parts?: readonly ImageOfSide[];
  /** What readers are told where no image is shown. */
  readonly statement?: LanguageMap;
}

/** The image of a side that is shown on the canvas of another. */
export interface ImageOfSide {
  readonly surface: Pick<Surface, 'id' | 'placement'>;
  readonly image: ImageOnCanvas;
}

/** Where no page of an item shows its size: a sheet of paper that stands. */
const OF_A_SHEET: Dimensions = { width: 2100, height: 2970 };

/**
 * The sizes of canvases that follow each other. A canvas has the size of what was first published on it, for ever, so
 * that annotations stay; before that, of its own scan; else of its views; else it holds all of its parts. One without
 * any image is as large as the nearest page before it that has one, else the nearest after it; a foldout and an opening
 * are no measure of a page.
 */
export function canvasSizes(canvases: readonly CanvasInput[]): Dimensions[] {
  const own = canvases.map(ownSize);
  const isPage = (index: number) => own[index] !== undefined && canvases[index]?.surface.behavior === null;
  let nearest = own.find((_, index) => isPage(index)) ?? own.find((size) => size !== undefined) ?? OF_A_SHEET;
  return own.map((size, index) => {
    if (isPage(index)) nearest = size ?? nearest;
    return size ?? nearest;
  });
}

function ownSize({ surface, image, views = [], parts = [] }: CanvasInput): Dimensions | undefined {
  const { canvasWidth, canvasHeight } = surface;
  if (canvasWidth !== null && canvasHeight !== null) return { width: canvasWidth, height: canvasHeight };
  const shown = image ?? views[0]?.image;
  const boxes = parts.flatMap(({ surface: { placement } }) => placement?.region ?? []);
  if (shown === undefined && boxes.length === 0) return undefined;
  return {
    width: Math.max(shown?.width ?? 0, ...boxes.map(({ x, width }) => x + width)),
    height: Math.max(shown?.height ?? 0, ...boxes.map(({ y, height }) => y + height)),
  };
}

/** Every image that is shown on a canvas, with the side that it is of: the side's own first. */
export function imagesOn({ surface, image, views = [], parts = [] }: CanvasInput): ImageShown[] {
  const own = image === undefined ? [] : [{ surfaceId: surface.id, image }];
  return [...own, ...[...views, ...parts].map((each) => ({ surfaceId: each.surface.id, image: each.image }))];
}

/** An image, and the id of the surface that it is of. */
export interface ImageShown {
  readonly surfaceId: string;
  readonly image: ImageOnCanvas;
}

/** @see https://iiif.io/api/presentation/3.0/#53-canvas */
export function buildCanvas(input: CanvasInput, size: Dimensions, base: string): Canvas {
  const { surface, number, statement = {} } = input;
  return {
    id: uris.canvas(base, surface.itemId, surface.id),
    type: 'Canvas',
    label: saysSomething(surface.label) ? formatLanguageMap(surface.label) : { none: [String(number)] },
    ...(saysSomething(statement) && { summary: sanitizeValues(formatLanguageMap(statement)) }),
    width: size.width,
    height: size.height,
    ...(surface.behavior !== null && { behavior: [surface.behavior] }),
    ...thumbnailOf(input, base),
    items: [
      {
        id: uris.annotationPage(base, surface.itemId, surface.id),
        type: 'AnnotationPage',
        items: buildPaintings(input, size, base),
      },
    ],
  };
}

/** The thumbnail of a canvas: of the first image on it. Nothing where there is none. */
export function thumbnailOf(input: CanvasInput, base: string): Pick<Canvas, 'thumbnail'> | undefined {
  const [first] = imagesOn(input);
  if (first === undefined) return undefined;
  const { surfaceId, image } = first;
  return { thumbnail: [buildThumbnail(base, { surfaceId, version: image.version }, image)] };
}
