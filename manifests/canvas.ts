import type { Canvas } from '@iiif/presentation-3';
import type { Surface } from '../model/surface.ts';
import { buildImageService, buildThumbnail, type ImageOnCanvas } from './images.ts';
import { formatLanguageMap, saysSomething } from './language.ts';
import { uris } from './uris.ts';

/** A surface that has something to show. */
export interface CanvasInput {
  readonly surface: Pick<Surface, 'id' | 'itemId' | 'label' | 'canvasWidth' | 'canvasHeight'>;
  /** Its place among all surfaces of the item, from 1: what it is called where it has no label. */
  readonly number: number;
  readonly image: ImageOnCanvas;
}

/** The size of a canvas: of the first image that was published on it, for ever, so that annotations stay. */
export function canvasSize({ surface, image }: CanvasInput): { width: number; height: number } {
  return { width: surface.canvasWidth ?? image.width, height: surface.canvasHeight ?? image.height };
}

/** @see https://iiif.io/api/presentation/3.0/#53-canvas */
export function buildCanvas(input: CanvasInput, base: string): Canvas {
  const { surface, number, image } = input;
  const id = uris.canvas(base, surface.itemId, surface.id);
  const imageId = { surfaceId: surface.id, version: image.version };
  return {
    id,
    type: 'Canvas',
    label: saysSomething(surface.label) ? formatLanguageMap(surface.label) : { none: [String(number)] },
    ...canvasSize(input),
    thumbnail: [buildThumbnail(base, imageId, image)],
    items: [
      {
        id: uris.annotationPage(base, surface.itemId, surface.id),
        type: 'AnnotationPage',
        items: [
          {
            id: uris.annotation(base, surface.itemId, surface.id),
            type: 'Annotation',
            motivation: 'painting',
            body: {
              id: `${uris.imageService(base, imageId)}/full/max/0/default.jpg`,
              type: 'Image',
              format: 'image/jpeg',
              width: image.width,
              height: image.height,
              service: [buildImageService(base, imageId)],
            },
            target: id,
          },
        ],
      },
    ],
  };
}
