import { expect } from 'chai';
import fc from 'fast-check';
import { FORMATS } from '../../image/format.ts';
import { QUALITIES } from '../../image/quality.ts';
import type { Region } from '../../image/region.ts';
import { formatImageRequest, parseImagePath, parseImageRequest } from '../../image/request.ts';
import type { ApiVersion } from '../../image/rotation.ts';
import type { Size } from '../../image/size.ts';
import { asFault } from '../../model/fault.ts';

/** What comes of reading something: the value, or the code of the Fault. */
function outcome<T>(read: () => T): T | string {
  try {
    return read();
  } catch (thrown) {
    return asFault(thrown).code;
  }
}

const pixel = fc.integer({ min: 0, max: 999_999_999 });
const side = fc.integer({ min: 1, max: 999_999_999 });
const percent = fc.oneof(
  fc.integer({ min: 1, max: 200 }),
  fc.double({ min: 1e-9, max: 99_999, noNaN: true, noDefaultInfinity: true }),
);
const region: fc.Arbitrary<Region> = fc.oneof(
  fc.constant<Region>({ kind: 'full' }),
  fc.constant<Region>({ kind: 'square' }),
  fc.record({ kind: fc.constant('pixels' as const), x: pixel, y: pixel, width: side, height: side }),
  fc.record({
    kind: fc.constant('percent' as const),
    x: percent,
    y: percent,
    width: percent,
    height: percent,
  }),
);
const sizeOf = (apiVersion: ApiVersion): fc.Arbitrary<Size> => {
  const upscale = apiVersion === 3 ? fc.boolean() : fc.constant(false);
  const forms: fc.Arbitrary<Size>[] = [
    fc.record({ kind: fc.constant('max' as const), upscale }),
    fc.record({ kind: fc.constant('width' as const), upscale, width: pixel }),
    fc.record({ kind: fc.constant('height' as const), upscale, height: pixel }),
    fc.record({ kind: fc.constant('percent' as const), upscale, percent }),
    fc.record({
      kind: fc.constantFrom('exact' as const, 'within' as const),
      upscale,
      width: pixel,
      height: pixel,
    }),
  ];
  return apiVersion === 2 ? fc.oneof(fc.constant<Size>({ kind: 'full' }), ...forms) : fc.oneof(...forms);
};
const request = fc.constantFrom<ApiVersion>(2, 3).chain((apiVersion) =>
  fc.record({
    apiVersion: fc.constant(apiVersion),
    region,
    size: sizeOf(apiVersion),
    rotation: fc.record({
      mirror: fc.boolean(),
      degrees: fc.oneof(fc.integer({ min: 0, max: 360 }), fc.double({ min: 1e-9, max: 360, noNaN: true })),
    }),
    quality: fc.constantFrom(...QUALITIES),
    format: fc.constantFrom(...FORMATS),
  }),
);

