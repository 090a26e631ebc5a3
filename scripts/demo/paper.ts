import { createNoise, createRandom, type Field, sampleSmooth } from './random.ts';

/** How a sheet looks after a hundred years. */
export interface PaperLook {
  /** 0–255. */
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  /** Strength of fibres, about 0.02 for smooth paper and 0.06 for pulp. */
  readonly grain: number;
  /** Strength of clouds and stains. */
  readonly age: number;
  readonly folds: readonly { readonly axis: 'x' | 'y'; readonly at: number }[];
}

/** Paper as a factor on its colour. */
export interface Paper {
  readonly look: PaperLook;
  /** Factors of fibre and pulp, `GRAIN_SIZE` squared, repeated over the sheet. */
  readonly grain: Float32Array;
  /** Fills a row with what changes slowly: age, stains, light, folds. */
  fillRow(row: Float32Array, y: number): void;
}

/** What changes slowly is worked out once for so many pixels. */
const COARSE = 8;

/** A power of two: repeating it costs one `&`. */
export const GRAIN_SIZE = 1024;

/** A sheet of `width` × `height` pixels. */
export function createPaper(
  look: PaperLook,
  sheet: { readonly width: number; readonly height: number; readonly seed: number },
): Paper {
  const { width, height, seed } = sheet;
  const clouds = createNoise(seed, { width: 128, height: 180 }, { cells: 5, octaves: 5 });
  const stains = makeStains(seed + 1);
  return Object.freeze({
    look,
    grain: makeGrain(look.grain, seed),
    fillRow(row: Float32Array, y: number) {
      const v = y / height;
      const foldY = foldsAt(look, 'y', v);
      let next = slowFactor(0, v, { clouds, stains, age: look.age });
      for (let x = 0; x < width; x += COARSE) {
        const from = next;
        next = slowFactor((x + COARSE) / width, v, { clouds, stains, age: look.age });
        for (let step = 0; step < COARSE && x + step < width; step += 1) {
          row[x + step] = from + ((next - from) * step) / COARSE + foldY;
        }
      }
      addFolds(row, look, width);
    },
  });
}

function slowFactor(
  u: number,
  v: number,
  sheet: { readonly clouds: Field; readonly stains: Field; readonly age: number },
): number {
  const near = Math.min(u, v, 1 - u, 1 - v);
  const yellowed = near < 0.12 ? (0.12 - near) ** 2 * 9 : 0;
  const light = 0.05 * ((u - 0.5) ** 2 + (v - 0.5) ** 2);
  const cloud = sampleSmooth(sheet.clouds, u * 127, v * 179);
  const stain = sampleSmooth(sheet.stains, u * (STAIN_SIZE - 1), v * (STAIN_SIZE - 1));
  return 1 + sheet.age * (0.05 * cloud - stain - yellowed) - light;
}

const STAIN_SIZE = 400;

/** Damp that came and dried: rings and spots. */
function makeStains(seed: number): Field {
  const random = createRandom(seed);
  const rings = Array.from({ length: 5 }, () => ({ x: random(), y: random(), r: 0.03 + random() * 0.15 }));
  const spots = Array.from({ length: 40 }, () => ({
    x: random(),
    y: random(),
    r: 0.0015 + random() ** 3 * 0.007,
  }));
  const values = new Float32Array(STAIN_SIZE * STAIN_SIZE);
  for (let place = 0; place < values.length; place += 1) {
    const u = (place % STAIN_SIZE) / (STAIN_SIZE - 1);
    const v = Math.floor(place / STAIN_SIZE) / (STAIN_SIZE - 1);
    let value = 0;
    for (const ring of rings) value += 0.045 * ringAt(Math.hypot(u - ring.x, v - ring.y) / ring.r);
    for (const spot of spots)
      value += 0.1 * Math.max(0, 1 - (Math.hypot(u - spot.x, v - spot.y) / spot.r) ** 2);
    values[place] = value;
  }
  return { width: STAIN_SIZE, height: STAIN_SIZE, values };
}

/** Darkest at its rim, where the damp left what it carried. */
function ringAt(distance: number): number {
  const rim = Math.exp(-(((distance - 0.97) * 22) ** 2));
  return distance > 1.2 ? 0 : rim + (distance < 0.97 ? 0.3 * distance : 0);
}

function makeGrain(strength: number, seed: number): Float32Array {
  const random = createRandom(seed + 2);
  const grain = new Float32Array(GRAIN_SIZE * GRAIN_SIZE);
  for (let place = 0; place < grain.length; place += 1) {
    grain[place] = 1 + strength * (random() + random() - 1) * 0.8;
  }
  for (let fibre = 0; fibre < 5_000; fibre += 1) drawFibre(grain, random, strength);
  return grain;
}

/** A fibre wanders over the edge and comes back on the other side, so that no seam shows. */
function drawFibre(grain: Float32Array, random: () => number, strength: number): void {
  let x = random() * GRAIN_SIZE;
  let y = random() * GRAIN_SIZE;
  let angle = random() * Math.PI * 2;
  const tone = 1 + strength * (random() < 0.6 ? -1.6 : 1.1) * random();
  for (let step = 12 + random() * 50; step > 0; step -= 1) {
    const at = (Math.floor(y) & (GRAIN_SIZE - 1)) * GRAIN_SIZE + (Math.floor(x) & (GRAIN_SIZE - 1));
    grain[at] = (grain[at] ?? 1) * tone;
    angle += (random() - 0.5) * 0.35;
    x += Math.cos(angle);
    y += Math.sin(angle);
  }
}

function foldsAt(look: PaperLook, axis: 'x' | 'y', place: number): number {
  let factor = 0;
  for (const fold of look.folds) {
    if (fold.axis !== axis) continue;
    const distance = (place - fold.at) * 900;
    if (Math.abs(distance) < 12)
      factor += 0.07 * Math.exp(-((distance - 1.5) ** 2)) - 0.1 * Math.exp(-((distance + 1) ** 2));
  }
  return factor;
}

function addFolds(row: Float32Array, look: PaperLook, width: number): void {
  if (!look.folds.some((fold) => fold.axis === 'x')) return;
  for (let x = 0; x < width; x += 1) row[x] = (row[x] ?? 1) + foldsAt(look, 'x', x / width);
}
