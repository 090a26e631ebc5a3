import { entryName, type Level, levelsOf, PYRAMID, type Tiling, tileAt, tilesOf } from './pyramid.ts';
import type { Box, Dimensions } from './region.ts';
import {
  damaged,
  decodeCentral,
  decodeEnd,
  END_BYTES,
  LOCAL_HEADER_BYTES,
  MAX_END_BYTES,
  type ZipEntry,
} from './zip.ts';

/**
 * The tile pack: a ZIP of stored JPEGs, each named by the canonical path of 3.0 (`{region}/{w},{h}/0/default.jpg`):
 * every tile of the grid once, and some sizes of the whole image. What serves it needs its directory alone, because
 * an entry's local header has the same name and the same extra field as its record there.
 */
export interface PackIndex extends Tiling {
  /** The sizes of the whole image that are in the pack, smallest first. */
  readonly sizes: readonly Dimensions[];
  readonly entryCount: number;
  /** Where the JPEG of an entry lies in the file. */
  find(entry: string): ByteRange | undefined;
  has(entry: string): boolean;
  /** The same by a tile's place, without a name: a picture of the whole may be of some hundred tiles. */
  tile(level: Level, column: number, row: number): ByteRange | undefined;
}

/**
 * The extra field of an entry whose name libvips wrote with a folder before it: as long as `tiles/`, so that the
 * name can be cut short without moving the data. It is the field by which Android aligns entries, aligning to one.
 */
export const NAME_PADDING = Buffer.from([0x35, 0xd9, 2, 0, 1, 0]);

export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** Where the directory of a pack lies: from there to the end of the file. */
export interface DirectoryPlace {
  readonly directoryOffset: number;
  readonly directoryBytes: number;
}

/** How many bytes of a pack's end {@link findDirectory} wants, or all if there are fewer. */
export const TAIL_BYTES = MAX_END_BYTES;

/** Where the directory lies, from the last {@link TAIL_BYTES} of the file. @throws Fault('internal') */
export function findDirectory(tail: Buffer, sizeBytes: number): DirectoryPlace {
  const { centralOffset, centralBytes } = decodeEnd(tail);
  const endBytes = sizeBytes - centralOffset - centralBytes;
  if (endBytes !== END_BYTES && endBytes !== MAX_END_BYTES) throw damaged('its end');
  return { directoryOffset: centralOffset, directoryBytes: sizeBytes - centralOffset };
}

/**
 * Reads a directory: every byte from `directoryOffset` to the end of the file. It must hold the whole grid and
 * nothing but tiles and sizes. Keeps twelve bytes a tile.
 *
 * @throws Fault('internal') on a pack that is damaged or not complete
 */
export function parseDirectory(bytes: Buffer): PackIndex {
  const end = decodeEnd(bytes);
  const endBytes = bytes.length - end.centralBytes;
  if (endBytes !== END_BYTES && endBytes !== MAX_END_BYTES) throw damaged('its end');
  const central = bytes.subarray(0, end.centralBytes);
  const entries = [...decodeCentral(central, end.entryCount)].map((entry) =>
    readEntry(entry, end.centralOffset),
  );
  const tiling = tilingOf(entries);
  const grid = createGrid(tiling);
  const sizes = new Map<string, ByteRange & Dimensions>();
  for (const { name, size, range } of entries) {
    const slot = name.region === undefined ? -1 : grid.slotOf(name.region, size);
    if (name.region === undefined) addSize(sizes, { ...size, ...range }, tiling);
    else if (!grid.put(slot, range)) throw damaged('an entry that is no tile, or there twice');
  }
  const index = createIndex(tiling, grid, sizes);
  for (const tile of tilesOf(tiling)) {
    if (!index.has(entryName(tile.region, tile.size, tiling))) throw damaged('a tile that is missing');
  }
  return { ...index, entryCount: entries.length };
}

interface EntryName {
  /** undefined for the whole image. */
  readonly region: Box | undefined;
  readonly size: Dimensions;
}

interface Entry {
  readonly name: EntryName;
  readonly size: Dimensions;
  readonly range: ByteRange;
}

const NAME = /^(?:full|(\d{1,9}),(\d{1,9}),(\d{1,9}),(\d{1,9}))\/(\d{1,9}),(\d{1,9})\/0\/default\.jpg$/;

function parseName(text: string): EntryName | undefined {
  const match = NAME.exec(text);
  if (match === null) return undefined;
  const size = { width: Number(match[5]), height: Number(match[6]) };
  if (match[1] === undefined) return { region: undefined, size };
  const region = {
    x: Number(match[1]),
    y: Number(match[2]),
    width: Number(match[3]),
    height: Number(match[4]),
  };
  return { region, size };
}

function readEntry(entry: ZipEntry, dataEnd: number): Entry {
  const name = parseName(entry.name);
  if (name === undefined) throw damaged('the name of an entry');
  const offset = entry.headerOffset + LOCAL_HEADER_BYTES + entry.name.length + entry.extra.length;
  if (entry.sizeBytes === 0 || offset + entry.sizeBytes > dataEnd) throw damaged('where an entry lies');
  return { name, size: name.size, range: { offset, length: entry.sizeBytes } };
}

