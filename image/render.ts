import sharp, { type Sharp } from 'sharp';
import { Fault } from '../model/fault.ts';
import { reduceToTwoTones } from './bitonal.ts';
import type { Format } from './format.ts';
import { levelFor, mosaicOf } from './mosaic.ts';
import type { ByteRange, PackIndex } from './pack.ts';
import type { RenderPlan } from './plan.ts';
import type { Level } from './pyramid.ts';
import type { Box, Dimensions } from './region.ts';

sharp.cache(false);

/** A pack that can be read from, wherever it lies. */
export interface PackSource {
  readonly index: PackIndex;
  /** Exactly `length` bytes from `offset` of the pack. */
  readonly readRange: (offset: number, length: number, signal?: AbortSignal) => Promise<Buffer>;
}

/** JPEG quality of what is cut and of what is rendered; from 90 on sharp would drop chroma subsampling. */
export const JPEG_QUALITY = 85;

const READS_AT_ONCE = 16;
const WHITE = { r: 255, g: 255, b: 255, alpha: 1 };
const CLEAR = { r: 255, g: 255, b: 255, alpha: 0 };

/**
 * Makes a picture from the tiles of a pack: reads those that the region touches on the nearest level that is large
 * enough, puts them together, crops, resizes, mirrors, turns, reduces its colours and encodes it, in this order and,
 * but for two tones, in one pass. Off the grid of that level the crop is widened to whole pixels of it, which moves
 * an edge by less than one pixel of the result.
 *
 * @throws Fault('internal') where the pack cannot be decoded without a warning; what `readRange` throws; the
 * signal's reason
 * @see docs/decisions/0011-resampling-and-two-tones.md
 */
export async function renderImage(
  plan: RenderPlan,
  source: PackSource,
  signal?: AbortSignal,
): Promise<Buffer> {
  const { region, size } = plan;
  const level = levelFor(region, size, source.index);
  // With two lobes the halo beside a black line is half that of three, and no brighter than JPEG's own noise.
  const picture = await composeRegion(source, { region, size, level, kernel: 'lanczos2' }, signal);
  signal?.throwIfAborted();
  turn(picture, plan);
  if (plan.quality === 'bitonal') return encodeBitonal(picture, plan, source.index);
  if (plan.quality === 'gray') picture.toColourspace('b-w');
  return finish(encode(picture, plan.format).toBuffer());
}

/**
 * The whole image at a size, as a JPEG: what the Image API gives for `full/{w},{h}/0/default.jpg`.
 *
 * @throws as {@link renderImage}
 */
export async function renderWhole(
  source: PackSource,
  size: Dimensions,
  signal?: AbortSignal,
): Promise<Buffer> {
  const { width, height } = source.index;
  const region = { x: 0, y: 0, width, height };
  const level = levelFor(region, size, source.index);
  const picture = await composeRegion(source, { region, size, level, kernel: 'lanczos2' }, signal);
  signal?.throwIfAborted();
  return finish(encode(picture, 'jpg').toBuffer());
}

/** What to compose: a box of the full image, how large, and from the tiles of which level. */
export interface Composition {
  readonly region: Box;
  readonly size: Dimensions;
  readonly level: Level;
  /** What resizes it; lanczos3 unless it says otherwise. */
  readonly kernel?: 'lanczos2';
}

/** Reads and puts together the tiles of one level: a sharp pipeline that gives the region at the size. */
export async function composeRegion(
  source: PackSource,
  { region, size, level, kernel }: Composition,
  signal?: AbortSignal,
): Promise<Sharp> {
  const { ranges, across, crop } = mosaicOf(region, level, source.index);
  const tiles = await readAll(source, ranges, signal);
  signal?.throwIfAborted();
  const box = { left: crop.x, top: crop.y, width: crop.width, height: crop.height };
  const picture = join(tiles, across).extract(box);
  const isSized = crop.width === size.width && crop.height === size.height;
  return isSized ? picture : picture.resize({ ...size, fit: 'fill', kernel: kernel ?? 'lanczos3' });
}

async function readAll(
  source: PackSource,
  ranges: readonly ByteRange[],
  signal: AbortSignal | undefined,
): Promise<Buffer[]> {
  const tiles: Buffer[] = [];
  for (let at = 0; at < ranges.length; at += READS_AT_ONCE) {
    signal?.throwIfAborted();
    const some = ranges.slice(at, at + READS_AT_ONCE);
    tiles.push(
      ...(await Promise.all(some.map((range) => source.readRange(range.offset, range.length, signal)))),
    );
  }
  return tiles;
}

/**
 * Tiles row by row. The narrower and lower ones are the last of a row or a column, so nothing shifts; what sharp puts
 * beside and below them is outside every crop.
 */
function join(tiles: Buffer[], across: number): Sharp {
  const strict = { failOn: 'warning', limitInputPixels: false } as const;
  const [only] = tiles;
  if (only !== undefined && tiles.length === 1) return sharp(only, strict);
  return sharp(tiles, { ...strict, join: { across } });
}

/** Mirrors, then turns: sharp keeps to this order, and to resizing first where that was asked for first. */
function turn(picture: Sharp, { rotation, quality, format }: RenderPlan): void {
  if (rotation.mirror) picture.flop();
  const degrees = rotation.degrees % 360;
  if (degrees === 0) return;
  const isClear = format !== 'jpg' && quality !== 'bitonal';
  picture.rotate(degrees, { background: isClear ? CLEAR : WHITE });
}

async function encodeBitonal(picture: Sharp, plan: RenderPlan, image: Dimensions): Promise<Buffer> {
  const gray = picture.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const { data, info } = await finish(gray);
  // As much of the page around a pixel decides whether the whole is shown or a part of it.
  const wholePx = (Math.min(image.width, image.height) * plan.size.width) / plan.region.width;
  reduceToTwoTones({ pixels: data, width: info.width, height: info.height, wholePx });
  const raw = { width: info.width, height: info.height, channels: 1 } as const;
  return finish(encodeTwoTones(sharp(data, { raw }).toColourspace('b-w'), plan.format).toBuffer());
}

/** Efforts are chosen for answering a person who waits, not for the smallest file. */
function encode(image: Sharp, format: Format): Sharp {
  switch (format) {
    case 'jpg':
      // Codes that fit the picture would save four per cent, and need all of its coefficients at once.
      return image.jpeg({ quality: JPEG_QUALITY, optimiseCoding: false });
    case 'png':
      return image.png({ compressionLevel: 6 });
    case 'webp':
      return image.webp({ quality: 80, effort: 2 });
    case 'gif':
      return image.gif({ effort: 3 });
    case 'tif':
      return image.tiff({ compression: 'lzw', predictor: 'horizontal' });
    case 'avif':
      return image.avif({ quality: 55, effort: 2 });
  }
}

/** One bit a pixel where the format has that, and no other tone than the two where it need not lose any. */
function encodeTwoTones(image: Sharp, format: Format): Sharp {
  switch (format) {
    case 'png':
      return image.png({ colours: 2, palette: false, compressionLevel: 6 });
    case 'tif':
      return image.tiff({ compression: 'ccittfax4', predictor: 'none', bitdepth: 1 });
    case 'gif':
      return image.gif({ colours: 2, dither: 0, effort: 1 });
    case 'webp':
      return image.webp({ lossless: true, effort: 0 });
    case 'jpg':
    case 'avif':
      return encode(image, format);
  }
}

async function finish<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new Fault('internal', 'The picture could not be made from its tiles.', { cause });
  }
}
