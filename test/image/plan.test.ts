import { expect } from 'chai';
import fc from 'fast-check';
import { planImage } from '../../image/plan.ts';
import { entryName, listedSizes, scaleFactorsOf, type Tiling, tilesOf } from '../../image/pyramid.ts';
import type { Box, Dimensions } from '../../image/region.ts';
import { parseImageRequest } from '../../image/request.ts';
import type { ApiVersion } from '../../image/rotation.ts';
import { DEFAULT_LIMITS, type Limits } from '../../image/size.ts';
import { asFault, Fault } from '../../model/fault.ts';

const TEST_LIMITS: Limits = { maxWidth: 5000, maxHeight: 4000, maxArea: 12_000_000 };

function imageOf(width: number, height: number, tileSize = 512) {
  const tiling: Tiling = { width, height, tileSize };
  const names = new Set([...tilesOf(tiling)].map((tile) => entryName(tile.region, tile.size, tiling)));
  for (const size of listedSizes(tiling)) names.add(`full/${size.width},${size.height}/0/default.jpg`);
  return { ...tiling, has: (entry: string) => names.has(entry) };
}

/** What is given out: `x,y,w,h → w,h`, or the code of the Fault. */
function pixels(text: string, apiVersion: ApiVersion, image: Dimensions, limits = DEFAULT_LIMITS): string {
  try {
    const bare = { ...image, tileSize: 512, has: () => false };
    const plan = planImage(parseImageRequest(text, apiVersion), bare, limits);
    return plan.key.split('/').slice(0, 2).join(' → ');
  } catch (thrown) {
    return asFault(thrown).code;
  }
}

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

  const canonicals: readonly (readonly [ApiVersion, string, string])[] = [
    [3, '0,0,1003,707/1003,707/0/color.jpg', 'full/max/0/default.jpg'],
    [3, 'full/pct:50/0/default.jpg', 'full/502,354/0/default.jpg'],
    [3, 'full/^502,/0/gray.jpg', 'full/502,354/0/gray.jpg'],
    [3, 'full/^2006,/0/default.jpg', 'full/%5E2006,1414/0/default.jpg'],
    [3, 'full/^max/0/default.jpg', 'full/%5Emax/0/default.jpg'],
    [3, '0,0,512,512/512,512/0/default.jpg', '0,0,512,512/max/0/default.jpg'],
    [3, '900,700,500,500/max/!.50/default.png', '900,700,103,7/max/!0.5/default.png'],
    [2, '900,700,500,500/max/!0.50/default.png', '900,700,103,7/full/!.5/default.png'],
    [2, 'full/1003,707/0/default.jpg', 'full/full/0/default.jpg'],
    [2, 'full/502,354/0/default.jpg', 'full/502,/0/default.jpg'],
    [2, 'full/502,100/0/default.jpg', 'full/502,100/0/default.jpg'],
    [2, 'full/,354/0/color.jpg', 'full/502,/0/default.jpg'],
  ];
  for (const [apiVersion, text, expected] of canonicals) {
    it(`calls ${text} canonically ${expected} in version ${apiVersion}`, () => {
      const image = imageOf(1003, 707);
      expect(planImage(parseImageRequest(text, apiVersion), image, DEFAULT_LIMITS).canonical).to.equal(
        expected,
      );
    });
  }

  const side = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6000 }));
  const dimensions = fc.record({ width: side, height: side });
  const box = fc.tuple(fc.nat({ max: 6000 }), fc.nat({ max: 6000 }), side, side);

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
    expect(refused).to.be.above(100);
    expect(given).to.be.above(100);
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

  it('gives canonical requests that are their own canonical form and mean the same', () => {
    const forms = fc.constantFrom(
      'max',
      'w,',
      ',h',
      'w,h',
      '!w,h',
      '^max',
      '^w,',
      '^,h',
      '^w,h',
      '^!w,h',
      'pct:w',
    );
    let planned = 0;
    fc.assert(
      fc.property(
        dimensions,
        box,
        forms,
        side,
        side,
        fc.constantFrom<ApiVersion>(2, 3),
        (size, b, form, w, h, v) => {
          const image = { ...size, tileSize: 64, has: () => false };
          const text = form.replace('w', String(w)).replace('h', String(h));
          const asked = v === 2 ? text.replace('^', '') : text;
          for (const region of ['full', b.join(',')]) {
            try {
              const request = parseImageRequest(`${region}/${asked}/0/color.png`, v);
              const plan = planImage(request, image, TEST_LIMITS);
              const again = planImage(parseImageRequest(plan.canonical, v), image, TEST_LIMITS);
              expect(again).to.deep.equal(plan);
              planned += 1;
            } catch (thrown) {
              if (!(thrown instanceof Fault)) throw thrown;
              expect(thrown.code).to.equal('bad-request');
            }
          }
        },
      ),
      { numRuns: 3000 },
    );
    expect(planned).to.be.above(1000);
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

/** Whether a box, once clipped, is a tile or the whole image, so that the grid may have its say. */
function isOnAnyGrid(asked: Box, image: Dimensions): boolean {
  const right = Math.min(asked.x + asked.width, image.width);
  const bottom = Math.min(asked.y + asked.height, image.height);
  if (asked.x === 0 && asked.y === 0 && right === image.width && bottom === image.height) return true;
  return asked.x % 512 === 0 && asked.y % 512 === 0;
}

/** Whether no other level shows this region in the same width: then `w,` can mean but one picture. */
function isOnlyMeaning(tile: { region: Box; size: Dimensions }, image: Tiling): boolean {
  const others = scaleFactorsOf(image).filter(
    (factor) =>
      Math.ceil(tile.region.width / factor) === tile.size.width &&
      Math.ceil(tile.region.height / factor) !== tile.size.height,
  );
  return others.length === 0;
}
