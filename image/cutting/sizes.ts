import sharp, { type Sharp } from 'sharp';
import { decoding } from '../decode-fault.ts';
import { entryName, levelsOf, listedSizes, PYRAMID, type Tiling } from '../pyramid.ts';
import type { Box, Dimensions } from '../region.ts';
import { composeRegion, JPEG_QUALITY, type PackSource } from '../render.ts';
import type { Master } from './master.ts';
import { requirePicture } from './proof.ts';

/** A listed size, ready to be put into a pack. */
export interface DrawnSize {
  readonly name: string;
  readonly jpeg: Buffer;
}

interface Pixels extends Dimensions {
  readonly data: Buffer;
}

/** A size is drawn from a picture so much larger or more: from a nearer one it would be soft. */
const LARGER_BY = 1.9;

/**
 * Draws each listed size that is no tile, the largest first and from the tiles, the others from the smallest before
 * them that is large enough. The largest comes from the master itself where the image is so small that it has no
 * level to draw from. One is encoded, and decoded again to see that it can be, while the next is drawn.
 *
 * @throws Fault('bad-image'), the signal's reason
 */
export async function drawSizes(
  master: Master,
  source: PackSource,
  signal: AbortSignal | undefined,
): Promise<readonly DrawnSize[]> {
  const { tiling } = master;
  const whole = wholeOf(tiling);
  const wanted = listedSizes(tiling).filter((size) => !source.index.has(entryName(whole, size, tiling)));
  let bases: readonly Pixels[] = [];
  const encoding: Promise<DrawnSize>[] = [];
  for (const size of wanted) {
    signal?.throwIfAborted();
    const base = bases.find((each) => isEnough(each, size)) ?? bases.at(-1);
    const picture = base === undefined ? await drawLargest(master, source, size) : resize(base, size);
    const { data } = await decoding(picture.raw().toBuffer({ resolveWithObject: true }));
    const pixels = { ...size, data };
    bases = [pixels, ...bases];
    const drawn = encode(pixels, entryName(whole, size, tiling));
    // Waited for below, or no longer of interest to anybody.
    drawn.catch(() => undefined);
    encoding.push(drawn);
  }
  return await Promise.all(encoding);
}

async function encode(pixels: Pixels, name: string): Promise<DrawnSize> {
  // Codes of its own, which tiles do without, for what is small and sent by the pageful.
  const optimiseCoding = longestOf(pixels) <= PYRAMID.tileSizePx;
  const jpeg = await decoding(open(pixels).jpeg({ quality: JPEG_QUALITY, optimiseCoding }).toBuffer());
  await requirePicture(name, jpeg);
  return { name, jpeg };
}

function resize(base: Pixels, { width, height }: Dimensions): Sharp {
  return open(base).resize({ width, height, fit: 'fill' });
}

function open({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

function isEnough(from: Dimensions, size: Dimensions): boolean {
  return longestOf(from) >= longestOf(size) * LARGER_BY;
}

async function drawLargest(master: Master, source: PackSource, size: Dimensions): Promise<Sharp> {
  const level = levelsOf(master.tiling).findLast((each) => isEnough(each, size));
  if (level === undefined) return master.open().resize({ ...size, fit: 'fill' });
  return await composeRegion(source, { region: wholeOf(master.tiling), size, level });
}

function longestOf(size: Dimensions): number {
  return Math.max(size.width, size.height);
}

function wholeOf({ width, height }: Tiling): Box {
  return { x: 0, y: 0, width, height };
}
