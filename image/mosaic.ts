import { Fault } from '../model/fault.ts';
import type { ByteRange, PackIndex } from './pack.ts';
import { type Level, levelsOf } from './pyramid.ts';
import type { Box, Dimensions } from './region.ts';

/** The tiles that a region touches on one level, row by row, and where in their picture the region lies. */
export interface Mosaic {
  readonly ranges: readonly ByteRange[];
  /** How many tiles stand in a row. */
  readonly across: number;
  /** The picture that they make together, in pixels of the level. */
  readonly size: Dimensions;
  /** The region in it. Off the grid of the level it is widened to whole pixels. */
  readonly crop: Box;
}

/** The smallest level on which the region has at least as many pixels as are wanted; the full size failing that. */
export function levelFor(region: Box, size: Dimensions, index: PackIndex): Level {
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

/** Which tiles show a region on a level. @throws Fault('internal') where the pack misses one */
export function mosaicOf(region: Box, level: Level, index: PackIndex): Mosaic {
  const { tileSize } = index;
  const box = boxOn(level, region);
  const first = { column: Math.floor(box.x / tileSize), row: Math.floor(box.y / tileSize) };
  const end = {
    column: Math.ceil((box.x + box.width) / tileSize),
    row: Math.ceil((box.y + box.height) / tileSize),
  };
  const ranges: ByteRange[] = [];
  for (let row = first.row; row < end.row; row += 1) {
    for (let column = first.column; column < end.column; column += 1) {
      ranges.push(rangeOf(index, level, column, row));
    }
  }
  const left = first.column * tileSize;
  const top = first.row * tileSize;
  return {
    ranges,
    across: end.column - first.column,
    size: {
      width: Math.min(end.column * tileSize, level.width) - left,
      height: Math.min(end.row * tileSize, level.height) - top,
    },
    crop: { x: box.x - left, y: box.y - top, width: box.width, height: box.height },
  };
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
  const range = index.tile(level, column, row);
  if (range === undefined) throw new Fault('internal', 'The tile pack misses a tile.');
  return range;
}