/** The image's size from the tiles that reach its edges, or from the only picture where one tile is all there is. */
function tilingOf(entries: readonly Entry[]): Tiling {
  let [width, height, tileSize] = [0, 0, 0];
  for (const { name, size } of entries) {
    const box = name.region ?? { x: 0, y: 0, ...size };
    width = Math.max(width, box.x + box.width);
    height = Math.max(height, box.y + box.height);
    if (name.region !== undefined) tileSize = Math.max(tileSize, size.width, size.height);
  }
  if (width === 0 || height === 0) throw damaged('its directory, which is empty');
  return { width, height, tileSize: tileSize === 0 ? PYRAMID.tileSizePx : tileSize };
}

interface Grid {
  /** The place of a tile, or -1 if it is none. The last level is no tile of a region: it is the whole image. */
  slotOf(region: Box, size: Dimensions): number;
  /** The place of a tile on a level, or -1 if the level is not one of the grid's. */
  slotAt(level: Level, column: number, row: number): number;
  /** False if there is no such place, or something is in it. */
  put(slot: number, range: ByteRange): boolean;
  get(slot: number): ByteRange | undefined;
}

function createGrid(tiling: Tiling): Grid {
  const tiled = levelsOf(tiling).slice(0, -1);
  const starts = tiled.map((_, index) => countOf(tiled.slice(0, index)));
  const total = countOf(tiled);
  const offsets = new Float64Array(total);
  const lengths = new Uint32Array(total);
  return {
    slotOf(region, size) {
      for (const [index, level] of tiled.entries()) {
        const place = placeOn(tiling, level, { region, size });
        if (place !== undefined) return (starts[index] ?? 0) + place;
      }
      return -1;
    },
    slotAt({ scaleFactor, columns, rows }, column, row) {
      const start = starts[Math.log2(scaleFactor)];
      return start === undefined || column >= columns || row >= rows ? -1 : start + row * columns + column;
    },
    put(slot, range) {
      if (lengths[slot] !== 0) return false;
      offsets[slot] = range.offset;
      lengths[slot] = range.length;
      return true;
    },
    get(slot) {
      const length = lengths[slot];
      return length === undefined || length === 0 ? undefined : { offset: offsets[slot] ?? 0, length };
    },
  };
}

function countOf(levels: readonly Level[]): number {
  return levels.reduce((sum, level) => sum + level.columns * level.rows, 0);
}

/** The number of a tile on a level, row by row; undefined if it is not one of its tiles. */
function placeOn(
  tiling: Tiling,
  level: Level,
  { region, size }: { region: Box; size: Dimensions },
): number | undefined {
  const side = tiling.tileSize * level.scaleFactor;
  const column = region.x / side;
  const row = region.y / side;
  if (!Number.isInteger(column) || !Number.isInteger(row)) return undefined;
  if (column >= level.columns || row >= level.rows) return undefined;
  const tile = tileAt(tiling, level.scaleFactor, column, row);
  const isIt =
    tile.region.width === region.width &&
    tile.region.height === region.height &&
    tile.size.width === size.width &&
    tile.size.height === size.height;
  return isIt ? row * level.columns + column : undefined;
}

function addSize(
  sizes: Map<string, ByteRange & Dimensions>,
  size: ByteRange & Dimensions,
  image: Dimensions,
): void {
  const key = `${size.width},${size.height}`;
  const fits =
    size.width >= 1 && size.height >= 1 && size.width <= image.width && size.height <= image.height;
  if (!fits || sizes.has(key)) throw damaged('a size that cannot be, or is there twice');
  sizes.set(key, size);
}

function createIndex(
  tiling: Tiling,
  grid: Grid,
  sizes: ReadonlyMap<string, ByteRange & Dimensions>,
): Omit<PackIndex, 'entryCount'> {
  const findSize = ({ width, height }: Dimensions): ByteRange | undefined => {
    const size = sizes.get(`${width},${height}`);
    return size && { offset: size.offset, length: size.length };
  };
  const find = (entry: string): ByteRange | undefined => {
    const name = parseName(entry);
    if (name === undefined) return undefined;
    return name.region === undefined ? findSize(name.size) : grid.get(grid.slotOf(name.region, name.size));
  };
  const area = (size: Dimensions) => size.width * size.height;
  return {
    ...tiling,
    sizes: [...sizes.values()]
      .map(({ width, height }) => ({ width, height }))
      .sort((a, b) => area(a) - area(b)),
    find,
    has: (entry) => find(entry) !== undefined,
    tile(level, column, row) {
      const slot = grid.slotAt(level, column, row);
      if (slot !== -1) return grid.get(slot);
      return column === 0 && row === 0 && level.columns === 1 && level.rows === 1
        ? findSize(level)
        : undefined;
    },
  };
}
