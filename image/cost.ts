import type { Format } from './format.ts';
import { levelFor, mosaicOf } from './mosaic.ts';
import type { PackIndex } from './pack.ts';
import { type RenderPlan, rotatedSize } from './plan.ts';

/** What a rendering takes, before it is begun. */
export interface RenderCost {
  /** How many pixels of tiles are decoded. */
  readonly decodedPx: number;
  /** The most memory that it takes at once, on top of what the process holds idle: an estimate from above. */
  readonly bytes: number;
}

/** Bytes that an encoder holds for each pixel of the picture, output included; measured: docs/decisions/0011. */
const ENCODER_BYTES_PER_PX: Readonly<Record<Format, number>> = {
  jpg: 1,
  png: 5,
  webp: 12,
  gif: 14,
  tif: 7,
  avif: 26,
};
const FIXED_BYTES = 40_000_000;

/**
 * Estimates a rendering from its plan and the directory of the pack alone.
 *
 * @throws Fault('internal') where the pack misses a tile
 */
export function costOf(plan: RenderPlan, index: PackIndex): RenderCost {
  const { ranges, size } = mosaicOf(plan.region, levelFor(plan.region, plan.size, index), index);
  const compressedBytes = ranges.reduce((sum, { length }) => sum + length, 0);
  const px = plan.size.width * plan.size.height;
  const turned = rotatedSize(plan.size, plan.rotation.degrees);
  const turnedPx = turned.width * turned.height;
  const isUpright = plan.rotation.degrees % 360 === 0;
  return {
    decodedPx: size.width * size.height,
    bytes: Math.ceil(
      FIXED_BYTES +
        2 * compressedBytes +
        512 * size.width +
        (isUpright ? 0 : 4 * px) +
        (plan.quality === 'bitonal' ? 3 * turnedPx : 0) +
        ENCODER_BYTES_PER_PX[plan.format] * turnedPx,
    ),
  };
}
