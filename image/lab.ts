import type { LabSamples } from '../model/lab-samples.ts';

/** Turns `pixels` pixels of samples into 8-bit sRGB, three bytes each. */
export type LabReader = (samples: Uint8Array | Uint16Array, pixels: number) => Uint8Array;

/** The white of sRGB, D65, to which libvips takes Lab to be relative as well: grey stays grey. */
const WHITE = Object.freeze({ x: 0.95047, z: 1.08883 });
/** Where the curve of L* becomes a line. */
const BEND = 6 / 29;
const CURVE_STEPS = 8192;

/**
 * Reads interleaved L*a*b* samples, with transparency if there are four `channels`, on white: as the other
 * transparent masters are, mixed in sRGB. Colours outside sRGB are clipped.
 *
 * @see http://www.brucelindbloom.com/index.html?Eqn_Lab_to_XYZ.html
 */
export function createLabReader(coding: LabSamples, channels: 3 | 4): LabReader {
  const { lightnessOf, chromaOf } = meaningOf(coding);
  const opaque = 2 ** coding.bits - 1;
  return (samples, pixels) => {
    const rgb = new Uint8Array(pixels * 3);
    const sampleAt = (at: number) => samples[at] ?? 0;
    for (let from = 0, to = 0; to < rgb.length; from += channels, to += 3) {
      const share = channels === 3 ? 1 : sampleAt(from + 3) / opaque;
      const scale = coding.isPremultiplied && share > 0 ? 1 / share : 1;
      const l = lightnessOf(sampleAt(from)) * scale;
      const a = chromaOf(sampleAt(from + 1)) * scale;
      const b = chromaOf(sampleAt(from + 2)) * scale;
      writeSrgb(rgb, to, { l, a, b });
      if (share < 1) mixWithWhite(rgb, to, share);
    }
    return rgb;
  };
}

/** What a sample stands for: L* from 0 to 100, a* and b* from -128 to just under 128. */
function meaningOf({ coding, bits }: LabSamples): Record<'lightnessOf' | 'chromaOf', (v: number) => number> {
  const count = 2 ** bits;
  const middle = count / 2;
  const unit = count / 256;
  // ICCLab with 16 bits is that with 8 and a fraction behind it, so its white is FF00.
  const white = coding === 'ICCLab' ? 255 * unit : count - 1;
  return {
    lightnessOf: (value) => Math.min(100, (100 * value) / white),
    chromaOf:
      coding === 'ICCLab'
        ? (value) => (value - middle) / unit
        : (value) => (value < middle ? value : value - count) / unit,
  };
}

function mixWithWhite(rgb: Uint8Array, at: number, share: number): void {
  for (let channel = at; channel < at + 3; channel += 1)
    rgb[channel] = Math.round(255 - (255 - (rgb[channel] ?? 0)) * share);
}

function writeSrgb(rgb: Uint8Array, at: number, { l, a, b }: { l: number; a: number; b: number }): void {
  const middle = (l + 16) / 116;
  const x = WHITE.x * uncurve(middle + a / 500);
  const y = uncurve(middle);
  const z = WHITE.z * uncurve(middle - b / 200);
  rgb[at] = encode(3.2404542 * x - 1.5371385 * y - 0.4985314 * z);
  rgb[at + 1] = encode(-0.969266 * x + 1.8760108 * y + 0.041556 * z);
  rgb[at + 2] = encode(0.0556434 * x - 0.2040259 * y + 1.0572252 * z);
}

function uncurve(value: number): number {
  return value > BEND ? value * value * value : 3 * BEND * BEND * (value - 4 / 29);
}

/** The curve of sRGB by the root of the light, so that its steps are fine where the curve is steep. */
const CURVE = Uint8Array.from({ length: CURVE_STEPS + 1 }, (_, step) => {
  const light = (step / CURVE_STEPS) ** 2;
  const curved = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(curved * 255);
});

function encode(light: number): number {
  const inside = Math.min(Math.max(light, 0), 1);
  return CURVE[Math.round(Math.sqrt(inside) * CURVE_STEPS)] ?? 0;
}
