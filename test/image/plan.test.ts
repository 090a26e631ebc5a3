import { expect } from 'chai';
import fc from 'fast-check';
import { planImage } from '../../image/plan.ts';
import { entryName, scaleFactorsOf, type Tiling, tilesOf } from '../../image/pyramid.ts';
import type { Box, Dimensions } from '../../image/region.ts';
import { parseImageRequest } from '../../image/request.ts';
import { DEFAULT_LIMITS, dimensions, imageOf, pixels } from '../fixtures/planned.ts';

describe('image/plan', () => {
  const small = { width: 1003, height: 707 };
  const table: readonly (readonly [string, string, string])[] = [
    // request, 3.0, 2.1
    ['full/max/0/default.jpg', '0,0,1003,707 → 1003,707', '0,0,1003,707 → 1003,707'],
    ['0,0,1003,707/max/0/default.jpg', '0,0,1003,707 → 1003,707', '0,0,1003,707 → 1003,707'],
    ['1000,700,512,512/max/0/default.jpg', '1000,700,3,7 → 3,7', '1000,700,3,7 → 3,7'],
    ['1003,0,1,1/max/0/default.jpg', 'bad-request', 'bad-request'],
    ['0,707,1,1/max/0/default.jpg', 'bad-request', 'bad-request'],
    ['square/max/0/default.jpg', '148,0,707,707 → 707,707', '148,0,707,707 → 707,707'],
    ['pct:50,50,50,50/max/0/default.jpg', '502,354,501,353 → 501,353', '502,354,501,353 → 501,353'],
    ['pct:0,0,100,100/max/0/default.jpg', '0,0,1003,707 → 1003,707', '0,0,1003,707 → 1003,707'],
    ['pct:99.99,99.99,0.01,0.01/max/0/default.jpg', '1002,706,1,1 → 1,1', '1002,706,1,1 → 1,1'],
    ['pct:100,0,1,1/max/0/default.jpg', 'bad-request', 'bad-request'],
    ['full/502,/0/default.jpg', '0,0,1003,707 → 502,354', '0,0,1003,707 → 502,354'],
    ['full/,100/0/default.jpg', '0,0,1003,707 → 142,100', '0,0,1003,707 → 142,100'],
    ['full/pct:50/0/default.jpg', '0,0,1003,707 → 502,354', '0,0,1003,707 → 502,354'],
    ['full/pct:0/0/default.jpg', 'bad-request', 'bad-request'],
    ['full/pct:0.01/0/default.jpg', 'bad-request', 'bad-request'],
    ['full/pct:120/0/default.jpg', 'bad-request', '0,0,1003,707 → 1204,848'],
    ['full/0,/0/default.jpg', 'bad-request', 'bad-request'],
    ['full/0,10/0/default.jpg', 'bad-request', 'bad-request'],
    ['full/!0,10/0/default.jpg', 'bad-request', 'bad-request'],
    ['full/1004,/0/default.jpg', 'bad-request', '0,0,1003,707 → 1004,708'],
    ['full/1004,1/0/default.jpg', 'bad-request', '0,0,1003,707 → 1004,1'],
    ['full/!2000,3000/0/default.jpg', '0,0,1003,707 → 1003,707', '0,0,1003,707 → 1003,707'],
    ['full/!200,200/0/default.jpg', '0,0,1003,707 → 200,141', '0,0,1003,707 → 200,141'],
    ['0,0,1,700/10,/0/default.jpg', 'bad-request', '0,0,1,700 → 10,7000'],
    ['0,0,1000,1/10,/0/default.jpg', '0,0,1000,1 → 10,1', '0,0,1000,1 → 10,1'],
    ['full/1003,/360/default.jpg', '0,0,1003,707 → 1003,707', '0,0,1003,707 → 1003,707'],
    // The last column of the grid at scale factor 2: the aspect says 257, the grid says 256.
    ['512,0,491,512/246,/0/default.jpg', '512,0,491,512 → 246,257', '512,0,491,512 → 246,257'],
  ];
  for (const [text, version3, version2] of table) {
    it(`makes ${version3} of ${text} in 3.0, ${version2} in 2.1`, () => {
      expect(pixels(text, 3, small)).to.equal(version3);
      expect(pixels(text, 2, small)).to.equal(version2);
    });
  }

  it('lets the grid decide on the implied side of a tile', () => {
    const image = imageOf(1003, 707, 256);
    for (const apiVersion of [2, 3] as const) {
      const plan = planImage(
        parseImageRequest('512,0,491,512/246,/0/default.jpg', apiVersion),
        image,
        DEFAULT_LIMITS,
      );
      expect(plan).to.include({ kind: 'tile', entry: '512,0,491,512/246,256/0/default.jpg' });
    }
  });

  it('knows every ^ form', () => {
    const limits = { maxWidth: 4000, maxHeight: 4000, maxArea: 16_000_000 };
    const forms = {
      '^max': '4000,2820',
      '^2006,': '2006,1414',
      '^,1414': '2006,1414',
      '^pct:200': '2006,1414',
      '^2000,10': '2000,10',
      '^!2000,2000': '2000,1410',
      '^!9999,9999': '4000,2820',
      '^4001,': 'bad-request',
      '^10,': '10,7',
    };
    for (const [form, expected] of Object.entries(forms)) {
      const got = pixels(`full/${form}/0/default.jpg`, 3, small, limits);
      expect(got.replace('0,0,1003,707 → ', ''), form).to.equal(expected);
    }
  });

  it('keeps max within the limits, and refuses what is asked for beyond them', () => {
    const limits = { maxWidth: 500, maxHeight: 400, maxArea: 150_000 };
    expect(pixels('full/max/0/default.jpg', 3, small, limits)).to.equal('0,0,1003,707 → 461,325');
    expect(pixels('full/max/0/default.jpg', 2, small, limits)).to.equal('0,0,1003,707 → 461,325');
    expect(pixels('full/full/0/default.jpg', 2, small, limits)).to.equal('bad-request');
    expect(pixels('full/501,/0/default.jpg', 3, small, limits)).to.equal('bad-request');
    expect(pixels('full/499,399/0/default.jpg', 3, small, limits)).to.equal('bad-request');
    expect(pixels('full/!499,399/0/default.jpg', 3, small, limits)).to.equal('0,0,1003,707 → 461,325');
    expect(pixels('0,0,10,10/max/0/default.jpg', 3, small, limits)).to.equal('0,0,10,10 → 10,10');
  });

  it('refuses what a format cannot hold', () => {
    const panorama = { width: 40_000, height: 100 };
    expect(pixels('full/max/0/default.webp', 3, panorama)).to.equal('bad-request');
    expect(pixels('full/max/0/default.jpg', 3, panorama)).to.equal('0,0,40000,100 → 40000,100');
  });

  it('finds every tile of the grid in the pack, by w, and w,h and in both versions', () => {
    fc.assert(
      fc.property(dimensions, fc.constantFrom(32, 64, 256), (size, tileSize) => {
        fc.pre(size.width > 1 && size.height > 1 && size.width * size.height < 400 * 400 * (tileSize / 32));
        const image = imageOf(size.width, size.height, tileSize);
        for (const tile of tilesOf(image)) {
          const entry = entryName(tile.region, tile.size, image);
          const region = entry.split('/')[0];
          for (const apiVersion of [2, 3] as const) {
            const exact = `${region}/${tile.size.width},${tile.size.height}/0/default.jpg`;
            const plan = planImage(parseImageRequest(exact, apiVersion), image, DEFAULT_LIMITS);
            expect(plan).to.include({ kind: 'tile', entry });
            const byWidth = `${region}/${tile.size.width},/0/default.jpg`;
            const wide = planImage(parseImageRequest(byWidth, apiVersion), image, DEFAULT_LIMITS);
            if (isOnlyMeaning(tile, image)) expect(wide).to.include({ kind: 'tile', entry });
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('renders what is not in the pack: other formats, qualities and rotations', () => {
    const image = imageOf(1003, 707);
    const kind = (text: string) => planImage(parseImageRequest(text, 3), image, DEFAULT_LIMITS).kind;
    expect(kind('full/max/0/default.jpg')).to.equal('tile');
    expect(kind('full/max/360/color.jpg')).to.equal('tile');
    expect(kind('full/!200,200/0/default.jpg')).to.equal('tile');
    expect(kind('full/max/0/default.png')).to.equal('render');
    expect(kind('full/max/0/gray.jpg')).to.equal('render');
    expect(kind('full/max/!0/default.jpg')).to.equal('render');
    expect(kind('full/max/90/default.jpg')).to.equal('render');
    expect(kind('1,0,512,512/max/0/default.jpg')).to.equal('render');
  });
});

/** Whether no other level shows this region in the same width: then `w,` can mean but one picture. */
function isOnlyMeaning(tile: { region: Box; size: Dimensions }, image: Tiling): boolean {
  const others = scaleFactorsOf(image).filter(
    (factor) =>
      Math.ceil(tile.region.width / factor) === tile.size.width &&
      Math.ceil(tile.region.height / factor) !== tile.size.height,
  );
  return others.length === 0;
}
