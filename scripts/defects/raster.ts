import type { Random } from './random.ts';

/** Pixels row by row, the samples of each side by side, each a whole number of `bits` bits. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  readonly bits: 1 | 8 | 16;
  readonly data: Uint16Array;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What a page of the collection looks like. */
export interface PageLook {
  readonly width?: number;
  readonly height?: number;
  /** Share of the height that the white above and below the page takes, and of the width at its sides: clipped, as against a lit board. */
  readonly whiteBorder?: number;
  /** The same of a black cloth, whose noise never quite vanishes. */
  readonly blackCloth?: number;
  /** Whether the cloth is so dark that every sample of it is 0. */
  readonly isClipped?: boolean;
}

/** The sides of a page of the collection, unless its look says otherwise: A8 at 300 per inch, near enough. */
export const PAGE_WIDTH = 396;
export const PAGE_HEIGHT = 528;

/**
 * A written page as a camera sees it: toned paper that is lighter in one corner, lines of words, the noise of a
 * sensor. Eight-bit RGB. Every page has words of its own, so that no two pages look alike.
 */
export function drawPage(random: Random, look: PageLook = {}): Raster {
  const { width = PAGE_WIDTH, height = PAGE_HEIGHT, whiteBorder = 0, blackCloth = 0 } = look;
  const ink = writeLines(random, width, height);
  const tone = [random.int(205, 232), random.int(190, 214), random.int(160, 186)] as const;
  const side = whiteBorder + blackCloth;
  const [edgeX, edgeY] = [Math.round(width * side), Math.round(height * side)];
  const data = new Uint16Array(width * height * 3);
  for (let pixel = 0, at = 0; pixel < width * height; pixel += 1) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const isInside = Math.min(x, width - 1 - x) >= edgeX && Math.min(y, height - 1 - y) >= edgeY;
    const shade = (ink[pixel] ?? 0) * 130 + ((x + y) / (width + height)) * 40 + 6;
    for (let channel = 0; channel < 3; channel += 1, at += 1) {
      const chance = random.next();
      if (isInside) data[at] = Math.max(0, Math.min(255, (tone[channel] ?? 0) - shade + chance * 12));
      else data[at] = outside(look, chance);
    }
  }
  return { width, height, samples: 3, bits: 8, data };
}

function outside({ whiteBorder = 0, isClipped = false }: PageLook, chance: number): number {
  if (whiteBorder > 0) return 255;
  return isClipped ? 0 : 3 + chance * 9;
}

/** Where ink stands: words of random length on lines of random indent, in a page of which a part is left free. */
function writeLines(random: Random, width: number, height: number): Uint8Array {
  const ink = new Uint8Array(width * height);
  const line = Math.max(6, Math.round(height / random.int(24, 34)));
  const lastLine = height * (0.55 + random.next() * 0.35);
  for (let top = Math.round(height * 0.12); top < lastLine; top += line) {
    const end = width * (0.6 + random.next() * 0.28);
    for (let left = Math.round(width * (0.1 + random.next() * 0.25)); left < end; ) {
      const length = random.int(Math.ceil(width / 60), Math.ceil(width / 9));
      const rows = Math.min(Math.ceil(line * 0.55), height - top);
      for (let at = 0; at < rows * length; at += 1) {
        const x = left + (at % length);
        if (x < width && random.next() < 0.7) ink[(top + Math.floor(at / length)) * width + x] = 1;
      }
      left += length + Math.ceil(width / 70);
    }
  }
  return ink;
}

/** Even paper with nothing on it, whose noise is as small as asked for. */
export function drawEmptyPage(random: Random, level: number, noise: number): Raster {
  const data = Uint16Array.from({ length: PAGE_WIDTH * PAGE_HEIGHT * 3 }, () =>
    Math.round(level + (random.next() - 0.5) * 2 * noise),
  );
  return { width: PAGE_WIDTH, height: PAGE_HEIGHT, samples: 3, bits: 8, data };
}

/** The same picture with every sample put through `change`, which is given the sample's channel as well. */
export function mapSamples(raster: Raster, change: (level: number, channel: number) => number): Raster {
  const data = raster.data.map((level, at) =>
    Math.max(0, Math.min(65_535, change(level, at % raster.samples))),
  );
  return { ...raster, data };
}

/** Its first channel alone. */
export function toGrey(raster: Raster): Raster {
  const data = raster.data.filter((_, at) => at % raster.samples === 0);
  return { ...raster, samples: 1, data };
}

/** Black and white by a threshold. */
export function toTwoTones(raster: Raster): Raster {
  const grey = toGrey(raster);
  return { ...grey, bits: 1, data: grey.data.map((level) => (level > 128 ? 1 : 0)) };
}

/** Sixteen bits a sample, with noise in the bits that eight did not have. */
export function toSixteenBits(raster: Raster, random: Random): Raster {
  return { ...raster, bits: 16, data: raster.data.map((level) => level * 256 + random.int(0, 255)) };
}

/** One more channel, at a level of its own. */
export function withChannel(raster: Raster, level: (at: number) => number): Raster {
  const samples = raster.samples + 1;
  const data = new Uint16Array(raster.width * raster.height * samples);
  for (let pixel = 0; pixel < raster.width * raster.height; pixel += 1) {
    for (let channel = 0; channel < raster.samples; channel += 1)
      data[pixel * samples + channel] = raster.data[pixel * raster.samples + channel] ?? 0;
    data[pixel * samples + raster.samples] = level(pixel);
  }
  return { ...raster, samples, data };
}

/** A box of the picture with one level in all of its channels, or in one alone. */
export function fill(raster: Raster, box: Box, level: number, channel?: number): Raster {
  const data = raster.data.slice();
  for (let y = box.top; y < box.top + box.height; y += 1)
    for (let x = box.left; x < box.left + box.width; x += 1)
      for (let sample = 0; sample < raster.samples; sample += 1)
        if (channel === undefined || channel === sample)
          data[(y * raster.width + x) * raster.samples + sample] = level;
  return { ...raster, data };
}

/** Part of a picture; what lies outside it repeats its edge. */
export function cutOut(raster: Raster, box: Box): Raster {
  const { left, top, width, height } = box;
  if (left < 0 || top < 0 || left + width > raster.width || top + height > raster.height)
    return sampleFrom(raster, width, height, (x, y) => [left + x, top + y]);
  const rowSamples = width * raster.samples;
  const data = new Uint16Array(rowSamples * height);
  for (let row = 0; row < height; row += 1) {
    const from = ((top + row) * raster.width + left) * raster.samples;
    data.set(raster.data.subarray(from, from + rowSamples), row * rowSamples);
  }
  return { ...raster, width, height, data };
}

/** A picture of other dimensions, each of its pixels the nearest of the old. */
export function resize(raster: Raster, width: number, height: number): Raster {
  return sampleFrom(raster, width, height, (x, y) => [
    Math.floor((x * raster.width) / width),
    Math.floor((y * raster.height) / height),
  ]);
}

function sampleFrom(
  raster: Raster,
  width: number,
  height: number,
  from: (x: number, y: number) => readonly [number, number],
): Raster {
  const { samples } = raster;
  const data = new Uint16Array(width * height * samples);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [oldX, oldY] = from(x, y);
      const column = Math.max(0, Math.min(raster.width - 1, oldX));
      const row = Math.max(0, Math.min(raster.height - 1, oldY));
      for (let sample = 0; sample < samples; sample += 1, at += 1)
        data[at] = raster.data[(row * raster.width + column) * samples + sample] ?? 0;
    }
  }
  return { ...raster, width, height, data };
}
