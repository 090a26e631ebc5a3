import sharp, { type Sharp } from 'sharp';
import { Fault } from '../model/fault.ts';
import type { Format } from './format.ts';
import type { ByteRange, PackIndex } from './pack.ts';
import type { RenderPlan } from './plan.ts';
import { entryName, type Level, levelsOf, tileAt } from './pyramid.ts';
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
 * enough, puts them together, crops, resizes, mirrors, turns, reduces its colours and encodes it. Off the grid of
 * that level the crop is widened to whole pixels of it, which moves an edge by less than one pixel of the result.
 *
 * @throws Fault('internal') where the pack cannot be decoded; what `readRange` throws; the signal's reason
 */
export async function renderImage(
  plan: RenderPlan,
  source: PackSource,
  signal?: AbortSignal,
): Promise<Buffer> {
  const level = levelFor(plan.region, plan.size, source.index);
  const sized = await composeRegion(source, { region: plan.region, size: plan.size, level }, signal);
  if (plan.rotation.mirror) sized.flop();
  signal?.throwIfAborted();
  const degrees = plan.rotation.degrees % 360;
  if (degrees === 0 && plan.quality === 'default') return finish(encode(sized, plan.format).toBuffer());
  const turned = degrees === 0 ? sized : await turn(sized, degrees, plan);
  signal?.throwIfAborted();
  if (plan.quality === 'bitonal') return encodeBitonal(turned, plan.format);
  const toned = plan.quality === 'gray' ? turned.toColourspace('b-w') : turned;
  return finish(encode(toned, plan.format).toBuffer());
}

/** What to compose: a box of the full image, how large, and from the tiles of which level. */
export interface Composition {
  readonly region: Box;
  readonly size: Dimensions;
  readonly level: Level;
}

/** Reads and puts together the tiles of one level: a sharp pipeline that gives the region at the size. */
export async function composeRegion(
  source: PackSource,
  { region, size, level }: Composition,
  signal?: AbortSignal,
): Promise<Sharp> {
  const { tileSize } = source.index;
  const box = boxOn(level, region);
  const first = { column: Math.floor(box.x / tileSize), row: Math.floor(box.y / tileSize) };
  const last = {
    column: Math.floor((box.x + box.width - 1) / tileSize),
    row: Math.floor((box.y + box.height - 1) / tileSize),
  };
  const ranges: ByteRange[] = [];
  for (let row = first.row; row <= last.row; row += 1) {
    for (let column = first.column; column <= last.column; column += 1) {
      ranges.push(rangeOf(source.index, level, column, row));
    }
  }
  const tiles = await readAll(source, ranges, signal);
  signal?.throwIfAborted();
  return join(tiles, last.column - first.column + 1)
    .extract({
      left: box.x - first.column * tileSize,
      top: box.y - first.row * tileSize,
      width: box.width,
      height: box.height,
    })
    .resize({ ...size, fit: 'fill' });
}

/** The smallest level on which the region has at least as many pixels as are wanted; the full size failing that. */
function levelFor(region: Box, size: Dimensions, index: PackIndex): Level {
  const levels = levelsOf(index);
  const enough = levels.findLast(
    ({ scaleFactor }) =>
      Math.ceil(region.width / scaleFactor) >= size.width &&
      Math.ceil(region.height / scaleFactor) >= size.height,
  );
  const level = enough ?? levels[0];
  if (level === undefined) throw new Fault('internal', 'The image has no levels.');
  return level;
}

/** The pixels of a level that a region touches. */
function boxOn(level: Level, region: Box): Box {
  const x = Math.floor(region.x / level.scaleFactor);
  const y = Math.floor(region.y / level.scaleFactor);
  const right = Math.ceil((region.x + region.width) / level.scaleFactor);
  const bottom = Math.ceil((region.y + region.height) / level.scaleFactor);
  return { x, y, width: right - x, height: bottom - y };
}

function rangeOf(index: PackIndex, level: Level, column: number, row: number): ByteRange {
  const tile = tileAt(index, level.scaleFactor, column, row);
  const range = index.find(entryName(tile.region, tile.size, index));
  if (range === undefined) throw new Fault('internal', 'The tile pack misses a tile.');
  return range;
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

/** Tiles row by row; the narrower and lower ones are the last of a row or a column, so nothing shifts. */
function join(tiles: Buffer[], across: number): Sharp {
  const [only] = tiles;
  if (only !== undefined && tiles.length === 1) return sharp(only);
  return sharp(tiles, { join: { across } });
}

/** Turned in a second pass, because sharp would turn before it resizes. Corners are clear where the format can. */
async function turn(sized: Sharp, degrees: number, plan: RenderPlan): Promise<Sharp> {
  const flat = await rawOf(sized);
  if (degrees % 90 === 0) return rawSharp(await rawOf(rawSharp(flat).rotate(degrees)));
  const isClear = plan.format !== 'jpg' && plan.quality !== 'bitonal';
  const base = isClear ? rawSharp(flat).ensureAlpha() : rawSharp(flat);
  return rawSharp(await rawOf(base.rotate(degrees, { background: isClear ? CLEAR : WHITE })));
}

interface Raw {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 };
}

async function rawOf(image: Sharp): Promise<Raw> {
  return finish(image.raw().toBuffer({ resolveWithObject: true }));
}

function rawSharp({ data, info }: Raw): Sharp {
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
}

/** Black or white, parted where the two classes differ most (Otsu), so that ink and paper decide and not a constant. */
async function encodeBitonal(image: Sharp, format: Format): Promise<Buffer> {
  const gray = await rawOf(image.toColourspace('b-w'));
  const threshold = otsu(gray.data);
  const data = gray.data.map((value) => (value > threshold ? 255 : 0));
  return finish(encode(rawSharp({ data: Buffer.from(data.buffer), info: gray.info }), format).toBuffer());
}

/**
 * The gray value at or below which a pixel counts as ink.
 *
 * @see https://doi.org/10.1109/TSMC.1979.4310076
 */
function otsu(pixels: Buffer): number {
  const histogram = new Float64Array(256);
  for (const value of pixels) histogram[value] = (histogram[value] ?? 0) + 1;
  const sumAll = histogram.reduce((sum, count, value) => sum + count * value, 0);
  let [best, threshold, countBelow, sumBelow] = [0, 127, 0, 0];
  for (const [value, count] of histogram.entries()) {
    countBelow += count;
    sumBelow += count * value;
    const countAbove = pixels.length - countBelow;
    if (countBelow === 0 || countAbove === 0) continue;
    const difference = sumBelow / countBelow - (sumAll - sumBelow) / countAbove;
    const between = countBelow * countAbove * difference * difference;
    if (between > best) [best, threshold] = [between, value];
  }
  return threshold;
}

/** Efforts are chosen for answering a person who waits, not for the smallest file. */
function encode(image: Sharp, format: Format): Sharp {
  switch (format) {
    case 'jpg':
      return image.jpeg({ quality: JPEG_QUALITY });
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

async function finish<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new Fault('internal', 'The picture could not be made from its tiles.', { cause });
  }
}
