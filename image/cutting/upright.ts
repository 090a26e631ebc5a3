import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { decoding } from '../decode-fault.ts';
import { copyInto, writeAt } from '../pack-file.ts';
import { encodeTiffHead } from '../plain-tiff.ts';
import type { Dimensions } from '../region.ts';

/** How a picture that is not stored upright is read. */
export interface Turn {
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
export const TURNS: ReadonlyMap<number, Turn> = new Map([
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
export async function standUpright(
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
export const VIPS_HEADER_BYTES = 64;
