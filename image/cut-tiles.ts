import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { finishPack } from './cutting/finish.ts';
import { type Master, type MasterOptions, openMaster } from './cutting/master.ts';
import { provePack } from './cutting/proof.ts';
import { decoding } from './decode-fault.ts';
import { FOLDER } from './pack-file.ts';
import { countTiles, PYRAMID, type Tiling } from './pyramid.ts';
import { JPEG_QUALITY } from './render.ts';
import { watchCutting } from './watch-cutting.ts';

sharp.cache(false);

/** Of the tiles. Optimised coding would take half as long again for 7 % fewer bytes (docs/decisions/0012). */
const JPEG = { quality: JPEG_QUALITY, optimiseCoding: false } as const;

/** What a pack was made with. Whatever changes a byte of it changes this. */
export const RECIPE = `iiif3-${PYRAMID.tileSizePx}-q${JPEG_QUALITY}-v2`;

export interface CutTilesOptions extends MasterOptions {
  /** Where the pack is put, whole or not at all. */
  readonly output: string;
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
    const master = await openMaster(options, scratch);
    options.signal?.throwIfAborted();
    cutting = cutGrid(master, partial);
    await watchCutting(cutting, { ...options, partial, total: countTiles(master.tiling) });
    const proved = await finishPack(master, partial, options.signal);
    const pack = await provePack(partial, master.tiling, { signal: options.signal, proved });
    await rename(partial, options.output);
    return { ...master.tiling, ...pack, recipe: RECIPE };
  } finally {
    // libvips cannot be told to stop: what it still writes after an abort is removed when it has ended.
    const ended = cutting.catch(() => undefined);
    const tidied = ended.then(() => rm(scratch, { recursive: true, force: true }));
    if (!options.signal?.aborted) await tidied;
  }
}

async function cutGrid(master: Master, partial: string): Promise<void> {
  const container = { layout: 'iiif3', container: 'zip', basename: FOLDER } as const;
  const tile = { size: PYRAMID.tileSizePx, overlap: 0, ...container };
  await decoding(master.open().jpeg(JPEG).tile(tile).toFile(partial));
}
