import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { Fault } from '../model/fault.ts';
import { type DirectoryPlace, parseDirectory } from './pack.ts';
import {
  countHeaders,
  endOf,
  FOLDER,
  placeOf,
  rangeReader,
  readAt,
  readEntries,
  readEntry,
  renameInPlace,
  writeAt,
} from './pack-file.ts';
import { countTiles, entryName, levelsOf, listedSizes, PYRAMID, type Tiling } from './pyramid.ts';
import type { Dimensions } from './region.ts';
import { composeRegion, JPEG_QUALITY, type PackSource } from './render.ts';
import { damaged, encodeDirectory, encodeLocalHeader, type ZipEntry } from './zip.ts';

sharp.cache(false);

/** What a pack was made with. Whatever changes a byte of it changes this. */
export const RECIPE = `iiif3-${PYRAMID.tileSizePx}-q${JPEG_QUALITY}-v1`;

export interface CutTilesOptions {
  /** The master: a local file. */
  readonly input: string;
  /** Where the pack is put, whole or not at all. */
  readonly output: string;
  /** More pixels than this are refused. */
  readonly maxPixels: number;
  readonly signal?: AbortSignal;
  /** How far the cutting is, from 0 to 1; now and then. */
  readonly onProgress?: (fraction: number) => void;
}

/** A finished pack. Sizes are those of the upright image. */
export interface CutTiles extends Tiling {
  readonly sizeBytes: number;
  readonly directoryOffset: number;
  readonly directoryBytes: number;
  readonly recipe: string;
}

/**
 * Cuts a master into a tile pack: upright, 8-bit sRGB, no metadata, transparency on white. Works beside `output`,
 * reads the whole pack back through its own index, and only then puts it in place. libvips streams the master,
 * so memory does not grow with the image; a master that lies on its side goes through a file in the system's
 * temporary folder.
 *
 * @throws Fault('bad-image') where the master cannot be decoded without a warning, Fault('too-large'), the
 * signal's reason, Fault('internal')
 */
export async function cutTiles(options: CutTilesOptions): Promise<CutTiles> {
  const partial = `${options.output}.${randomUUID()}.partial.zip`;
  let cutting: Promise<void> = Promise.resolve();
  try {
    const master = await inspect(options);
    options.signal?.throwIfAborted();
    cutting = cutGrid(master, partial);
    await watch(cutting, options, partial, countTiles(master.tiling));
    await finishPack(master, partial, options.signal);
    const pack = await readBack(partial, master.tiling, options.signal);
    await rename(partial, options.output);
    return { ...master.tiling, ...pack, recipe: RECIPE };
  } catch (thrown) {
    const tidy = cutting.catch(() => undefined).then(() => rm(partial, { force: true }));
    if (!options.signal?.aborted) await tidy;
    throw thrown;
  }
}

interface Master {
  readonly tiling: Tiling;
  /** A new pipeline over the master: upright, opaque sRGB. */
  readonly open: () => Sharp;
}

async function inspect({ input, maxPixels }: CutTilesOptions): Promise<Master> {
  const options: SharpOptions = { failOn: 'warning', limitInputPixels: maxPixels };
  const facts = await decoding(sharp(input, { failOn: 'warning', limitInputPixels: false }).metadata());
  if (facts.width * facts.height > maxPixels) {
    throw new Fault('too-large', `The image has more than ${maxPixels} pixels.`);
  }
  const { width, height } = facts.autoOrient;
  const isUpright = (facts.orientation ?? 1) === 1;
  return {
    tiling: { width, height, tileSize: PYRAMID.tileSizePx },
    open: () => {
      const upright = sharp(input, { ...options, sequentialRead: isUpright }).autoOrient();
      return (facts.hasAlpha ? upright.flatten({ background: '#ffffff' }) : upright).toColourspace('srgb');
    },
  };
}

async function cutGrid(master: Master, partial: string): Promise<void> {
  const container = { layout: 'iiif3', container: 'zip', basename: FOLDER } as const;
  const tile = { size: PYRAMID.tileSizePx, overlap: 0, ...container };
  await decoding(master.open().jpeg({ quality: JPEG_QUALITY }).tile(tile).toFile(partial));
}

/** Waits for the cutting, and says how many of the tiles are in the file. Leaves at once when told to. */
async function watch(
  cutting: Promise<void>,
  options: CutTilesOptions,
  partial: string,
  total: number,
): Promise<void> {
  const { signal, onProgress } = options;
  const ended = cutting.then(() => true);
  const tick = () => sleep(POLL_MS, false, { ref: false, ...(signal === undefined ? {} : { signal }) });
  let scanned = { at: 0, tiles: 0 };
  while (!(await Promise.race([ended, tick()]))) {
    if (onProgress === undefined) continue;
    scanned = await countHeaders(partial, scanned);
    onProgress(Math.min(scanned.tiles / total, 1));
  }
}

