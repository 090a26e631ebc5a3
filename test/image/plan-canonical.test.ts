import { expect } from 'chai';
import fc from 'fast-check';
import { planImage } from '../../image/plan.ts';
import { parseImageRequest } from '../../image/request.ts';
import type { ApiVersion } from '../../image/rotation.ts';
import { Fault } from '../../model/fault.ts';
import { box, DEFAULT_LIMITS, dimensions, imageOf, side, TEST_LIMITS } from '../fixtures/planned.ts';

describe('image/plan: canonical requests', () => {
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
});
