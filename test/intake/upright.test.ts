import { expect } from 'chai';
import fc from 'fast-check';
import sharp from 'sharp';
import { toUpright } from '../../intake/upright.ts';
import type { Region } from '../../model/finding.ts';

interface Case {
  readonly size: { readonly width: number; readonly height: number };
  readonly region: Region;
}

const cases: fc.Arbitrary<Case> = fc
  .record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) })
  .chain((size) =>
    fc
      .record({
        x: fc.nat(size.width - 1),
        y: fc.nat(size.height - 1),
        wide: fc.nat(8),
        high: fc.nat(8),
      })
      .map(({ x, y, wide, high }) => ({
        size,
        region: {
          x,
          y,
          width: 1 + (wide % (size.width - x)),
          height: 1 + (high % (size.height - y)),
        },
      })),
  );

/** Turns a picture in which only the region is white, one pixel after the other, and says where the white is. */
async function turned({ size, region }: Case, orientation: number): Promise<Region> {
  const data = Buffer.alloc(size.width * size.height);
  for (let y = region.y; y < region.y + region.height; y++)
    data.fill(255, y * size.width + region.x, y * size.width + region.x + region.width);
  const stored = await sharp(data, { raw: { ...size, channels: 1 } })
    .withMetadata({ orientation })
    .tiff({ compression: 'none' })
    .toBuffer();
  const upright = sharp(stored).autoOrient().extractChannel(0).raw();
  const { data: pixels, info } = await upright.toBuffer({ resolveWithObject: true });
  const white = [...pixels.keys()].filter((at) => pixels[at] === 255);
  const [xs, ys] = [white.map((at) => at % info.width), white.map((at) => Math.floor(at / info.width))];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 };
}

describe('a region of an upright image', () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8])
    it(`is where a decoder puts those pixels under orientation ${orientation}`, async () => {
      const check = fc.asyncProperty(cases, async (one) => {
        expect(toUpright(one.region, one.size, orientation)).to.deep.equal(await turned(one, orientation));
      });
      await fc.assert(check, { numRuns: 25 });
    });

  it('is that of the stored image where the orientation does not exist', () => {
    const region = { x: 1, y: 2, width: 3, height: 4 };
    for (const orientation of [0, 9, Number.NaN, 1.5])
      expect(toUpright(region, { width: 9, height: 9 }, orientation)).to.deep.equal(region);
  });
});
