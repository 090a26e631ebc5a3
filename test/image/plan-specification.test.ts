import { expect } from 'chai';
import fc from 'fast-check';
import type { Box, Dimensions } from '../../image/region.ts';
import type { Limits } from '../../image/size.ts';
import { box, dimensions, pixels, side, TEST_LIMITS } from '../fixtures/planned.ts';

/**
 * The specification once more, in its own order and without any of the planner's code: clip, scale, check. Written
 * on rationals where rounding matters: h·w'/w with the half going up is (2·h·w' + w) div 2·w.
 */
function bySpecification(
  [x, y, w, h]: readonly [number, number, number, number],
  size: { form: 'w,' | ',h' | 'w,h' | '!w,h'; up: boolean; w: number; h: number },
  image: Dimensions,
  limits: Limits,
): string {
  if (x >= image.width || y >= image.height) return 'bad-request';
  const rw = Math.min(x + w, image.width) - x;
  const rh = Math.min(y + h, image.height) - y;
  const [ow, oh] = scale({ width: rw, height: rh }, size);
  if (!size.up && (ow > rw || oh > rh)) return 'bad-request';
  if (ow > limits.maxWidth || oh > limits.maxHeight || ow * oh > limits.maxArea) return 'bad-request';
  return `${x},${y},${rw},${rh} → ${ow},${oh}`;
}

function scale(
  { width: rw, height: rh }: Dimensions,
  { form, up, w, h }: { form: string; up: boolean; w: number; h: number },
): [number, number] {
  const half = (a: number, b: number, c: number) =>
    Math.max(Number((2n * BigInt(a) * BigInt(b) + BigInt(c)) / (2n * BigInt(c))), 1);
  if (form === 'w,') return [w, half(rh, w, rw)];
  if (form === ',h') return [half(rw, h, rh), h];
  if (form === 'w,h') return [w, h];
  const isWide = BigInt(rw) * BigInt(h) >= BigInt(rh) * BigInt(w);
  const [ow, oh] = isWide ? [w, Math.min(half(rh, w, rw), h)] : [Math.min(half(rw, h, rh), w), h];
  return !up && (ow > rw || oh > rh) ? [rw, rh] : [ow, oh];
}

describe('image/plan and the specification', () => {
  it('agrees with the specification stated again', () => {
    let refused = 0;
    let given = 0;
    const form = fc.constantFrom('w,' as const, ',h' as const, 'w,h' as const, '!w,h' as const);
    const size = fc.record({ form, up: fc.boolean(), w: side, h: side });
    fc.assert(
      fc.property(dimensions, box, size, (image, [x, y, w, h], { form: wanted, up, w: sw, h: sh }) => {
        const expected = bySpecification([x, y, w, h], { form: wanted, up, w: sw, h: sh }, image, {
          maxWidth: 5000,
          maxHeight: 4000,
          maxArea: 12_000_000,
        });
        // Where !w,h or the grid have leave to differ, other tests look.
        fc.pre(!(wanted === '!w,h' && expected === 'bad-request' && x < image.width && y < image.height));
        fc.pre(!isOnAnyGrid({ x, y, width: w, height: h }, image));
        const text = wanted.replace('w', String(sw)).replace('h', String(sh));
        const got = pixels(
          `${x},${y},${w},${h}/${up ? '^' : ''}${text}/0/default.jpg`,
          3,
          image,
          TEST_LIMITS,
        );
        if (expected === 'bad-request') refused += 1;
        else given += 1;
        expect(got).to.equal(expected);
      }),
      { numRuns: 2000 },
    );
    expect(refused).to.be.above(20);
    expect(given).to.be.above(20);
  });

  it('gives !w,h as large as box, region and limits allow, and never larger', () => {
    fc.assert(
      fc.property(dimensions, side, side, fc.boolean(), (image, w, h, up) => {
        const got = pixels(`full/${up ? '^' : ''}!${w},${h}/0/default.jpg`, 3, image, TEST_LIMITS);
        const [ow = 0, oh = 0] = (got.split(' → ')[1] ?? '').split(',').map(Number);
        expect(ow).to.be.within(1, Math.min(w, TEST_LIMITS.maxWidth, up ? w : image.width));
        expect(oh).to.be.within(1, Math.min(h, TEST_LIMITS.maxHeight, up ? h : image.height));
        expect(ow * oh).to.be.at.most(TEST_LIMITS.maxArea);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Whether a box, once clipped, is a tile or the whole image, so that the grid may have its say. */
function isOnAnyGrid(asked: Box, image: Dimensions): boolean {
  const right = Math.min(asked.x + asked.width, image.width);
  const bottom = Math.min(asked.y + asked.height, image.height);
  if (asked.x === 0 && asked.y === 0 && right === image.width && bottom === image.height) return true;
  return asked.x % 512 === 0 && asked.y % 512 === 0;
}