const POLL_MS = 500;

/**
 * Takes the folder from the name of every tile where it stands, with padding in its place so that no data moves,
 * writes the listed sizes over what libvips put after the tiles, and a directory of our own at the end.
 */
async function finishPack(master: Master, partial: string, signal: AbortSignal | undefined): Promise<void> {
  const file = await open(partial, 'r+');
  try {
    const entries: ZipEntry[] = [];
    for (const entry of await readEntries(file)) {
      signal?.throwIfAborted();
      if (entry.name.endsWith('.jpg')) entries.push(await renameInPlace(file, entry));
    }
    let end = Math.max(...entries.map(endOf));
    const source = { index: parseDirectory(encodeDirectory(entries, end)), readRange: rangeReader(file) };
    for await (const { size, jpeg } of drawSizes(master, source)) {
      signal?.throwIfAborted();
      const name = entryName({ x: 0, y: 0, ...master.tiling }, size, master.tiling);
      const plain = { flags: 0, extra: Buffer.alloc(0) };
      const entry = { name, crc32: crc32(jpeg), sizeBytes: jpeg.length, headerOffset: end, ...plain };
      entries.push(entry);
      end += await writeAt(file, Buffer.concat([encodeLocalHeader(entry), jpeg]), end);
    }
    await file.truncate(end + (await writeAt(file, encodeDirectory(entries, end), end)));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Up to this side the sizes come from the master itself, above it from a level at least twice as large. */
const REDECODE_UP_TO_PX = 4096;

/** Draws each listed size that is no tile: the largest from the master or the tiles, the others from that one. */
async function* drawSizes(
  master: Master,
  source: PackSource,
): AsyncGenerator<{ size: Dimensions; jpeg: Buffer }> {
  const { tiling } = master;
  const whole = { x: 0, y: 0, width: tiling.width, height: tiling.height };
  const wanted = listedSizes(tiling).filter((size) => !source.index.has(entryName(whole, size, tiling)));
  const [largest] = wanted;
  if (largest === undefined) return;
  const level = levelsOf(tiling).findLast((each) => longestOf(each) >= longestOf(largest) * 1.9);
  const first =
    level === undefined || longestOf(tiling) <= REDECODE_UP_TO_PX
      ? master.open().resize({ ...largest, fit: 'fill' })
      : await composeRegion(source, { region: whole, size: largest, level });
  const { data } = await decoding(first.raw().toBuffer({ resolveWithObject: true }));
  const base = sharp(data, { raw: { width: largest.width, height: largest.height, channels: 3 } });
  for (const size of wanted) {
    const resized = base.clone().resize({ width: size.width, height: size.height, fit: 'fill' });
    yield { size, jpeg: await resized.jpeg({ quality: JPEG_QUALITY }).toBuffer() };
  }
}

function longestOf(size: Dimensions): number {
  return Math.max(size.width, size.height);
}

/** Opens the pack as the server will, and proves every entry: where it lies, its checksum, and of some their pixels. */
async function readBack(
  partial: string,
  tiling: Tiling,
  signal: AbortSignal | undefined,
): Promise<DirectoryPlace & { sizeBytes: number }> {
  const file = await open(partial, 'r');
  try {
    const place = await placeOf(file);
    const index = parseDirectory(await readAt(file, place.directoryOffset, place.directoryBytes));
    if (index.width !== tiling.width || index.height !== tiling.height) throw damaged('its size');
    const entries = await readEntries(file);
    for (const [number, entry] of entries.entries()) {
      signal?.throwIfAborted();
      const jpeg = await readEntry(file, entry, index);
      const isDecoded = number === 0 || number === entries.length - 1 || entry.name.startsWith('full/');
      if (isDecoded) await decodeEntry(entry.name, jpeg);
    }
    return place;
  } finally {
    await file.close();
  }
}

async function decodeEntry(name: string, jpeg: Buffer): Promise<void> {
  const { info } = await sharp(jpeg, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true });
  if (!name.includes(`/${info.width},${info.height}/`)) throw damaged(`the picture ${name}`);
}

/** What sharp throws is the master's fault, unless the disk is to blame. */
async function decoding<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const { message } = cause instanceof Error ? cause : { message: '' };
    if (/pixel limit/i.test(message))
      throw new Fault('too-large', 'The image has too many pixels.', { cause });
    if (/no space left|unable to (create|write)|write error/i.test(message)) {
      throw new Fault('unavailable', 'The tiles could not be written: the disk may be full.', { cause });
    }
    throw new Fault('bad-image', 'The image could not be decoded to its end.', { cause });
  }
}