describe('image/request', () => {
  it('reads what it writes', () => {
    fc.assert(
      fc.property(request, (given) => {
        const text = formatImageRequest(given);
        expect(text).to.match(/^[A-Za-z0-9,.:!/%]+$/);
        expect(parseImageRequest(text, given.apiVersion)).to.deep.equal(given);
      }),
    );
  });

  const rightBoth = [
    'full/max/0/default.jpg',
    'square/max/0/color.png',
    '0,0,10,10/50,/90/gray.webp',
    '1,2,3,4/,50/!180/bitonal.jpg',
    'pct:0,0,50,50/pct:25/0/default.jpg',
    'pct:41.6,7.5,.5,70/pct:0.5/22.5/default.jpg',
    'full/300,200/!0/default.jpg',
    'full/!300,200/360/default.jpg',
    'full/%21300%2C200/0/default.jpg',
    '0%2C0%2C10%2C10/max/%210/default.jpg',
    'pct%3A0,0,50,50/max/0/default.tif',
  ];
  const right3 = [
    'full/^max/0/default.jpg',
    'full/^300,/0/default.jpg',
    'full/%5E,300/0/default.jpg',
    'full/^pct:120/0/default.jpg',
    'full/^300,300/0/default.jpg',
    'full/^!300,300/0/default.jpg',
  ];
  const wrongBoth = [
    'Full/max/0/default.jpg',
    '0,0,10/max/0/default.jpg',
    '0,0,10,10,10/max/0/default.jpg',
    '0,0,0,10/max/0/default.jpg',
    '0,0,10,0/max/0/default.jpg',
    '-1,0,10,10/max/0/default.jpg',
    '+1,0,10,10/max/0/default.jpg',
    '1e1,0,10,10/max/0/default.jpg',
    '0.5,0,10,10/max/0/default.jpg',
    ',,,/max/0/default.jpg',
    ' 0,0,10,10/max/0/default.jpg',
    '0,0,10,9999999999/max/0/default.jpg',
    'pct:0,0,50/max/0/default.jpg',
    'pct:0,0,0,50/max/0/default.jpg',
    'pct:0,0,1.2.3,50/max/0/default.jpg',
    'pct:0,0,5.,50/max/0/default.jpg',
    '/max/0/default.jpg',
    'full//0/default.jpg',
    'full/Max/0/default.jpg',
    'full/,/0/default.jpg',
    'full/!300,/0/default.jpg',
    'full/!,300/0/default.jpg',
    'full/300/0/default.jpg',
    'full/-300,/0/default.jpg',
    'full/3.5,/0/default.jpg',
    'full/pct:/0/default.jpg',
    'full/pct:-1/0/default.jpg',
    'full/pct:1e1/0/default.jpg',
    'full/^^300,/0/default.jpg',
    'full/!^300,300/0/default.jpg',
    'full/max/-90/default.jpg',
    'full/max/361/default.jpg',
    'full/max/360.1/default.jpg',
    'full/max/1e2/default.jpg',
    'full/max/!/default.jpg',
    'full/max/!!0/default.jpg',
    'full/max/0!/default.jpg',
    'full/max//default.jpg',
    'full/max/0/native.jpg',
    'full/max/0/Default.jpg',
    'full/max/0/default.jpeg',
    'full/max/0/default.JPG',
    'full/max/0/default.',
    'full/max/0/default',
    'full/max/0/.jpg',
    'full/max/0/default.jp2',
    'full/max/0/default.%ZZ',
  ];
  for (const apiVersion of [2, 3] as const) {
    const full = 'full/full/0/default.jpg';
    const right = apiVersion === 3 ? [...rightBoth, ...right3] : [...rightBoth, full];
    const wrong = apiVersion === 3 ? [...wrongBoth, full] : [...wrongBoth, ...right3];
    for (const text of right) {
      it(`takes ${text} in version ${apiVersion}`, () => {
        expect(outcome(() => parseImagePath(`/iiif/${apiVersion}/id/${text}`))).to.include({
          kind: 'image',
          id: 'id',
        });
      });
    }
    for (const text of wrong) {
      it(`refuses ${text} in version ${apiVersion}`, () => {
        expect(outcome(() => parseImagePath(`/iiif/${apiVersion}/id/${text}`))).to.equal('bad-request');
      });
    }
  }

  const image = 'full/max/0/default.jpg';
  const paths: readonly (readonly [string, Readonly<Record<string, unknown>> | string])[] = [
    ['/iiif/3/id', { kind: 'base', apiVersion: 3, rawId: 'id', id: 'id' }],
    ['/iiif/2/id/info.json', { kind: 'info', apiVersion: 2, rawId: 'id', id: 'id' }],
    ['/iiif/3/id/info.json?x=/a/b', { kind: 'info', id: 'id' }],
    [`/iiif/3/a%2Fb/${image}`, { kind: 'image', rawId: 'a%2Fb', id: 'a/b' }],
    [`/iiif/3/a/b/${image}`, { kind: 'image', rawId: 'a/b', id: 'a/b' }],
    [`/iiif/3/${image}/${image}`, { kind: 'image', id: image }],
    ['/iiif/3/a%252Fb/info.json', { rawId: 'a%252Fb', id: 'a%2Fb' }],
    ['/iiif/3/%2D%7E/info.json', { rawId: '%2D%7E', id: '-~' }],
    ['/iiif/3/ark:%2F12025%2F654xz321/info.json', { id: 'ark:/12025/654xz321' }],
    ['/iiif/3/%C3%A9%3F%23%5B%5D%40/info.json', { id: 'é?#[]@' }],
    ['/iiif/3/info.json/info.json', { kind: 'info', id: 'info.json' }],
    ['/iiif/3/%5Bfrob%5D/info.json', { id: '[frob]' }],
    ['/iiif/3/%ZZ/info.json', 'bad-request'],
    ['/iiif/3/%E9/info.json', 'bad-request'],
    ['/iiif/3/a%00b/info.json', 'bad-request'],
    ['/iiif/3/..%2F..%2Fetc/info.json', 'bad-request'],
    ['/iiif/3/..%5C..%5Cetc/info.json', 'bad-request'],
    ['/iiif/3/../info.json', 'bad-request'],
    ['/iiif/3/id/', 'not-found'],
    ['/iiif/3/', 'not-found'],
    ['/iiif/3', 'not-found'],
    ['/iiif/1/id/info.json', 'not-found'],
    ['/iiif/3//info.json', 'not-found'],
    [`/iiif/3//${image}`, 'not-found'],
    ['/iiif/3/id/full/max', 'not-found'],
    ['/iiif/3/id/full/max/0', 'not-found'],
    ['/other/3/id/info.json', 'not-found'],
  ];
  for (const [path, expected] of paths) {
    it(`makes ${JSON.stringify(expected)} of ${path}`, () => {
      const got = outcome(() => parseImagePath(path));
      if (typeof expected === 'string') expect(got).to.equal(expected);
      else expect(got).to.include(expected);
    });
  }

  it('never throws anything but a Fault that is not its own fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webPath(), fc.string()), (path) => {
        const got = outcome(() => parseImagePath(`/iiif/3/${path}`));
        expect(got).to.not.equal('internal');
      }),
    );
  });
});
