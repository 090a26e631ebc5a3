import { createNoise, createRandom, type Field, sampleSmooth } from './random.ts';

/** What a photograph shows. */
export type Scene = 'polder' | 'portrait' | 'hall' | 'harbour';

type Light = (u: number, v: number) => number;

const SIZE = { width: 420, height: 420 };

/**
 * A photograph that nobody took: luminance from 0 to 1, of a scene with light, distance and grain. It is
 * stretched to the place it is printed in, `aspect` times as wide as high.
 */
export function takePhotograph(scene: Scene, seed: number, aspect: number): Field {
  const light = SCENES[scene](seed, aspect);
  const grain = createRandom(seed + 99);
  const values = new Float32Array(SIZE.width * SIZE.height);
  for (let y = 0; y < SIZE.height; y += 1) {
    for (let x = 0; x < SIZE.width; x += 1) {
      const u = x / SIZE.width;
      const v = y / SIZE.height;
      const edge = 1 - 0.35 * ((u - 0.5) ** 2 + (v - 0.5) ** 2);
      const value = light(u, v) * edge + (grain() - 0.5) * 0.07;
      values[y * SIZE.width + x] = Math.min(1, Math.max(0, value));
    }
  }
  return { ...SIZE, values };
}

const SCENES: Readonly<Record<Scene, (seed: number, aspect: number) => Light>> = {
  polder: takePolder,
  portrait: takePortrait,
  hall: takeHall,
  harbour: takeHarbour,
};

function noiseAt(seed: number, cells: number, octaves: number): Light {
  const field = createNoise(seed, { width: 256, height: 256 }, { cells, octaves });
  return (u, v) => sampleSmooth(field, u * 255, v * 255);
}

function smooth(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** Clouds over a low horizon, three lines of trees, and a ditch that shines. */
function takePolder(seed: number): Light {
  const clouds = noiseAt(seed, 4, 5);
  const land = noiseAt(seed + 1, 12, 4);
  return (u, v) => {
    const sky = 0.62 + 0.3 * v + 0.28 * clouds(u, Math.min(1, v * 1.6));
    const ridges = [0.56, 0.61, 0.68].map((base, far) => base + 0.035 * land(u * (0.4 + far * 0.3), far / 3));
    const [first = 1, second = 1, third = 1] = ridges;
    if (v < first) return sky;
    if (v < second) return 0.5 + 0.06 * land(u, v);
    if (v < third) return 0.36 + 0.09 * land(u, v);
    const ditch = Math.abs(u - 0.62 + (v - 0.65) * 0.9) < (v - 0.62) * 0.22;
    return ditch ? 0.72 + 0.1 * clouds(u, v) - (v - 0.7) * 0.4 : 0.3 + 0.2 * land(u, v) + (v - 0.7) * 0.2;
  };
}

/** Head and shoulders against a painted backdrop, light from the left. */
function takePortrait(seed: number): Light {
  const backdrop = noiseAt(seed, 3, 4);
  const cloth = noiseAt(seed + 1, 20, 3);
  return (u, v) => {
    const behind = 0.42 + 0.14 * backdrop(u, v) + 0.18 * (1 - u);
    const shoulders = 0.86 - 0.16 * Math.cos((u - 0.5) * 4.4);
    const headX = (u - 0.5) / 0.155;
    const headY = (v - 0.4) / 0.215;
    const head = headX ** 2 + headY ** 2;
    const isCollar = Math.abs(u - 0.5) < 0.09 - Math.abs(v - 0.68) * 0.4 && v > 0.6;
    if (head < 1) return faceLight(headX, headY, cloth(u, v));
    if (isCollar) return 0.82 - Math.abs(u - 0.5) * 2.4;
    if (v > shoulders - 0.02) return 0.2 + 0.08 * cloth(u, v) + 0.16 * smooth(0.6, 0.2, u);
    return behind;
  };
}

function faceLight(x: number, y: number, texture: number): number {
  const depth = Math.sqrt(Math.max(0, 1 - x * x - y * y));
  const shade = 0.3 + 0.55 * Math.max(0, -0.5 * x - 0.25 * y + 0.8 * depth);
  if (y < -0.42 - 0.22 * Math.cos(x * 2.6)) return 0.14 + 0.06 * texture + 0.08 * depth;
  const eyes = Math.min((Math.abs(x) - 0.38) ** 2 * 9 + (y + 0.12) ** 2 * 42, 1);
  const brows = Math.min((Math.abs(x) - 0.38) ** 2 * 5 + (y + 0.28) ** 2 * 120, 1);
  const nose = x > 0.02 && x < 0.16 && y > -0.1 && y < 0.24 ? 0.86 : 1;
  const mouth = Math.min(x ** 2 * 6 + (y - 0.5) ** 2 * 160, 1);
  return shade * (0.35 + 0.65 * eyes) * (0.5 + 0.5 * brows) * nose * (0.55 + 0.45 * mouth) + 0.02 * texture;
}

/** A hall with windows on the left, pillars, and a crowd of heads before it. */
function takeHall(seed: number, aspect: number): Light {
  const wall = noiseAt(seed, 8, 4);
  const random = createRandom(seed + 5);
  const heads = Array.from({ length: 240 }, (_, row) => {
    const depth = row / 240;
    return { x: random(), y: 0.56 + depth * 0.44, r: 0.022 + depth * 0.05, tone: 0.3 + random() * 0.45 };
  });
  return (u, v) => {
    const near = heads.findLast(
      (head) => ((u - head.x) * aspect) ** 2 + ((v - head.y) * 0.8) ** 2 < head.r ** 2,
    );
    if (near) return near.tone + (((near.x - u) * aspect) / near.r) * 0.16;
    if (
      heads.some(
        (head) =>
          Math.abs(u - head.x) * aspect < head.r * 1.7 && v > head.y + head.r && v < head.y + head.r * 4,
      )
    )
      return 0.16 + 0.05 * wall(u, v);
    const isWindow = v > 0.1 && v < 0.42 && (u * 7) % 1 > 0.3 && (u * 7) % 1 < 0.72;
    const glow = 0.3 * Math.exp(-((v - 0.26) ** 2) * 14);
    return isWindow ? 0.94 - 0.1 * wall(u, v) : 0.3 + glow + 0.06 * wall(u, v) + 0.1 * (1 - u);
  };
}

/** Cranes and masts over water in the morning. */
function takeHarbour(seed: number): Light {
  const haze = noiseAt(seed, 5, 5);
  const ripples = noiseAt(seed + 1, 30, 3);
  const random = createRandom(seed + 3);
  const masts = Array.from({ length: 17 }, () => ({
    x: random(),
    top: 0.12 + random() * 0.34,
    lean: (random() - 0.5) * 0.05,
  }));
  return (u, v) => {
    const water = v > 0.62;
    const seen = water ? 1.24 - v : v;
    const shift = water ? 0.012 * ripples(u, v) : 0;
    const isMast = masts.some(
      (mast) => seen > mast.top && Math.abs(u + shift - mast.x - mast.lean * (0.62 - seen)) < 0.0035,
    );
    const ships = Math.sin((u + shift) * 23) + 0.7 * Math.sin((u + shift) * 41);
    const isHull = ships > 0.1 && seen > 0.605 - 0.05 * Math.min(1, ships) ** 0.5;
    const sky = 0.86 - 0.3 * Math.abs(seen - 0.55) + 0.14 * haze(u, seen);
    const air = isMast || isHull ? 0.24 + 0.08 * haze(u, v) : sky;
    return water ? air * 0.78 + 0.16 * ripples(u * 0.5, v) : air;
  };
}
