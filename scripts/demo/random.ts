/** Numbers that look random and are the same in every run: a demo made twice is the same bytes. */
export type Random = () => number;

/** A generator of numbers from 0 up to 1 (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A grey picture of numbers, read between its points. */
export interface Field {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Smooth noise, -1 to 1, of `octaves` sizes, the first with `cells` cells across. */
export function createNoise(
  seed: number,
  size: { readonly width: number; readonly height: number },
  look: { readonly cells: number; readonly octaves: number },
): Field {
  const values = new Float32Array(size.width * size.height);
  for (let octave = 0; octave < look.octaves; octave += 1) {
    addOctave(values, size, {
      cells: look.cells * 2 ** octave,
      gain: 0.5 ** octave,
      seed: seed + octave * 7919,
    });
  }
  return { ...size, values };
}

function addOctave(
  values: Float32Array,
  size: { readonly width: number; readonly height: number },
  octave: { readonly cells: number; readonly gain: number; readonly seed: number },
): void {
  const random = createRandom(octave.seed);
  const across = octave.cells + 2;
  const down = Math.ceil((octave.cells * size.height) / size.width) + 2;
  const lattice = Float32Array.from({ length: across * down }, () => random() * 2 - 1);
  const grid = { width: across, height: down, values: lattice };
  const step = octave.cells / size.width;
  let place = 0;
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      values[place] = (values[place] ?? 0) + octave.gain * sampleSmooth(grid, x * step, y * step);
      place += 1;
    }
  }
}

/** The value of a field at a place between its points, eased so that no grid shows. */
export function sampleSmooth(field: Field, x: number, y: number): number {
  const column = Math.min(field.width - 2, Math.max(0, Math.floor(x)));
  const row = Math.min(field.height - 2, Math.max(0, Math.floor(y)));
  const fx = Math.min(1, Math.max(0, x - column));
  const fy = Math.min(1, Math.max(0, y - row));
  const u = fx * fx * (3 - 2 * fx);
  const v = fy * fy * (3 - 2 * fy);
  const at = row * field.width + column;
  const { values } = field;
  const top = (values[at] ?? 0) * (1 - u) + (values[at + 1] ?? 0) * u;
  const bottom = (values[at + field.width] ?? 0) * (1 - u) + (values[at + field.width + 1] ?? 0) * u;
  return top * (1 - v) + bottom * v;
}
