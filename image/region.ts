import { Fault } from '../model/fault.ts';
import { formatDecimal, parseDecimal, parseInteger, percentOf } from './numbers.ts';

/** Width and height in pixels. */
export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/** A box in pixels of the upright full image, from its top-left corner. */
export interface Box extends Dimensions {
  readonly x: number;
  readonly y: number;
}

/**
 * The part of the image that is asked for.
 *
 * @see https://iiif.io/api/image/3.0/#41-region
 */
export type Region =
  | { readonly kind: 'full' }
  | { readonly kind: 'square' }
  | ({ readonly kind: 'pixels' } & Box)
  | ({ readonly kind: 'percent' } & Box);

/** Reads a region parameter (already percent-decoded). @throws Fault('bad-request') */
export function parseRegion(text: string): Region {
  if (text === 'full' || text === 'square') return { kind: text };
  const isPercent = text.startsWith('pct:');
  const parts = (isPercent ? text.slice(4) : text).split(',');
  const [x, y, width, height] = parts.map(isPercent ? parseDecimal : parseInteger);
  if (
    parts.length !== 4 ||
    x === undefined ||
    y === undefined ||
    width === undefined ||
    height === undefined
  ) {
    throw new Fault('bad-request', 'The region is not full, square, x,y,w,h or pct:x,y,w,h.');
  }
  if (width === 0 || height === 0) throw new Fault('bad-request', 'The region has no width or no height.');
  return { kind: isPercent ? 'percent' : 'pixels', x, y, width, height };
}

/** Writes a region parameter. Inverse of {@link parseRegion}. */
export function formatRegion(region: Region): string {
  if (region.kind === 'full' || region.kind === 'square') return region.kind;
  const text = [region.x, region.y, region.width, region.height].map(formatDecimal).join(',');
  return region.kind === 'percent' ? `pct:${text}` : text;
}

/**
 * The pixels that a region means on an image, clipped to its edges. Percentages are rounded half up, to at least
 * one pixel. @throws Fault('bad-request') where it lies wholly outside.
 */
export function resolveRegion(region: Region, image: Dimensions): Box {
  switch (region.kind) {
    case 'full':
      return { x: 0, y: 0, width: image.width, height: image.height };
    case 'square': {
      const side = Math.min(image.width, image.height);
      return {
        x: Math.floor((image.width - side) / 2),
        y: Math.floor((image.height - side) / 2),
        width: side,
        height: side,
      };
    }
    case 'pixels':
      return clip(region, image);
    case 'percent':
      if (region.x >= 100 || region.y >= 100) throw outside();
      return clip(
        {
          x: Math.min(percentOf(image.width, region.x), image.width - 1),
          y: Math.min(percentOf(image.height, region.y), image.height - 1),
          width: Math.max(percentOf(image.width, region.width), 1),
          height: Math.max(percentOf(image.height, region.height), 1),
        },
        image,
      );
  }
}

/** Whether a box is the whole image. */
export function isWhole(box: Box, image: Dimensions): boolean {
  return box.x === 0 && box.y === 0 && box.width === image.width && box.height === image.height;
}

function clip(box: Box, image: Dimensions): Box {
  if (box.x >= image.width || box.y >= image.height) throw outside();
  return {
    x: box.x,
    y: box.y,
    width: Math.min(box.width, image.width - box.x),
    height: Math.min(box.height, image.height - box.y),
  };
}

function outside(): Fault {
  return new Fault('bad-request', 'The region lies outside the image.');
}
