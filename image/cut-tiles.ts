import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp';
import { Fault } from '../model/fault.ts';
import type { LabSamples } from '../model/lab-samples.ts';
import { decodeFault } from './decode-fault.ts';
import { writeLabAsRgb } from './lab-file.ts';
import { type DirectoryPlace, parseDirectory } from './pack.ts';
import {
  copyInto,
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
import { encodeTiffHead } from './plain-tiff.ts';
import { countTiles, entryName, levelsOf, listedSizes, PYRAMID, type Tiling } from './pyramid.ts';
import type { Dimensions } from './region.ts';
import { composeRegion, JPEG_QUALITY, type PackSource } from './render.ts';
import { watchCutting } from './watch-cutting.ts';
import { damaged, encodeDirectory, encodeLocalHeader, type ZipEntry } from './zip.ts';

sharp.cache(false);

/** What a pack was made with. Whatever changes a byte of it changes this. */
export const RECIPE = `iiif3-${PYRAMID.tileSizePx}-q${JPEG_QUALITY}-v2`;

export interface CutTilesOptions {
  /** The master: a local file. */
  readonly input: string;
  /** Set where `input` says RGB and its samples are L*a*b*: a copy made for it, since libvips cannot read them. */
  readonly lab?: LabSamples | undefined;
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
 * so memory does not grow with the image; a master that is not upright goes through two files beside `output`, three
 * bytes a pixel each, and one whose L*a*b* we read ourselves through two more of at most eleven in all.
 *
 * @throws Fault('bad-image') where the master cannot be decoded without a warning, Fault('too-large'), the
 * signal's reason, Fault('internal')
 */
export async function cutTiles(options: CutTilesOptions): Promise<CutTiles> {
  const scratch = `${options.output}.${randomUUID()}.partial`;
  const partial = join(scratch, 'pack.zip');
  let cutting: Promise<void> = Promise.resolve();
  await mkdir(scratch);
  try {
    const master = await inspect(options, scratch);
    options.signal?.throwIfAborted();
    cutting = cutGrid(master, partial);
    await watchCutting(cutting, { ...options, partial, total: countTiles(master.tiling) });
    await finishPack(master, partial, options.signal);
    const pack = await readBack(partial, master.tiling, options.signal);
    await rename(partial, options.output);
    return { ...master.tiling, ...pack, recipe: RECIPE };
  } finally {
    // libvips cannot be told to stop: what it still writes after an abort is removed when it has ended.
    const ended = cutting.catch(() => undefined);
    const tidied = ended.then(() => rm(scratch, { recursive: true, force: true }));
    if (!options.signal?.aborted) await tidied;
  }
}

interface Master {
  readonly tiling: Tiling;
  /** A new pipeline over the master: upright, opaque sRGB. */
  readonly open: () => Sharp;
}

async function inspect(options: CutTilesOptions, scratch: string): Promise<Master> {
  const { input, maxPixels, signal, lab } = options;
  const facts = await decoding(sharp(input, { failOn: 'warning', limitInputPixels: false }).metadata());
  if (facts.width * facts.height > maxPixels) {
    throw new Fault('too-large', `The image has more than ${maxPixels} pixels.`);
  }
  const strict: SharpOptions = { failOn: 'warning', limitInputPixels: maxPixels };
  const path = lab === undefined ? input : await readLab({ ...options, lab }, facts, scratch);
  const isTransparent = facts.hasAlpha && lab === undefined;
  const openMaster = () => {
    const master = sharp(path, strict);
    return (isTransparent ? master.flatten({ background: '#ffffff' }) : master).toColourspace('srgb');
  };
  const { width, height } = facts.autoOrient;
  const tiling = { width, height, tileSize: PYRAMID.tileSizePx };
  const turn = TURNS.get(facts.orientation ?? 1);
  if (turn === undefined) return { tiling, open: openMaster };
  const upright = await standUpright(openMaster(), { ...tiling, ...turn, signal }, scratch);
  return { tiling, open: () => sharp(upright, strict) };
}

/** The samples as they are, into a file; then, by what they mean, into another. */
async function readLab(
  { input, lab, signal }: CutTilesOptions & { lab: LabSamples },
  { width, height, channels }: Metadata,
  scratch: string,
): Promise<string> {
  const samples = join(scratch, 'lab.v');
  const result = join(scratch, 'lab.tif');
  const plain = sharp(input, { failOn: 'warning', limitInputPixels: false, ignoreIcc: true });
  await decoding(plain.toColourspace(lab.bits === 16 ? 'rgb16' : 'srgb').toFile(samples));
  const from = { path: samples, offset: VIPS_HEADER_BYTES, width, height, coding: lab };
  await writeLabAsRgb({ ...from, channels: channels === 4 ? 4 : 3 }, result, signal);
  await rm(samples);
  return result;
}

interface Turn {
  readonly across: boolean;
  readonly fromEnd: boolean;
  readonly turn: (strip: Sharp) => Sharp;
}

/**
 * Where the strip of an upright picture that begins `top` rows down lies in a picture stored under an orientation,
 * and how it is turned to fit. A mirroring comes before the turn.
 *
 * TIFF 6.0, section 8: Orientation.
 */
const TURNS: ReadonlyMap<number, Turn> = new Map([
  [2, { across: false, fromEnd: false, turn: (strip) => strip.flop() }],
  [3, { across: false, fromEnd: true, turn: (strip) => strip.rotate(180) }],
  [4, { across: false, fromEnd: true, turn: (strip) => strip.flip() }],
  [5, { across: true, fromEnd: false, turn: (strip) => strip.flop().rotate(270) }],
  [6, { across: true, fromEnd: false, turn: (strip) => strip.rotate(90) }],
  [7, { across: true, fromEnd: true, turn: (strip) => strip.flop().rotate(90) }],
  [8, { across: true, fromEnd: true, turn: (strip) => strip.rotate(270) }],
]);

/**
 * Turns a picture a strip at a time: through a tiled TIFF, from which any part can be read, into a plain one. Left to
 * itself sharp would hold the whole of it in memory (it does not pass `sequentialRead: false` on).
 */
async function standUpright(
  master: Sharp,
  upright: Dimensions & Turn & { signal: AbortSignal | undefined },
  scratch: string,
): Promise<string> {
  const tiled = join(scratch, 'tiled.tif');
  const strip = join(scratch, 'strip.v');
  const result = join(scratch, 'upright.tif');
  const tile = { tile: true, tileWidth: STRIP_PX, tileHeight: STRIP_PX };
  await decoding(master.tiff({ compression: 'none', bigtiff: true, ...tile }).toFile(tiled));

  const file = await open(result, 'w');
  try {
    let end = await writeAt(file, encodeTiffHead(upright), 0);
    for (let top = 0; top < upright.height; top += STRIP_PX) {
      upright.signal?.throwIfAborted();
      const thick = Math.min(STRIP_PX, upright.height - top);
      const start = upright.fromEnd ? upright.height - top - thick : top;
      const box = upright.across
        ? { left: start, top: 0, width: thick, height: upright.width }
        : { left: 0, top: start, width: upright.width, height: thick };
      const part = sharp(tiled, { limitInputPixels: false }).extract(box);
      await decoding(upright.turn(part).toFile(strip));
      const pixels = { offset: VIPS_HEADER_BYTES, length: upright.width * thick * 3 };
      end += await copyInto(file, end, { path: strip, ...pixels });
    }
  } finally {
    await file.close();
  }
  await rm(tiled);
  return result;
}

const STRIP_PX = 128;
/** A `.v` file is this header and then the pixels, row by row. */
const VIPS_HEADER_BYTES = 64;

async function cutGrid(master: Master, partial: string): Promise<void> {
  const container = { layout: 'iiif3', container: 'zip', basename: FOLDER } as const;
  const tile = { size: PYRAMID.tileSizePx, overlap: 0, ...container };
  await decoding(master.open().jpeg({ quality: JPEG_QUALITY }).tile(tile).toFile(partial));
}

/**
 * Takes the folder from the name of every tile where it stands, with padding in its place so that no data moves,
 * writes the listed sizes over what libvips put after the tiles, and a directory of our own at the end.
 */
async function finishPack(master: Master, partial: string, signal: AbortSignal | undefined): Promise<void> {
  const file = await open(partial, 'r+');
  try {
    const entries: ZipEntry[] = [];
    // A tile of one pixel is its own next level, under the same name: the first, of the full size, is kept.
    const seen = new Set<string>();
    for (const entry of await readEntries(file)) {
      signal?.throwIfAborted();
      if (!entry.name.endsWith('.jpg') || seen.has(entry.name)) continue;
      seen.add(entry.name);
      entries.push(await renameInPlace(file, entry));
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

async function decoding<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw decodeFault(cause);
  }
}
