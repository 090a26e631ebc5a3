import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Letters, openLetters } from '../demo/letters.ts';
import type { Page } from '../demo/page.ts';
import { makePamphlet } from '../demo/pamphlet.ts';
import { makePoster } from '../demo/poster.ts';
import { makeScans } from '../demo/scan-files.ts';
import type { FileForm, Work } from '../demo/works.ts';

/** How much there is to serve. */
export interface Amount {
  /** Width and height of the poster. */
  readonly poster: readonly [number, number];
  readonly page: readonly [number, number];
  readonly pages: number;
}

/** A poster of 88 megapixels, prime on both sides so that every edge tile is a partial one, and pages of 5.6. */
export const FULL: Amount = { poster: [7_919, 11_113], page: [2_003, 2_801], pages: 200 };
export const QUICK: Amount = { poster: [1_511, 2_111], page: [601, 809], pages: 3 };

/** Folders with the scans of one item each. */
export interface BenchScans {
  readonly poster: string;
  readonly pages: string;
}

/** What an item must have to be published. */
export const DESCRIPTION = {
  kind: 'poster',
  label: { en: ['For measuring'] },
  summary: { en: ['Made by npm run bench.'] },
  rights: 'https://creativecommons.org/publicdomain/mark/1.0/',
  requiredStatement: { en: ['No archive holds this.'] },
} as const;

/** 24 bits a pixel. */
export const PLAIN: FileForm = { bits: 8, grey: false, wide: false, ppi: 300 };

/**
 * Makes the demonstration's poster as a 24-bit TIFF, larger than it is there, and one of its pages as so many JPEGs.
 * These differ in a comment alone, which makes them different scans, each with a pack of its own.
 */
export async function makeBenchScans(
  dir: string,
  amount: Amount,
  say: (line: string) => void,
): Promise<BenchScans> {
  const letters = await openLetters();
  const make = async (reference: string, page: Page): Promise<string> => {
    const work: Work = { ...DESCRIPTION, reference, pages: () => [{ page, form: PLAIN }] };
    const made = await makeScans(work, { dir, letters }, (name) => say(`Making ${name}`));
    return made.dir;
  };
  const [, , , page] = makePamphlet(letters);
  if (page === undefined) throw new Error('The demonstration has lost its pages.');
  const posterDir = await make('BENCH-POSTER', posterOf(letters, 'BENCH-POSTER', amount.poster));
  const pageDir = await make('BENCH-PAGE', enlarge(page.page, 'BENCH-PAGE', amount.page));
  const pages = join(dir, `pages-${amount.pages}`);
  await copyPages(join(pageDir, 'BENCH-PAGE.tif'), pages, amount.pages);
  return { poster: posterDir, pages };
}

/** The demonstration's poster, so large. */
export function posterOf(letters: Letters, name: string, size: readonly [number, number]): Page {
  const [poster] = makePoster(letters);
  if (poster === undefined) throw new Error('The demonstration has lost its poster.');
  return enlarge(poster.page, name, size);
}

const GRAIN = 0.3;

/** The same page, drawn larger or smaller, on smoother paper. */
function enlarge(page: Page, name: string, [width, height]: readonly [number, number]): Page {
  const [acrossBy, downBy] = [width / page.width, height / page.height];
  return {
    ...page,
    name,
    // A print as rough as the demonstration's would make tiles half as large again as those of scans are.
    look: { ...page.look, grain: page.look.grain * GRAIN },
    width,
    height,
    margin: Math.round(page.margin * acrossBy),
    art: `<g transform="scale(${acrossBy} ${downBy})">${page.art}</g>`,
    prints: page.prints.map((print) => ({
      ...print,
      x: Math.round(print.x * acrossBy),
      y: Math.round(print.y * downBy),
      width: Math.round(print.width * acrossBy),
      height: Math.round(print.height * downBy),
    })),
  };
}

async function copyPages(tiff: string, dir: string, count: number): Promise<void> {
  await mkdir(dir, { recursive: true });
  const jpeg = await sharp(await readFile(tiff))
    .withDensity(300)
    .keepIccProfile()
    .jpeg({ quality: 90 })
    .toBuffer();
  for (let number = 1; number <= count; number += 1) {
    const name = `page-${String(number).padStart(4, '0')}.jpg`;
    await writeFile(join(dir, name), withComment(jpeg, name));
  }
}

/** @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf B.2.4.5: a comment may stand right after the start of image. */
function withComment(jpeg: Buffer, comment: string): Buffer {
  const text = Buffer.from(comment, 'latin1');
  const marker = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), marker, text, jpeg.subarray(2)]);
}
