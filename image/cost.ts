import type { Format } from './format.ts';
import { levelFor, mosaicOf } from './mosaic.ts';
import type { PackIndex } from './pack.ts';
import { type RenderPlan, rotatedSize } from './plan.ts';

/** What a rendering takes, before it is begun. */
export interface RenderCost {
  /** How many pixels of tiles are decoded. */
  readonly decodedPx: number;
  /**
   * The most memory in bytes that it takes at once, on top of what an idle process holds: an estimate from above, one
   * to one and a half times what was measured.
   */
  readonly bytes: number;
}

/** What is taken however small the picture. */
const LEAST_BYTES = 26 * 2 ** 20;
/** A tile's decoder, which stands from the first tile to the last. */
const TILE_BYTES = 330_000;
/** Sharp holds all of a picture, three channels, before it turns it. */
const TURNED_BYTES_PER_PX = 3.1;
/** One gray byte for each pixel, in which ink and paper are parted. */
const GRAY_BYTES_PER_PX = 1.1;

/** What an encoder and its output take for each pixel of the result; `clear` where it has clear corners. */
const ENCODER_BYTES_PER_PX: Readonly<Record<Format, { readonly opaque: number; readonly clear: number }>> = {
  jpg: { opaque: 0.4, clear: 0.4 },
  png: { opaque: 1.7, clear: 1.7 },
  webp: { opaque: 5.5, clear: 22 },
  gif: { opaque: 13, clear: 13 },
  tif: { opaque: 1.7, clear: 1.7 },
  avif: { opaque: 32, clear: 36 },
};
/** Two tones: one bit a pixel in png and tif; webp is lossless. */
const TWO_TONE_BYTES_PER_PX: Readonly<Record<Format, number>> = {
  ...{ jpg: 0.4, png: 0.2, webp: 11, gif: 13, tif: 0.2, avif: 32 },
};

/**
 * Estimates a rendering from its plan and the directory of the pack alone.
 *
 * @throws Fault('internal') where the pack misses a tile
 * @see docs/decisions/0011-resampling-and-two-tones.md
 */
export function costOf(plan: RenderPlan, index: PackIndex): RenderCost {
  const { ranges, size } = mosaicOf(plan.region, levelFor(plan.region, plan.size, index), index);
  const compressed = ranges.reduce((sum, { length }) => sum + length, 0);
  const bytes = LEAST_BYTES + compressed + TILE_BYTES * ranges.length + pictureBytes(plan);
  return { decodedPx: size.width * size.height, bytes: Math.ceil(bytes) };
}

function pictureBytes({ size, rotation, quality, format }: RenderPlan): number {
  const result = rotatedSize(size, rotation.degrees);
  const resultPx = result.width * result.height;
  const turnedPx = rotation.degrees % 360 === 0 ? 0 : size.width * size.height;
  const turning = TURNED_BYTES_PER_PX * turnedPx;
  if (quality === 'bitonal') return turning + (GRAY_BYTES_PER_PX + TWO_TONE_BYTES_PER_PX[format]) * resultPx;
  const encoder = ENCODER_BYTES_PER_PX[format];
  return turning + (rotation.degrees % 90 === 0 ? encoder.opaque : encoder.clear) * resultPx;
}
