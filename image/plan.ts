import { Fault } from '../model/fault.ts';
import { FORMAT_FACTS, type Format } from './format.ts';
import { entryName, snapToGrid, type Tiling } from './pyramid.ts';
import { canonicalQuality, type Quality } from './quality.ts';
import { type Box, type Dimensions, isWhole, type Region, resolveRegion } from './region.ts';
import { formatImageRequest, type ImageRequest } from './request.ts';
import { isUpright, type Rotation } from './rotation.ts';
import { isLarger, type Limits, resolveMax, resolveSize, type Size } from './size.ts';

/** What the planner must know of an image: its upright size, its tiles, and what its pack holds. */
export interface PlannedImage extends Tiling {
  /** Whether the pack holds an entry of this name. */
  readonly has: (entry: string) => boolean;
}

interface PlanBase {
  /**
   * The canonical `{region}/{size}/{rotation}/{quality}.{format}` in the version that was asked in, fit for a URI.
   * Asked for, it gives the same bytes, and is its own canonical form.
   */
  readonly canonical: string;
  /** The same for every spelling in either version that gives the same bytes: the key of a cache. */
  readonly key: string;
  readonly format: Format;
}

/** The picture stands in the pack: one ranged read, no decoding. */
export interface TilePlan extends PlanBase {
  readonly kind: 'tile';
  readonly entry: string;
}

/** The picture must be made: region, then size, then rotation, then quality, then format. */
export interface RenderPlan extends PlanBase {
  readonly kind: 'render';
  /** Clipped, in pixels of the full image. */
  readonly region: Box;
  /** Before rotation. */
  readonly size: Dimensions;
  readonly rotation: Rotation;
  readonly quality: Exclude<Quality, 'color'>;
}

export type ImagePlan = TilePlan | RenderPlan;

/**
 * Decides how a request is answered, in 3.0 and 2.1 alike.
 *
 * @throws Fault('bad-request') for a region outside the image, or a size that is nothing, too large, or beyond
 * what the format can hold
 */
export function planImage(request: ImageRequest, image: PlannedImage, limits: Limits): ImagePlan {
  const region = resolveRegion(request.region, image);
  const size = resolveOn(request, region, { image, limits });
  const { format, rotation } = request;
  const quality = canonicalQuality(request.quality);
  const canonical = formatImageRequest({
    ...request,
    quality,
    region: canonicalRegion(region, image),
    size: canonicalSize(request, { region, size }, { image, limits }),
  });
  const key = keyOf({ ...request, quality }, { region, size });
  const entry = entryName(region, size, image);
  if (format === 'jpg' && quality === 'default' && isUpright(rotation) && image.has(entry)) {
    return { kind: 'tile', entry, canonical, key, format };
  }
  requireRoom(size, rotation, format);
  return { kind: 'render', region, size, rotation, quality, format, canonical, key };
}

/** The size in pixels of a picture after its rotation: the box around its turned corners, rounded up. */
export function rotatedSize(size: Dimensions, degrees: number): Dimensions {
  if (degrees % 180 === 0) return size;
  if (degrees % 90 === 0) return { width: size.height, height: size.width };
  const radians = (degrees * Math.PI) / 180;
  const sin = Math.abs(Math.sin(radians));
  const cos = Math.abs(Math.cos(radians));
  return {
    width: Math.ceil(size.width * cos + size.height * sin),
    height: Math.ceil(size.height * cos + size.width * sin),
  };
}

interface Bounds {
  readonly image: Tiling;
  readonly limits: Limits;
}

interface Resolved {
  readonly region: Box;
  readonly size: Dimensions;
}

/** The size on this image: where the region is a tile of the grid, the grid has the last word on the implied side. */
function resolveOn(
  request: Pick<ImageRequest, 'size' | 'apiVersion'>,
  region: Box,
  bounds: Bounds,
): Dimensions {
  const context = { region, limits: bounds.limits, apiVersion: request.apiVersion };
  const snapped = snapToGrid(bounds.image, region, request.size);
  return snapped === undefined
    ? resolveSize(request.size, context)
    : resolveSize({ kind: 'exact', upscale: false, ...snapped }, context);
}

function canonicalRegion(region: Box, image: Dimensions): Region {
  return isWhole(region, image) ? { kind: 'full' } : { kind: 'pixels', ...region };
}

/**
 * @see https://iiif.io/api/image/3.0/#47-canonical-uri-syntax
 * @see https://iiif.io/api/image/2.1/#canonical-uri-syntax
 */
function canonicalSize(request: ImageRequest, { region, size }: Resolved, bounds: Bounds): Size {
  if (request.apiVersion === 2) return canonicalSize2(region, size, bounds);
  if (isSame(size, resolveMax(region, bounds.limits, false))) return { kind: 'max', upscale: false };
  if (isSame(size, resolveMax(region, bounds.limits, true))) return { kind: 'max', upscale: true };
  return { kind: 'exact', upscale: isLarger(size, region), width: size.width, height: size.height };
}

/** 2.1: `full`, else `w,` where that gives the same pixels, else `w,h`. */
function canonicalSize2(region: Box, size: Dimensions, bounds: Bounds): Size {
  if (isSame(size, region)) return { kind: 'full' };
  const byWidth: Size = { kind: 'width', upscale: false, width: size.width };
  const exact: Size = { kind: 'exact', upscale: false, width: size.width, height: size.height };
  return isSame(size, impliedBy(byWidth, region, bounds)) ? byWidth : exact;
}

/** What `w,` would give; undefined where it would be refused. */
function impliedBy(size: Size, region: Box, bounds: Bounds): Dimensions | undefined {
  try {
    return resolveOn({ size, apiVersion: 2 }, region, bounds);
  } catch (thrown) {
    if (thrown instanceof Fault) return undefined;
    throw thrown;
  }
}

function keyOf(request: ImageRequest, { region, size }: Resolved): string {
  const box = `${region.x},${region.y},${region.width},${region.height}`;
  const turn = `${request.rotation.mirror ? '!' : ''}${request.rotation.degrees % 360}`;
  return `${box}/${size.width},${size.height}/${turn}/${request.quality}.${request.format}`;
}

function requireRoom(size: Dimensions, rotation: Rotation, format: Format): void {
  const { width, height } = rotatedSize(size, rotation.degrees);
  const { maxSidePx } = FORMAT_FACTS[format];
  if (width > maxSidePx || height > maxSidePx) {
    throw new Fault('bad-request', `A ${format} holds at most ${maxSidePx} pixels a side.`);
  }
}

function isSame(a: Dimensions, b: Dimensions | undefined): boolean {
  return b !== undefined && a.width === b.width && a.height === b.height;
}
