import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { encodeTiffHead } from '../../image/plain-tiff.ts';
import type { Dimensions } from '../../image/region.ts';
import { DESCRIPTION, PLAIN, posterOf } from '../bench/scans.ts';
import { openLetters } from '../demo/letters.ts';
import { makeScans } from '../demo/scan-files.ts';
import { FORMS, type FormName, type IngestOptions } from './options.ts';

/** A TIFF to be cut. */
export interface BenchMaster extends Dimensions {
  readonly name: string;
  readonly path: string;
  readonly isBig: boolean;
}

/** The shape of the poster of the other benchmark. */
const SHAPE = 7_919 / 11_113;
/** Where the pixels of the demonstration's TIFFs begin: row after row, as `encodeTiffHead` tells of its own. */
const PIXELS_AT = 8;
const ROWS_AT_ONCE = 64;

/** Makes the TIFFs that are asked for, unless an earlier run did. */
export async function makeMasters(
  options: IngestOptions,
  dir: string,
  say: (line: string) => void,
): Promise<readonly BenchMaster[]> {
  const size = sizeOf(options.megapixels);
  const letters = await openLetters();
  const name = `BENCH-${size.width}x${size.height}`;
  const page = posterOf(letters, name, [size.width, size.height]);
  const work = { ...DESCRIPTION, reference: name, pages: () => [{ page, form: PLAIN }] };
  const made = await makeScans(work, { dir, letters }, () => say(`Drawing a poster of ${megapixels(size)}`));
  const poster = join(made.dir, `${name}.tif`);
  const masters: BenchMaster[] = [];
  for (const form of options.forms) {
    const path = form === 'strips' ? poster : join(made.dir, `${form}.tif`);
    if (form !== 'strips') await once(path, (to) => writeForm(poster, form, to));
    masters.push({ ...size, path, name: `${megapixels(size)}, ${FORMS[form]}`, isBig: false });
  }
  if (options.bigMegapixels !== undefined) {
    const big = sizeOf(options.bigMegapixels);
    const path = join(dir, `big-${big.width}x${big.height}-of-${size.width}x${size.height}.tif`);
    await once(path, (to) => {
      say(`Writing a BigTIFF of ${megapixels(big)}`);
      return repeat({ ...size, path: poster }, big, to);
    });
    masters.push({ ...big, path, name: `${megapixels(big)}, BigTIFF`, isBig: true });
  }
  return masters;
}

/** Odd on both sides, so that every edge tile is a partial one. */
function sizeOf(megapixels: number): Dimensions {
  const odd = (side: number) => Math.floor(side / 2) * 2 + 1;
  const height = odd(Math.sqrt((megapixels * 1e6) / SHAPE));
  return { width: odd(height * SHAPE), height };
}

function megapixels({ width, height }: Dimensions): string {
  return `${Math.round((width * height) / 1e6)} MP`;
}

async function once(path: string, make: (to: string) => Promise<void>): Promise<void> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  await rm(`${path}.part`, { force: true });
  await make(`${path}.part`);
  await rename(`${path}.part`, path);
}

async function writeForm(from: string, form: Exclude<FormName, 'strips'>, to: string): Promise<void> {
  const tile = { tile: true, tileWidth: 256, tileHeight: 256 } as const;
  const look = {
    tiles: { compression: 'none', ...tile },
    lzw: { compression: 'lzw', predictor: 'horizontal' },
    deflate: { compression: 'deflate', predictor: 'horizontal' },
    jpeg: { compression: 'jpeg', quality: 95, ...tile },
  } as const;
  await mkdir(join(to, '..'), { recursive: true });
  await sharp(from, { limitInputPixels: false }).keepIccProfile().tiff(look[form]).toFile(to);
}

/** Writes a larger picture of the same one again and again, side by side and below one another. */
async function repeat(from: Dimensions & { path: string }, to: Dimensions, path: string): Promise<void> {
  const source = await open(from.path, 'r');
  const target = await open(path, 'w');
  try {
    const row = Buffer.alloc(from.width * 3);
    const rows = Buffer.alloc(to.width * 3 * ROWS_AT_ONCE);
    await target.appendFile(encodeTiffHead(to));
    for (let top = 0; top < to.height; top += ROWS_AT_ONCE) {
      const count = Math.min(ROWS_AT_ONCE, to.height - top);
      for (let y = 0; y < count; y += 1) {
        await readRow(source, row, (top + y) % from.height);
        fill(rows.subarray(y * to.width * 3, (y + 1) * to.width * 3), row);
      }
      await target.appendFile(rows.subarray(0, count * to.width * 3));
    }
  } finally {
    await source.close();
    await target.close();
  }
}

async function readRow(file: FileHandle, row: Buffer, y: number): Promise<void> {
  await file.read(row, 0, row.length, PIXELS_AT + y * row.length);
}

function fill(line: Buffer, row: Buffer): void {
  for (let at = 0; at < line.length; at += row.length) row.copy(line, at);
}
