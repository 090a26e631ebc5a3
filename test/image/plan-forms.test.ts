import { expect } from 'chai';
import fc from 'fast-check';
import { planImage } from '../../image/plan.ts';
import type { Dimensions } from '../../image/region.ts';
import { parseImageRequest } from '../../image/request.ts';
import type { ApiVersion } from '../../image/rotation.ts';
import type { Limits } from '../../image/size.ts';
import { box, dimensions, pixels, side, TEST_LIMITS } from '../fixtures/planned.ts';

const version = fc.constantFrom<ApiVersion>(2, 3);
/** Per cents in thousandths, so that what they mean can be reckoned in whole numbers. */
const thousandths = fc.integer({ min: 1, max: 130_000 });

/** So many thousandths of a per cent, rounded half up. */
function part(of: number, share: number): number {
  return Number((2n * BigInt(of) * BigInt(share) + 100_000n) / 200_000n);
}

function written(share: number): string {
  return String(share / 1000);
}

function beyond(width: number, height: number, limits: Limits): boolean {
  return width > limits.maxWidth || height > limits.maxHeight || width * height > limits.maxArea;
}

describe('image/plan and the specification: per cents, max and canonical forms', () => {
  it('takes pct: of a region to the pixel, in both versions', () => {
    fc.assert(
      fc.property(
        dimensions,
        fc.tuple(thousandths, thousandths, thousandths, thousandths),
        version,
        (image, [x, y, w, h], v) => {
          const got = pixels(`pct:${[x, y, w, h].map(written).join()}/max/0/default.png`, v, image);
          const left = Math.min(part(image.width, x), image.width - 1);
          const top = Math.min(part(image.height, y), image.height - 1);
          const width = Math.min(Math.max(part(image.width, w), 1), image.width - left);
          const height = Math.min(Math.max(part(image.height, h), 1), image.height - top);
          const isOutside = x >= 100_000 || y >= 100_000;
          expect(got).to.equal(
            isOutside ? 'bad-request' : `${left},${top},${width},${height} → ${width},${height}`,
          );
        },
      ),
      { numRuns: 2000, examples: [[{ width: 375, height: 250 }, [1000, 1000, 9200, 128_200], 3]] },
    );
  });

  it('takes pct: of a size to the pixel, enlarging only where it may', () => {
    fc.assert(
      fc.property(dimensions, thousandths, version, fc.boolean(), (image, share, v, up) => {
        const size = `${v === 3 && up ? '^' : ''}pct:${written(share)}`;
        const got = pixels(`full/${size}/0/default.png`, v, image, TEST_LIMITS);
        const [width, height] = [part(image.width, share), part(image.height, share)];
        const isRefused =
          Math.max(width, height) === 0 ||
          (v === 3 && !up && share > 100_000) ||
          beyond(Math.max(width, 1), Math.max(height, 1), TEST_LIMITS);
        const whole = `0,0,${image.width},${image.height}`;
        expect(got).to.equal(
          isRefused ? 'bad-request' : `${whole} → ${Math.max(width, 1)},${Math.max(height, 1)}`,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('makes max as large as region and limits allow, in shape, and ^max as large as the limits', () => {
    const limit = fc.integer({ min: 512, max: 6000 });
    const limits = fc.record({
      maxWidth: limit,
      maxHeight: limit,
      maxArea: fc.integer({ min: 512 * 512, max: 20_000_000 }),
    });
    fc.assert(
      fc.property(dimensions, limits, fc.boolean(), (image, allowed, up) => {
        const got = pixels(`full/${up ? '^' : ''}max/0/default.png`, 3, image, allowed);
        const [width = 0, height = 0] = (got.split(' → ')[1] ?? '').split(',').map(Number);
        expect(Math.min(width, height)).to.be.greaterThan(0);
        expect(beyond(width, height, allowed), got).to.equal(false);
        if (!up) expect(width <= image.width && height <= image.height, got).to.equal(true);
        expect(isInShape({ width, height }, image), got).to.equal(true);
        const isWhole = !up && width === image.width && height === image.height;
        // Two pixels more on the longer side, and the other in proportion, would be too much.
        const grown = 1 + 2 / Math.max(width, height);
        const next = [Math.ceil(width * grown), Math.ceil(height * grown)] as const;
        const isTooMuch =
          beyond(...next, allowed) || (!up && (next[0] > image.width || next[1] > image.height));
        expect(isWhole || isTooMuch, got).to.equal(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('writes canonical sizes as the text of each version has them', () => {
    const limits: Limits = { maxWidth: 1e9, maxHeight: 1e9, maxArea: 1e15 };
    fc.assert(
      fc.property(dimensions, box, side, side, version, (size, [x, y, w, h], ow, oh, v) => {
        fc.pre(x < size.width && y < size.height);
        const image = { ...size, tileSize: 512, has: () => false };
        const region = { width: Math.min(w, size.width - x), height: Math.min(h, size.height - y) };
        // The grid has its own say on tiles, and on the whole image.
        fc.pre(x % 512 !== 0 || y % 512 !== 0);
        const isLarger = ow > region.width || oh > region.height;
        const asked = `${x},${y},${w},${h}/${v === 3 && isLarger ? '^' : ''}${ow},${oh}/0/default.png`;
        const { canonical } = planImage(parseImageRequest(asked, v), image, limits);
        const expected = v === 3 ? canonical3(region, ow, oh) : canonical2(region, ow, oh);
        expect(canonical).to.equal(`${x},${y},${region.width},${region.height}/${expected}/0/default.png`);
      }),
      { numRuns: 2000 },
    );
  });
});

function canonical3(region: Dimensions, width: number, height: number): string {
  if (width === region.width && height === region.height) return 'max';
  return `${width > region.width || height > region.height ? '%5E' : ''}${width},${height}`;
}

function canonical2(region: Dimensions, width: number, height: number): string {
  if (width === region.width && height === region.height) return 'full';
  const implied =
    (2n * BigInt(region.height) * BigInt(width) + BigInt(region.width)) / (2n * BigInt(region.width));
  return Math.max(Number(implied), 1) === height ? `${width},` : `${width},${height}`;
}

/** Whether a picture has the shape of an image, but for less than a pixel on either side, or a side of one pixel. */
function isInShape(picture: Dimensions, image: Dimensions): boolean {
  if (Math.min(picture.width, picture.height) === 1) return true;
  const off = Math.abs(picture.width * image.height - picture.height * image.width);
  return off <= Math.max(image.width, image.height);
}
