import { entryName, listedSizes, type Tile, tilesOf } from '../../image/pyramid.ts';
import { createRandom, type Random } from '../demo/random.ts';
import type { RowName } from './options.ts';
import type { ServedImage } from './served.ts';

/** What a row asks for. */
export interface RowAsks {
  readonly paths: readonly string[];
  /** Nothing is asked twice: each has to be made. Else everything is asked again and again, at random. */
  readonly once: boolean;
}

/** So many different pictures that none comes twice in a run. */
const MADE = 20_000;
const CACHED = 64;
const SMALL_PX = 256;
/** Larger ones are levels. */
const THUMBNAIL_PX = 400;

/** The requests of a row; the poster is the first of the images. */
export function asksOf(row: RowName, images: readonly [ServedImage, ...ServedImage[]]): RowAsks {
  const [poster] = images;
  const again = (paths: readonly string[]): RowAsks => ({ paths, once: false });
  const made = (paths: readonly string[]): RowAsks => ({ paths, once: true });
  const table: Readonly<Record<RowName, () => RowAsks>> = {
    tiles: () => again(tilesWhere(poster, (tile) => isInner(tile, poster))),
    edges: () => again(tilesWhere(poster, (tile) => !isInner(tile, poster))),
    small: () => again(images.flatMap((image) => tilesWhere(image, isSmall))),
    pages: () => again(images.flatMap((image) => tilesWhere(image, () => true))),
    sizes: () => again(sizesOf(poster, (px) => px > THUMBNAIL_PX)),
    'all-sizes': () => again(images.flatMap((image) => sizesOf(image, (px) => px > THUMBNAIL_PX))),
    thumbnails: () => again(images.flatMap((image) => sizesOf(image, (px) => px <= THUMBNAIL_PX))),
    info: () => again(images.map((image) => `${image.base}/info.json`)),
    unchanged: () => again(tilesWhere(poster, (tile) => isInner(tile, poster))),
    cached: () => again(regionsOf(poster, 'jpg', { seed: 1, count: CACHED })),
    full: () => made(wholeAt(poster, 1_000)),
    'regions-jpg': () => made(regionsOf(poster, 'jpg', { seed: 2, count: MADE })),
    'regions-webp': () => made(regionsOf(poster, 'webp', { seed: 3, count: MADE })),
  };
  return table[row]();
}

/** Different pictures as large as the whole of an image can be given: a strip of it is left out, a pixel more each. */
export function largestOf(image: ServedImage, count: number): string[] {
  return Array.from({ length: count }, (_, number) => {
    const [x, y] = [number % 128, Math.floor(number / 128)];
    return `${image.base}/${x},${y},${image.width - x},${image.height - y}/max/0/default.jpg`;
  });
}

/** Every tile of an image, as a viewer asks for it. */
function tilesWhere(image: ServedImage, wanted: (tile: Tile) => boolean): string[] {
  return [...tilesOf(image)]
    .filter(wanted)
    .map((tile) => `${image.base}/${entryName(tile.region, tile.size, image)}`);
}

function isInner({ size }: Tile, { tileSize }: ServedImage): boolean {
  return size.width === tileSize && size.height === tileSize;
}

function isSmall({ size }: Tile): boolean {
  return Math.min(size.width, size.height) <= SMALL_PX;
}

function sizesOf(image: ServedImage, wanted: (longerPx: number) => boolean): string[] {
  return listedSizes(image)
    .filter(({ width, height }) => wanted(Math.max(width, height)))
    .map(({ width, height }) => `${image.base}/full/${width},${height}/0/default.jpg`);
}

/**
 * The whole image about so wide. No two are the same, and all are as much work: some pixels narrower or wider, and a
 * little flatter than the image is.
 */
function wholeAt(image: ServedImage, widthPx: number): string[] {
  const heightPx = Math.round((widthPx * image.height) / image.width);
  return Array.from({ length: 12 * 400 }, (_, number) => {
    const size = `${widthPx - (number % 12)},${heightPx - Math.floor(number / 12)}`;
    return `${image.base}/full/${size}/0/default.jpg`;
  });
}

/** Regions anywhere, from 256 pixels to nearly the whole, each shown at 200 to 1,024 pixels. */
function regionsOf(
  image: ServedImage,
  format: 'jpg' | 'webp',
  { seed, count }: { readonly seed: number; readonly count: number },
): string[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const width = between(random, Math.min(256, image.width / 4), image.width);
    const height = Math.min(image.height, Math.round(width * (0.6 + random())));
    const x = Math.floor(random() * (image.width - width));
    const y = Math.floor(random() * (image.height - height));
    const shown = Math.min(width, between(random, 200, 1_024));
    return `${image.base}/${x},${y},${width},${height}/${shown},/0/default.${format}`;
  });
}

/** As many between 250 and 500 as between 500 and 1,000. */
function between(random: Random, least: number, most: number): number {
  return Math.round(least * (most / least) ** random());
}
