import { expect } from 'chai';
import fc from 'fast-check';
import { createLabReader } from '../../image/lab.ts';

const CIELAB_8 = { coding: 'CIELab', bits: 8, isPremultiplied: false } as const;
const ICCLAB_8 = { ...CIELAB_8, coding: 'ICCLab' } as const;
const CIELAB_16 = { ...CIELAB_8, bits: 16 } as const;
const ICCLAB_16 = { ...ICCLAB_8, bits: 16 } as const;

/** L*, a* and b* relative to D65 of what sRGB calls by its numbers, by the textbook. */
const COLOURS: readonly (readonly [string, readonly [number, number, number], readonly number[]])[] = [
  ['white', [100, 0, 0], [255, 255, 255]],
  ['black', [0, 0, 0], [0, 0, 0]],
  ['grey', [53.585, 0, 0], [128, 128, 128]],
  ['red', [53.241, 80.092, 67.203], [255, 0, 0]],
  ['green', [87.735, -86.183, 83.179], [0, 255, 0]],
  ['blue', [32.297, 79.188, -107.86], [0, 0, 255]],
  ['teal', [48.254, -28.846, -8.477], [0, 128, 128]],
];

function expectNear(got: Iterable<number>, wanted: readonly number[], off: number): void {
  for (const [at, value] of [...got].entries()) expect(value).to.be.closeTo(wanted[at] ?? Number.NaN, off);
}

describe('image/lab', () => {
  for (const [name, [l, a, b], rgb] of COLOURS) {
    it(`reads ${name} with 16 bits to the level, and with 8 as near as its steps allow`, () => {
      const l16 = Math.round(l * 655.35);
      const cielab = Uint16Array.from([l16, a * 256, b * 256].map((value) => Math.round(value) & 0xffff));
      expectNear(createLabReader(CIELAB_16, 3)(cielab, 1), rgb, 1);
      const icclab = Uint16Array.of(Math.round(l * 652.8), (a + 128) * 256, (b + 128) * 256);
      expectNear(createLabReader(ICCLAB_16, 3)(icclab, 1), rgb, 1);
      const l8 = Math.round(l * 2.55);
      expectNear(createLabReader(CIELAB_8, 3)(Uint8Array.of(l8, Math.round(a), Math.round(b)), 1), rgb, 8);
      expectNear(createLabReader(ICCLAB_8, 3)(Uint8Array.of(l8, a + 128.5, b + 128.5), 1), rgb, 8);
    });
  }

  it('puts transparency on white, in the numbers of sRGB', () => {
    const read = createLabReader(CIELAB_8, 4);
    const grey = createLabReader(CIELAB_8, 3)(Uint8Array.of(100, 20, 200), 1);
    expectNear(read(Uint8Array.of(100, 20, 200, 255), 1), [...grey], 0);
    expectNear(read(Uint8Array.of(100, 20, 200, 0), 1), [255, 255, 255], 0);
    const half = [...grey].map((value) => 255 - (255 - value) * (102 / 255));
    expectNear(read(Uint8Array.of(100, 20, 200, 102), 1), half, 0.51);
  });

  it('takes colours that were multiplied by their transparency for what they were', () => {
    const [straight, multiplied] = [
      createLabReader(CIELAB_16, 4)(Uint16Array.of(40_000, 8_000, 65_536 - 6_000, 32_768), 1),
      createLabReader({ ...CIELAB_16, isPremultiplied: true }, 4)(
        Uint16Array.of(20_000, 4_000, 65_536 - 3_000, 32_768),
        1,
      ),
    ];
    expectNear(multiplied, [...straight], 1);
    const none = Uint16Array.of(0, 0, 0, 0);
    expectNear(createLabReader({ ...CIELAB_16, isPremultiplied: true }, 4)(none, 1), [255, 255, 255], 0);
  });

  it('is monotonous in L*, keeps grey grey, and reads pixels apart from each other', () => {
    const ramp = Uint8Array.from({ length: 768 }, (_, at) => (at % 3 === 0 ? at / 3 : 0));
    const rgb = createLabReader(CIELAB_8, 3)(ramp, 256);
    for (let at = 0; at < 768; at += 3) {
      const [r, g, b] = rgb.subarray(at, at + 3);
      expect(Math.max(r ?? 0, g ?? 0, b ?? 0) - Math.min(r ?? 0, g ?? 0, b ?? 0)).to.be.at.most(1);
      expect(g).to.be.at.least(rgb[at - 2] ?? 0);
    }
    const sample = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.array(fc.tuple(sample, sample, sample), { minLength: 1 }), (pixels) => {
        const read = createLabReader(ICCLAB_8, 3);
        const together = [...read(Uint8Array.from(pixels.flat()), pixels.length)];
        expect(together).to.deep.equal(pixels.flatMap((pixel) => [...read(Uint8Array.from(pixel), 1)]));
      }),
    );
  });
});
