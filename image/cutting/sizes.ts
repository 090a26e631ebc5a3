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

/** A size whose pixels are there, or on their way. */
interface Base extends Dimensions {
  readonly pixels: Promise<Pixels>;
}

/** A size is drawn from a picture so much larger or more: from a nearer one it would be soft. */
const LARGER_BY = 1.9;

/**
 * Draws each listed size that is no tile, the largest first and from the tiles, the others from the smallest before
 * them that is large enough. The largest comes from the master itself where the image is so small that it has no
 * level to draw from. What does not wait for another is done at once; each JPEG is decoded again, to see that it can be.
 *
 * @throws Fault('bad-image'), Fault('internal')
 */
export async function drawSizes(master: Master, source: PackSource): Promise<readonly DrawnSize[]> {
  const { tiling } = master;
  const whole = wholeOf(tiling);
  const wanted = listedSizes(tiling).filter((size) => !source.index.has(entryName(whole, size, tiling)));
  let bases: readonly Base[] = [];
  const drawn: Promise<DrawnSize>[] = [];
  for (const size of wanted) {
    const base = bases.find((each) => isEnough(each, size)) ?? bases.at(-1);
    const pixels = base === undefined ? drawLargest(master, source, size) : resize(base, size);
    bases = [{ ...size, pixels }, ...bases];
    drawn.push(encode(pixels, entryName(whole, size, tiling)));
  }
  return await Promise.all(drawn);
}

async function encode(drawing: Promise<Pixels>, name: string): Promise<DrawnSize> {
  const pixels = await drawing;
  // Codes of its own, which tiles do without, for what is small and sent by the pageful.
  const optimiseCoding = longestOf(pixels) <= PYRAMID.tileSizePx;
  const jpeg = await decoding(open(pixels).jpeg({ quality: JPEG_QUALITY, optimiseCoding }).toBuffer());
  await requirePicture(name, jpeg);
  return { name, jpeg };
}

async function resize(base: Base, size: Dimensions): Promise<Pixels> {
  const { width, height } = size;
  return await pixelsOf(open(await base.pixels).resize({ width, height, fit: 'fill' }), size);
}

async function pixelsOf(picture: Sharp, { width, height }: Dimensions): Promise<Pixels> {
  const { data } = await decoding(picture.raw().toBuffer({ resolveWithObject: true }));
  return { width, height, data };
}

function open({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

function isEnough(from: Dimensions, size: Dimensions): boolean {
  return longestOf(from) >= longestOf(size) * LARGER_BY;
}

async function drawLargest(master: Master, source: PackSource, size: Dimensions): Promise<Pixels> {
  const level = levelsOf(master.tiling).findLast((each) => isEnough(each, size));
  const picture =
    level === undefined
      ? master.open().resize({ width: size.width, height: size.height, fit: 'fill' })
      : await composeRegion(source, { region: wholeOf(master.tiling), size, level });
  return await pixelsOf(picture, size);
}

function longestOf(size: Dimensions): number {
  return Math.max(size.width, size.height);
}

function wholeOf({ width, height }: Tiling): Box {
  return { x: 0, y: 0, width, height };
}
