import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import type { PackSource } from '../../image/render.ts';
import { openLetters } from '../../scripts/demo/letters.ts';
import { readPixels } from '../fixtures/compare-pictures.ts';
import { cutPack, drawFrom } from '../fixtures/cut-pack.ts';
import { type Pixels, writeTiff } from '../fixtures/make-tiffs.ts';
import { LANCZOS3, lumaOf, type Plane, psnr, resample, ssim } from '../fixtures/resample.ts';

const [WIDTH, HEIGHT] = [1_800, 1_300];
const PAPER = 210;

/**
 * What a page of text and lines must come to, against Lanczos from the master: the tiles' JPEG and the halving of
 * the levels are in these figures, so at 25 per cent, which is a level as it stands, they are lowest.
 */
const LEAST = [
  { width: 450, psnr: 29.5, ssim: 0.96 },
  { width: 666, psnr: 33, ssim: 0.985 },
  { width: 910, psnr: 38, ssim: 0.994 },
  { width: 1_200, psnr: 39, ssim: 0.994 },
];

describe('the quality of pictures made smaller (image/render)', () => {
  let folder = '';
  let master: Pixels;
  let source: PackSource;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recto-quality-'));
    master = await drawText();
    const input = await writeTiff(join(folder, 'text.tif'), master);
    source = await cutPack(input);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const render = async (width: number): Promise<Plane> => {
    return lumaOf(await readPixels(await drawFrom(source, `full/${width},/0/default.png`)));
  };

  for (const least of LEAST) {
    it(`shows text at ${Math.round((100 * least.width) / WIDTH)} % as Lanczos from the master does`, async () => {
      const made = await render(least.width);
      const reference = resample(lumaOf(master), made.width, made.height, LANCZOS3);
      expect(psnr(made, reference)).to.be.above(least.psnr);
      expect(ssim(made, reference)).to.be.above(least.ssim);
      // Pixels picked out, or mixed of the nearest ones alone, would not do.
      const picked = pick(lumaOf(master), made.width, made.height);
      expect(psnr(picked, reference)).to.be.below(least.psnr - 4);
      expect(ssim(picked, reference)).to.be.below(least.ssim - 0.02);
    });
  }

  it('puts no brighter halo beside black lines than JPEG does, and less than Lanczos of three lobes', async () => {
    const made = await render(666);
    const reference = resample(lumaOf(master), made.width, made.height, LANCZOS3);
    expect(brightest(made) - PAPER).to.be.below(30);
    expect(brightest(reference) - PAPER).to.be.above(40);
    for (const { width } of LEAST)
      expect(brightest(await render(width)) - PAPER, `at ${width}`).to.be.below(30);
  });
});

function brightest({ data }: Plane): number {
  return data.reduce((most, value) => Math.max(most, value), 0);
}

/** The nearest pixel for each. */
function pick(plane: Plane, width: number, height: number): Plane {
  const at = (_: unknown, place: number) => {
    const x = Math.floor((((place % width) + 0.5) * plane.width) / width);
    const y = Math.floor(((Math.floor(place / width) + 0.5) * plane.height) / height);
    return plane.data[y * plane.width + x] ?? 0;
  };
  return { width, height, data: Float64Array.from({ length: width * height }, at) };
}

/** Lines of type from small to large and rules from thin to thick, black on paper that is not quite white. */
async function drawText(): Promise<Pixels> {
  const letters = await openLetters();
  const words = 'De avondschool aan de haven telt dit jaar honderd en twaalf leerlingen';
  const lines = Array.from({ length: 18 }, (_, row) =>
    letters.line(words, { x: 60, y: 80 + row * 65, sizePx: 18 + row * 1.6, fill: '#181818' }),
  );
  const rules = Array.from(
    { length: 8 },
    (_, rule) => `<rect x="${1_500 + rule * 30}" y="40" width="${1 + rule}" height="1200" fill="#000"/>`,
  );
  const paper = `<rect width="100%" height="100%" fill="rgb(${PAPER},${PAPER},${PAPER})"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${paper}${lines.join('')}${rules.join('')}</svg>`;
  return {
    width: WIDTH,
    height: HEIGHT,
    data: await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer(),
  };
}
