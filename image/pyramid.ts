import { type Box, type Dimensions, isWhole } from './region.ts';
import { isLarger, parseSize, resolveSize, type Size } from './size.ts';

/**
 * Tiles are squares of `tileSizePx`, but for the last of a row or a column. Of the whole image a pack holds every
 * level whose longer side is at most `listedUpToPx`, and the {@link THUMBNAILS}, held to the same bound.
 */
export const PYRAMID = { tileSizePx: 512, listedUpToPx: 2048 } as const;

/** The thumbnails in every pack there is, of the first recipe too. */
export const OLDEST_THUMBNAILS = ['!200,200', '!400,400'] as const;

/** What viewers ask for beside tiles and levels, as they spell it. What is listed here is read, all else is made. */
export const THUMBNAILS = [
  ...OLDEST_THUMBNAILS,
  // Universal Viewer 4: the panel at the left, for every canvas, whatever its manifest says of thumbnails.
  '90,',
  // Universal Viewer 4: the gallery.
  '200,',
  // Mirador 4: the strip below, gallery, book and scroll, where a manifest does not tell the sizes of its thumbnails.
  ',120',
  // Mirador 4: lists of manifests, search, the side panel, likewise.
  '!120,120',
  // Universal Viewer 4: its download of the whole image; it is also what people write who want a picture for a page.
  '1000,',
] as const;

/** Refuses nothing for being large: 2.1 enlarges too. */
const ANY_SIZE = {
  apiVersion: 2,
  limits: {
    maxWidth: Number.POSITIVE_INFINITY,
    maxHeight: Number.POSITIVE_INFINITY,
    maxArea: Number.POSITIVE_INFINITY,
  },
} as const;

/** An image and the side of its tiles. */
export interface Tiling extends Dimensions {
  readonly tileSize: number;
}

/** One halving of the image after another; every size is rounded up, as viewers do. */
export interface Level extends Dimensions {
  /** 1, 2, 4, …: how many image pixels one pixel of the level is wide. */
  readonly scaleFactor: number;
  readonly columns: number;
  readonly rows: number;
}

/** One tile: the box of the image that it shows, and how large it shows it. */
export interface Tile {
  readonly region: Box;
  readonly size: Dimensions;
}

/** Rounded up, so that no pixel of the image is lost. */
function divideUp(value: number, divisor: number): number {
  return Math.ceil(value / divisor);
}

/** The sizes of a region or an image at a scale factor. */
export function scaleDown(size: Dimensions, scaleFactor: number): Dimensions {
  return { width: divideUp(size.width, scaleFactor), height: divideUp(size.height, scaleFactor) };
}

/** Every level from the full size (scale factor 1) down to the first that fits into one tile. */
export function levelsOf(tiling: Tiling): readonly Level[] {
  const levels: Level[] = [];
  for (let scaleFactor = 1; ; scaleFactor *= 2) {
    const size = scaleDown(tiling, scaleFactor);
    const columns = divideUp(size.width, tiling.tileSize);
    const rows = divideUp(size.height, tiling.tileSize);
    levels.push({ scaleFactor, ...size, columns, rows });
    if (columns === 1 && rows === 1) return levels;
  }
}

/** The scale factors of {@link levelsOf}. */
export function scaleFactorsOf(tiling: Tiling): readonly number[] {
  return levelsOf(tiling).map((level) => level.scaleFactor);
}

/**
 * The tile in a column and a row of a level.
 *
 * @see https://iiif.io/api/image/3.0/implementation/#3-tile-region-parameter-calculation
 */
export function tileAt(tiling: Tiling, scaleFactor: number, column: number, row: number): Tile {
  const side = tiling.tileSize * scaleFactor;
  const x = column * side;
  const y = row * side;
  const region = {
    x,
    y,
    width: Math.min(side, tiling.width - x),
    height: Math.min(side, tiling.height - y),
  };
  return { region, size: scaleDown(region, scaleFactor) };
}

/** Every tile of every level, the full size first, row by row. */
export function* tilesOf(tiling: Tiling): Generator<Tile> {
  for (const level of levelsOf(tiling)) {
    for (let row = 0; row < level.rows; row += 1) {
      for (let column = 0; column < level.columns; column += 1) {
        yield tileAt(tiling, level.scaleFactor, column, row);
      }
    }
  }
}

/** How many tiles {@link tilesOf} gives. */
export function countTiles(tiling: Tiling): number {
  return levelsOf(tiling).reduce((sum, level) => sum + level.columns * level.rows, 0);
}

/** The sizes of the whole image that a pack holds, largest first; none is larger than the image, none is there twice. */
export function listedSizes(
  tiling: Tiling,
  thumbnails: readonly string[] = THUMBNAILS,
): readonly Dimensions[] {
  const whole = { x: 0, y: 0, width: tiling.width, height: tiling.height };
  const asked = thumbnails.map((text) => {
    const size = parseSize(text, 2);
    return snapToGrid(tiling, whole, size) ?? resolveSize(size, { region: whole, ...ANY_SIZE });
  });
  const sizes = new Map<string, Dimensions>();
  for (const { width, height } of [...levelsOf(tiling), ...asked]) {
    const isSmall = Math.max(width, height) <= PYRAMID.listedUpToPx;
    if (isSmall && !isLarger({ width, height }, tiling)) sizes.set(`${width},${height}`, { width, height });
  }
  return [...sizes.values()].sort((a, b) => b.width * b.height - a.width * a.height);
}

/**
 * The size that an implied side has where a box is a tile of the grid or the whole image: a viewer asks `w,` for a
 * tile and expects the height that its grid has there, which is not always the one that keeps the aspect to the
 * pixel. Of several levels that it could mean, the one nearest to the aspect; undefined where it means none.
 */
export function snapToGrid(tiling: Tiling, region: Box, size: Size): Dimensions | undefined {
  if (size.kind !== 'width' && size.kind !== 'height') return undefined;
  const candidates = scaleFactorsOn(tiling, region)
    .map((factor) => scaleDown(region, factor))
    .filter((grid) => (size.kind === 'width' ? grid.width === size.width : grid.height === size.height));
  const distance = (grid: Dimensions) => Math.abs(grid.width * region.height - grid.height * region.width);
  return candidates.reduce<Dimensions | undefined>(
    (best, grid) => (best === undefined || distance(grid) < distance(best) ? grid : best),
    undefined,
  );
}

/**
 * The scale factors at which a box is a tile of the grid, or the whole image: where viewers and this server must
 * agree on its size to the pixel.
 */
export function scaleFactorsOn(tiling: Tiling, region: Box): readonly number[] {
  return scaleFactorsOf(tiling).filter(
    (factor) => isWhole(region, tiling) || isOnGrid(tiling, region, factor),
  );
}

/** The name of a tile or a listed size in a pack: the canonical path of 3.0, but always with `w,h`. */
export function entryName(region: Box, size: Dimensions, image: Dimensions): string {
  const box = isWhole(region, image) ? 'full' : `${region.x},${region.y},${region.width},${region.height}`;
  return `${box}/${size.width},${size.height}/0/default.jpg`;
}

function isOnGrid(tiling: Tiling, region: Box, scaleFactor: number): boolean {
  const side = tiling.tileSize * scaleFactor;
  return (
    region.x % side === 0 &&
    region.y % side === 0 &&
    region.width === Math.min(side, tiling.width - region.x) &&
    region.height === Math.min(side, tiling.height - region.y)
  );
}
