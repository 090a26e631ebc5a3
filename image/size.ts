import { Fault } from '../model/fault.ts';
import { formatDecimal, parseDecimal, parseInteger, percentOf, round } from './numbers.ts';
import type { Dimensions } from './region.ts';
import type { ApiVersion } from './rotation.ts';

/**
 * How large the region is to be. `upscale` is the `^` of 3.0: it may become larger than the region is. In 2.1
 * every size but `max` and `!w,h` may.
 *
 * @see https://iiif.io/api/image/3.0/#42-size
 * @see https://iiif.io/api/image/2.1/#size
 */
export type Size =
  | { readonly kind: 'full' }
  | { readonly kind: 'max'; readonly upscale: boolean }
  | { readonly kind: 'width'; readonly upscale: boolean; readonly width: number }
  | { readonly kind: 'height'; readonly upscale: boolean; readonly height: number }
  | { readonly kind: 'percent'; readonly upscale: boolean; readonly percent: number }
  | ({ readonly kind: 'exact'; readonly upscale: boolean } & Dimensions)
  | ({ readonly kind: 'within'; readonly upscale: boolean } & Dimensions);

/** The largest picture that is given out, in pixels. */
export interface Limits {
  readonly maxWidth: number;
  readonly maxHeight: number;
  readonly maxArea: number;
  /**
   * Whether a `!w,h` of 3.0 that is larger than the region is refused, as the official validator has it. By the text of
   * the specification it means the region as it is, and so it does here unless this is set.
   */
  readonly refuseLargerBox?: boolean;
}

/** Reads a size parameter (already percent-decoded). `full` is of 2.1 alone, `^` of 3.0. @throws Fault('bad-request') */
export function parseSize(text: string, apiVersion: ApiVersion): Size {
  if (text === 'full' && apiVersion === 2) return { kind: 'full' };
  const upscale = apiVersion === 3 && text.startsWith('^');
  const size = parseForm(upscale ? text.slice(1) : text, upscale);
  if (size === undefined) {
    throw new Fault(
      'bad-request',
      apiVersion === 3
        ? 'The size is not max, w, ,h pct:n w,h or !w,h, with or without a ^ before it.'
        : 'The size is not full, max, w, ,h pct:n w,h or !w,h.',
    );
  }
  return size;
}

/** Writes a size parameter, with a plain `^`. Inverse of {@link parseSize}. */
export function formatSize(size: Size): string {
  if (size.kind === 'full') return 'full';
  return `${size.upscale ? '^' : ''}${formatForm(size)}`;
}

function parseForm(text: string, upscale: boolean): Size | undefined {
  if (text === 'max') return { kind: 'max', upscale };
  if (text.startsWith('pct:')) {
    const percent = parseDecimal(text.slice(4));
    return percent === undefined ? undefined : { kind: 'percent', upscale, percent };
  }
  const [, within, w = '', h = ''] = /^(!?)(\d*),(\d*)$/.exec(text) ?? [];
  const width = parseInteger(w);
  const height = parseInteger(h);
  if (within === '!') return both('within', upscale, { width, height });
  if (w === '') return height === undefined ? undefined : { kind: 'height', upscale, height };
  if (h === '') return width === undefined ? undefined : { kind: 'width', upscale, width };
  return both('exact', upscale, { width, height });
}

function both(
  kind: 'within' | 'exact',
  upscale: boolean,
  { width, height }: { width: number | undefined; height: number | undefined },
): Size | undefined {
  return width === undefined || height === undefined ? undefined : { kind, upscale, width, height };
}

function formatForm(size: Exclude<Size, { kind: 'full' }>): string {
  switch (size.kind) {
    case 'max':
      return 'max';
    case 'width':
      return `${size.width},`;
    case 'height':
      return `,${size.height}`;
    case 'percent':
      return `pct:${formatDecimal(size.percent)}`;
    case 'exact':
      return `${size.width},${size.height}`;
    case 'within':
      return `!${size.width},${size.height}`;
  }
}

/** What a size is resolved against. */
export interface SizeContext {
  /** The region after clipping. */
  readonly region: Dimensions;
  readonly limits: Limits;
  readonly apiVersion: ApiVersion;
}

/**
 * The pixels that a size means for a region, before any rotation. An implied side is rounded half up, to at least
 * one pixel. @throws Fault('bad-request') where it is nothing, larger than the region without leave, or beyond
 * the limits.
 */
export function resolveSize(size: Size, context: SizeContext): Dimensions {
  const resolved = resolveForm(size, context);
  if (resolved.width < 1 || resolved.height < 1) {
    throw new Fault('bad-request', 'The size is less than one pixel.');
  }
  const mayUpscale = context.apiVersion === 2 || (size.kind !== 'full' && size.upscale);
  if (!mayUpscale && (isLarger(resolved, context.region) || isRefusedBox(size, context))) {
    throw new Fault('bad-request', 'The size is larger than the region; put a ^ before it to enlarge.');
  }
  if (!isWithinLimits(resolved, context.limits)) {
    throw new Fault('bad-request', 'The size is beyond the limits given in info.json.');
  }
  return resolved;
}

