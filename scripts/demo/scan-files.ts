import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { buildWideGamutProfile } from './icc.ts';
import type { Letters } from './letters.ts';
import { type Page, renderPage } from './page.ts';
import { openTiff } from './tiff-file.ts';
import type { FileForm, Work, WorkPage } from './works.ts';

/** Raised whenever the same recipe would make other bytes, so that old files are not taken for new ones. */
const RECIPE = 1;

/** A folder with the scans of a work. */
export interface MadeWork {
  readonly dir: string;
  readonly files: number;
  /** How many of them had to be made. */
  readonly made: number;
}

/**
 * Makes the scans of a work as TIFFs, unless an earlier run did: the same bytes every time on one machine, so that
 * sending them again changes nothing.
 */
export async function makeScans(
  work: Work,
  place: { readonly dir: string; readonly letters: Letters },
  tell: (name: string, place: number, of: number) => void,
): Promise<MadeWork> {
  const dir = join(place.dir, `v${RECIPE}`, work.reference);
  await mkdir(dir, { recursive: true });
  const pages = work.pages(place.letters);
  let made = 0;
  for (const [index, page] of pages.entries()) {
    const path = join(dir, `${page.page.name}.tif`);
    if (
      await stat(path).then(
        (facts) => facts.isFile(),
        () => false,
      )
    )
      continue;
    tell(`${page.page.name}.tif`, index + 1, pages.length);
    await rm(`${path}.part`, { force: true });
    await writeScan(page, `${path}.part`, place.dir);
    await rename(`${path}.part`, path);
    made += 1;
  }
  return { dir, files: pages.length, made };
}

async function writeScan({ page, form }: WorkPage, path: string, cacheDir: string): Promise<void> {
  if (form.wide) await writeWide(page, form, { path, cacheDir });
  else await writePlain(page, form, path);
}

async function writePlain(page: Page, form: FileForm, path: string): Promise<void> {
  const file = await openTiff(path, {
    width: page.width,
    height: page.height,
    bits: form.bits,
    samples: form.grey ? 1 : 3,
    ppi: form.ppi,
    description: page.name,
    ...(form.grey ? {} : { icc: await srgbProfile() }),
  });
  for await (const band of renderPage(page)) await file.write(encode(band.pixels, form));
  await file.close();
}

function encode(pixels: Float32Array, form: FileForm): Uint8Array {
  const samples = form.grey ? toGrey(pixels) : pixels;
  if (form.bits === 8) {
    const bytes = Uint8ClampedArray.from(samples);
    return new Uint8Array(bytes.buffer);
  }
  const words = Uint16Array.from(samples, (value) => Math.min(65_535, Math.max(0, Math.round(value * 257))));
  return new Uint8Array(words.buffer);
}

function toGrey(pixels: Float32Array): Float32Array {
  return Float32Array.from({ length: pixels.length / 3 }, (_, pixel) => {
    const at = pixel * 3;
    return 0.2126 * (pixels[at] ?? 0) + 0.7152 * (pixels[at + 1] ?? 0) + 0.0722 * (pixels[at + 2] ?? 0);
  });
}

async function srgbProfile(): Promise<Uint8Array> {
  const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: 'white' } });
  const { icc } = await sharp(await dot.withIccProfile('srgb').png().toBuffer()).metadata();
  return icc ?? new Uint8Array();
}

/** These pages are small enough to be held whole: libvips turns them into the wide space and packs them. */
async function writeWide(
  page: Page,
  form: FileForm,
  place: { readonly path: string; readonly cacheDir: string },
): Promise<void> {
  const profile = join(place.cacheDir, 'wide-gamut.icc');
  await writeFile(profile, buildWideGamutProfile());
  const pixels = Buffer.alloc(page.width * page.height * 3);
  let at = 0;
  for await (const band of renderPage(page)) {
    const bytes = encode(band.pixels, form);
    pixels.set(bytes, at);
    at += bytes.length;
  }
  await sharp(pixels, { raw: { width: page.width, height: page.height, channels: 3 } })
    .withIccProfile(profile)
    .tiff({ compression: 'lzw', predictor: 'horizontal', xres: form.ppi / 25.4, yres: form.ppi / 25.4 })
    .toFile(place.path);
}
