import { expect } from 'chai';
import fc from 'fast-check';
import { type ImagePlan, planImage } from '../../image/plan.ts';
import { listedSizes, OLDEST_THUMBNAILS, PYRAMID, THUMBNAILS } from '../../image/pyramid.ts';
import { parseImageRequest } from '../../image/request.ts';
import type { ApiVersion } from '../../image/rotation.ts';
import { isLarger } from '../../image/size.ts';
import { asFault } from '../../model/fault.ts';
import { DEFAULT_LIMITS, dimensions, imageOf } from '../fixtures/planned.ts';

type Image = ReturnType<typeof imageOf>;

function plan(text: string, apiVersion: ApiVersion, image: Image): ImagePlan {
  return planImage(parseImageRequest(text, apiVersion), image, DEFAULT_LIMITS);
}

/** tile or render, or the code of the Fault. */
function kindOf(text: string, apiVersion: ApiVersion, image: Image): string {
  try {
    return plan(text, apiVersion, image).kind;
  } catch (thrown) {
    return asFault(thrown).code;
  }
}

describe('image/pyramid', () => {
  const viewers = [
    ['the panel at the left of Universal Viewer 4', '90,'],
    ['the gallery of Universal Viewer 4', '200,'],
    ['the strip of Mirador 4', ',120'],
    ['the lists of Mirador 4', '!120,120'],
    ['the download of Universal Viewer 4', '1000,'],
    ['the lists of this application', '!200,200'],
    ['whoever wants a larger one', '!400,400'],
  ] as const;
  const images = [
    ['landscape', 2503, 1801],
    ['portrait', 1301, 1777],
    ['poster', 7993, 11_003],
    ['smaller than a tile', 401, 307],
    ['panorama', 2503, 613],
    ['map of odd primes', 7919, 5003],
    ['with a level 90 and 200 wide', 5760, 3201],
    ['with a level 120 high', 2999, 1919],
    ['tall and narrow', 211, 1601],
  ] as const;
  for (const [viewer, size] of viewers) {
    for (const [name, width, height] of images) {
      const wanted = expectedSize(size, width, height);
      if (wanted[0] > width || Math.max(...wanted) > PYRAMID.listedUpToPx) continue;
      it(`holds what ${viewer} asks for (${size}) of an image ${name}, however it is spelled`, () => {
        const image = imageOf(width, height);
        for (const apiVersion of [2, 3] as const) {
          for (const region of ['full', `0,0,${width},${height}`, 'pct:0,0,100,100']) {
            const asked = plan(`${region}/${size}/0/default.jpg`, apiVersion, image);
            expect(asked.kind, `${region} in ${apiVersion}`).to.equal('tile');
            expect(plan(asked.canonical, apiVersion, image)).to.deep.equal(asked);
          }
          const inColor = plan(`full/${size}/0/color.jpg`, apiVersion, image);
          expect(inColor.kind).to.equal('tile');
        }
      });
    }
  }

  it('holds every thumbnail of any image, but for those that are larger than it or a side of 2048', () => {
    fc.assert(
      fc.property(dimensions, fc.constantFrom(...THUMBNAILS), ({ width, height }, size) => {
        const image = imageOf(width, height);
        const [w, h] = expectedSize(size, width, height);
        const isLarge = isLarger({ width: w, height: h }, image);
        const isListed = !isLarge && Math.max(w, h) <= PYRAMID.listedUpToPx - 1;
        if (isListed) {
          expect(kindOf(`full/${size}/0/default.jpg`, 3, image)).to.equal('tile');
          expect(kindOf(`full/${size}/0/default.jpg`, 2, image)).to.equal('tile');
        } else if (isLarge) {
          expect(kindOf(`full/${size}/0/default.jpg`, 3, image)).to.equal('bad-request');
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('lists no size twice, none larger than the image, the largest first', () => {
    fc.assert(
      fc.property(dimensions, (image) => {
        const sizes = listedSizes({ ...image, tileSize: 512 });
        const areas = sizes.map(({ width, height }) => width * height);
        expect(areas).to.deep.equal([...areas].sort((a, b) => b - a));
        expect(new Set(sizes.map(({ width, height }) => `${width},${height}`)).size).to.equal(sizes.length);
        expect(sizes.filter((size) => isLarger(size, image))).to.deep.equal([]);
      }),
    );
  });

  it('lists what the oldest packs hold among what the new ones hold', () => {
    fc.assert(
      fc.property(dimensions, (image) => {
        const tiling = { ...image, tileSize: 512 };
        expect(listedSizes(tiling)).to.deep.include.members([...listedSizes(tiling, OLDEST_THUMBNAILS)]);
      }),
    );
  });
});

/** By the text of 3.0, but for the grid's last word on a side, which moves it by less than a pixel. */
function expectedSize(size: string, width: number, height: number): [number, number] {
  const [w = '', h = ''] = size.replace('!', '').split(',');
  const across = w === '' ? Number.POSITIVE_INFINITY : Number(w) / width;
  const down = h === '' ? Number.POSITIVE_INFINITY : Number(h) / height;
  const scale = Math.min(across, down, size.startsWith('!') ? 1 : Number.POSITIVE_INFINITY);
  return [Math.max(Math.round(width * scale), 1), Math.max(Math.round(height * scale), 1)];
}