/** Whether this is a `!w,h` that the region would have to be enlarged for, where such are refused. */
function isRefusedBox(size: Size, { region, limits }: SizeContext): boolean {
  if (size.kind !== 'within' || !limits.refuseLargerBox) return false;
  return isLarger(fitWithin(region, size), region);
}

/** Whether a picture may be given out. */
export function isWithinLimits(size: Dimensions, limits: Limits): boolean {
  return (
    size.width <= limits.maxWidth &&
    size.height <= limits.maxHeight &&
    size.width * size.height <= limits.maxArea
  );
}

/** Whether any side of a is longer than that of b: to get a from b, something must be enlarged. */
export function isLarger(a: Dimensions, b: Dimensions): boolean {
  return a.width > b.width || a.height > b.height;
}

/**
 * The largest size of this shape within a box, its aspect kept and at least one pixel a side. What touches the
 * box touches it exactly; the other side is rounded half up.
 */
export function fitWithin(shape: Dimensions, box: Dimensions): Dimensions {
  if (shape.width * box.height >= shape.height * box.width) {
    const height = Math.max(round((shape.height * box.width) / shape.width), 1);
    return { width: box.width, height: Math.min(height, box.height) };
  }
  const width = Math.max(round((shape.width * box.height) / shape.height), 1);
  return { width: Math.min(width, box.width), height: box.height };
}

/**
 * `max` and `^max`: the region scaled down, or up, to what the limits allow.
 *
 * @see https://iiif.io/api/image/3.0/implementation/#4-maximum-size-calculation
 */
export function resolveMax(region: Dimensions, limits: Limits, upscale: boolean): Dimensions {
  const byArea = Math.sqrt(limits.maxArea / (region.width * region.height));
  const scaled = (scale: number): Dimensions => ({
    width: Math.max(Math.floor(region.width * scale), 1),
    height: Math.max(Math.floor(region.height * scale), 1),
  });
  const area = scaled(upscale ? byArea : Math.min(byArea, 1));
  if (area.width <= limits.maxWidth && area.height <= limits.maxHeight) return withinArea(area, limits);
  return withinArea(fitWithin(region, { width: limits.maxWidth, height: limits.maxHeight }), limits);
}

/** A side that was held at one pixel can leave the other too long for the area: shorten that one. */
function withinArea(size: Dimensions, limits: Limits): Dimensions {
  if (size.width * size.height <= limits.maxArea) return size;
  return size.width >= size.height
    ? { width: Math.max(Math.floor(limits.maxArea / size.height), 1), height: size.height }
    : { width: size.width, height: Math.max(Math.floor(limits.maxArea / size.width), 1) };
}

function resolveForm(size: Size, { region, limits, apiVersion }: SizeContext): Dimensions {
  switch (size.kind) {
    case 'full':
      return { width: region.width, height: region.height };
    case 'max':
      return resolveMax(region, limits, size.upscale);
    case 'width':
      return { width: size.width, height: implied(size.width, region.width, region.height) };
    case 'height':
      return { width: implied(size.height, region.height, region.width), height: size.height };
    case 'percent':
      return resolvePercent(size.percent, region, size.upscale || apiVersion === 2);
    case 'exact':
      return { width: size.width, height: size.height };
    case 'within':
      return resolveWithin(size, region, limits);
  }
}

/** The other side, its aspect kept. Nothing stays nothing, so that it is refused. */
function implied(side: number, regionSide: number, regionOther: number): number {
  return side === 0 ? 0 : Math.max(round((regionOther * side) / regionSide), 1);
}

function resolvePercent(percent: number, region: Dimensions, mayUpscale: boolean): Dimensions {
  if (percent > 100 && !mayUpscale) {
    throw new Fault('bad-request', 'The size is more than 100 per cent; put a ^ before it to enlarge.');
  }
  const width = percentOf(region.width, percent);
  const height = percentOf(region.height, percent);
  const longest = Math.max(width, height);
  return longest === 0 ? { width, height } : { width: Math.max(width, 1), height: Math.max(height, 1) };
}

/** `!w,h` is as large as it can be within the box, the limits and, unless it may be enlarged, the region. */
function resolveWithin(
  size: Dimensions & { readonly upscale: boolean },
  region: Dimensions,
  limits: Limits,
): Dimensions {
  if (size.width === 0 || size.height === 0) return { width: 0, height: 0 };
  const best = fitWithin(region, size);
  const wanted = !size.upscale && isLarger(best, region) ? region : best;
  if (isWithinLimits(wanted, limits)) return { width: wanted.width, height: wanted.height };
  const most = resolveMax(region, limits, size.upscale);
  return isLarger(most, wanted) ? fitWithin(most, wanted) : most;
}
