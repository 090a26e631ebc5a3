import { expect } from 'chai';
import sharp from 'sharp';
import { type GrayPicture, reduceToTwoTones } from '../../image/bitonal.ts';
import { writeByHand } from '../../scripts/demo/hand.ts';
import { type Page, renderPage } from '../../scripts/demo/page.ts';
import { createRandom } from '../../scripts/demo/random.ts';

const [WIDTH, HEIGHT] = [1_000, 700];
const SCALE = { width: WIDTH, height: HEIGHT, wholePx: 1_600 };

type Light = (x: number, y: number) => number;

const LIGHTS: Readonly<Record<string, Light>> = {
  'that falls off to one side': (x) => 1 - (0.62 * x) / WIDTH,
  'that falls off to the corners': (x, y) => 1 - 1.2 * ((x / WIDTH - 0.5) ** 2 + (y / HEIGHT - 0.5) ** 2),
  'with a shade across': (x, y) => 1 - 0.5 * Math.exp(-(((x - y - 100) / 260) ** 2)),
};

describe('image/bitonal', () => {
  let paper: Uint8Array;
  let leaf: Uint8Array;
  let isInk: (at: number) => boolean;
  before(async () => {
    paper = await drawPage('');
    leaf = await drawPage(writing());
    isInk = await inkOf(writing());
  });

  /** The harmonic mean of how much of what is black is ink, and how much of the ink is black. */
  const score = (pixels: Uint8Array): number => {
    let [both, one] = [0, 0];
    for (const [at, value] of pixels.entries()) {
      if (value === 0 && isInk(at)) both += 1;
      else if (value === 0 || isInk(at)) one += 1;
    }
    return (2 * both) / (2 * both + one);
  };

  it('finds the ink of a leaf in even light', () => {
    expect(score(reduced(leaf))).to.be.above(0.95);
  });

  for (const [name, light] of Object.entries(LIGHTS)) {
    it(`finds the ink of a leaf in light ${name}, where Otsu's one threshold fails`, () => {
      const lit = shine(leaf, light);
      const found = score(reduced(lit));
      expect(found).to.be.above(0.9);
      expect(found).to.be.above(score(parted(lit, otsu(lit))) + 0.05);
    });
  }

  it('leaves blank paper blank, in any light', () => {
    for (const light of [() => 1, ...Object.values(LIGHTS).slice(0, 2)]) {
      expect(blackPart(reduced(shine(paper, light)))).to.be.below(0.003);
    }
  });

  it('keeps large solid areas solid, and white letters on them', () => {
    for (const tone of [20, 60, 90]) {
      const picture = paper.slice();
      fillBox(picture, { left: 100, top: 100, right: 700, bottom: 600 }, tone);
      fillBox(picture, { left: 300, top: 300, right: 500, bottom: 306 }, 225);
      const made = reduced(picture);
      const solid = [...made].filter((_, at) => isIn(at, { left: 102, top: 102, right: 698, bottom: 290 }));
      expect(blackPart(Uint8Array.from(solid)), `${tone}`).to.be.above(0.999);
      expect(made[303 * WIDTH + 400]).to.equal(255);
      expect(blackPart(made)).to.be.within(0.41, 0.44);
    }
  });

  it('makes a part of a page as it makes the page', () => {
    const whole = reduced(leaf);
    const half = { pixels: leaf.slice(0, WIDTH * 400), width: WIDTH, height: 400, wholePx: SCALE.wholePx };
    reduceToTwoTones(half);
    const differing = half.pixels.subarray(0, WIDTH * 370).filter((value, at) => value !== whole[at]);
    expect(differing.length / (WIDTH * 370)).to.be.below(0.001);
  });

  for (const [width, height] of [
    [1, 1],
    [1, 300],
    [300, 1],
    [5, 5],
  ] as const) {
    it(`takes a picture of ${width} by ${height} pixels`, () => {
      const pixels = new Uint8Array(width * height).fill(200);
      pixels[0] = 10;
      reduceToTwoTones({ pixels, width, height, wholePx: 3_000 });
      expect([...new Set(pixels)].every((value) => value === 0 || value === 255)).to.equal(true);
    });
  }
});

interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function isIn(at: number, { left, top, right, bottom }: Edges): boolean {
  const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
  return x >= left && x < right && y >= top && y < bottom;
}

function fillBox(pixels: Uint8Array, { left, top, right, bottom }: Edges, value: number): void {
  for (let y = top; y < bottom; y += 1) pixels.fill(value, y * WIDTH + left, y * WIDTH + right);
}

function reduced(pixels: Uint8Array): Uint8Array {
  const picture: GrayPicture = { pixels: pixels.slice(), ...SCALE };
  reduceToTwoTones(picture);
  return picture.pixels;
}

function parted(pixels: Uint8Array, limit: number): Uint8Array {
  return pixels.map((value) => (value <= limit ? 0 : 255));
}

/** The value at which the variance between what is darker and what is not is greatest, to five. */
function otsu(pixels: Uint8Array): number {
  const some = pixels.filter((_, at) => at % 37 === 0);
  const between = (limit: number) => {
    const dark = some.filter((value) => value <= limit);
    const light = some.filter((value) => value > limit);
    return dark.length * light.length * (mean(dark) - mean(light)) ** 2 || 0;
  };
  const limits = Array.from({ length: 50 }, (_, step) => step * 5);
  return limits.reduce((best, limit) => (between(limit) > between(best) ? limit : best));
}

function mean(values: Uint8Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function blackPart(pixels: Uint8Array): number {
  return pixels.filter((value) => value === 0).length / pixels.length;
}

function shine(pixels: Uint8Array, light: Light): Uint8Array {
  return pixels.map((value, at) => Math.round(value * light(at % WIDTH, Math.floor(at / WIDTH))));
}

/** Lines by hand, as SVG. */
function writing(): string {
  const hand = { sizePx: 31, lean: 0.42, tremble: 0.05, random: createRandom(7) };
  const lines = Array.from({ length: 7 }, (_, row) =>
    writeByHand('Den eersten mei begonnen met het meten van den polder', { x: 60, y: 80 + row * 90 }, hand),
  );
  return `<path d="${lines.join('')}" fill="none" stroke="#3b2a1c" stroke-width="4.5" stroke-linecap="round"/>`;
}

/** An old leaf with this on it, in gray. */
async function drawPage(art: string): Promise<Uint8Array> {
  const look = { red: 224, green: 205, blue: 168, grain: 0.05, age: 1.3, folds: [] };
  const page: Page = {
    ...{ name: 'leaf', width: WIDTH, height: HEIGHT, margin: 0, seed: 700, look, art, prints: [] },
  };
  const rows: number[] = [];
  for await (const { pixels } of renderPage(page)) {
    for (let at = 0; at < pixels.length; at += 3) rows.push(pixels[at + 1] ?? 0);
  }
  return Uint8Array.from(rows, (value) => Math.round(Math.min(255, Math.max(0, value))));
}

async function inkOf(art: string): Promise<(at: number) => boolean> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${art}</svg>`;
  const drawn = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
  return (at) => (drawn[at * 4 + 3] ?? 0) > 127;
}
