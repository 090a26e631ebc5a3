import { expect } from 'chai';
import fc from 'fast-check';
import { buildInfo } from '../../image/info.ts';
import { planImage } from '../../image/plan.ts';
import { entryName, listedSizes, tilesOf } from '../../image/pyramid.ts';
import { parseImagePath } from '../../image/request.ts';
import { askedByOpenSeadragon } from '../fixtures/open-seadragon.ts';
import { DEFAULT_LIMITS } from '../fixtures/planned.ts';

describe('image/info', () => {
  const tiling = { width: 1003, height: 707, tileSize: 512 };
  const source = {
    ...tiling,
    id: 'https://example.org/iiif/3/a%2Fb',
    limits: DEFAULT_LIMITS,
    sizes: listedSizes(tiling),
  };
  const sizes = [
    { width: 502, height: 354 },
    { width: 1003, height: 707 },
  ];
  const tiles = [{ width: 512, scaleFactors: [1, 2] }];

  it('describes an image in 3.0', () => {
    const rights = 'http://creativecommons.org/publicdomain/mark/1.0/';
    const partOf = [{ id: 'https://example.org/manifest', type: 'Manifest' as const }];
    const info = buildInfo(3, { ...source, rights, partOf });
    expect(Object.keys(info)[0]).to.equal('@context');
    expect(info).to.deep.equal({
      '@context': 'http://iiif.io/api/image/3/context.json',
      id: 'https://example.org/iiif/3/a%2Fb',
      type: 'ImageService3',
      protocol: 'http://iiif.io/api/image',
      profile: 'level2',
      width: 1003,
      height: 707,
      maxWidth: 65_500,
      maxHeight: 65_500,
      maxArea: 100_000_000,
      sizes,
      tiles,
      rights,
      preferredFormats: ['jpg'],
      extraFormats: ['webp', 'gif', 'tif', 'avif'],
      extraQualities: ['color', 'gray', 'bitonal'],
      extraFeatures: [
        'canonicalLinkHeader',
        'mirroring',
        'profileLinkHeader',
        'rotationArbitrary',
        'sizeUpscaling',
      ],
      partOf,
    });
  });

  it('describes an image in 2.1', () => {
    const info = buildInfo(2, source);
    expect(Object.keys(info)[0]).to.equal('@context');
    expect(info).to.include({ '@id': source.id, width: 1003, height: 707 });
    expect(info).to.not.have.any.keys('id', 'type', 'license', 'rights', 'maxArea');
    expect(info).to.have.deep.property('tiles', tiles);
    const { profile } = info;
    const [level, extras] = profile as [string, { supports: string[] }];
    expect(level).to.equal('http://iiif.io/api/image/2/level2.json');
    expect(extras).to.include({ maxWidth: 65_500, maxArea: 100_000_000 });
    expect(extras.supports).to.include.members(['sizeAboveFull', 'regionSquare', 'rotationArbitrary']);
  });

  it('promises no size and no tile beyond the limits', () => {
    const limits = { maxWidth: 600, maxHeight: 600, maxArea: 250_000 };
    const info = buildInfo(3, { ...source, limits });
    expect(info).to.have.deep.property('sizes', sizes.slice(0, 1));
    expect(info).to.not.have.property('tiles');
    const roomy = buildInfo(2, { ...source, limits: { ...limits, maxArea: 512 * 512 } });
    expect(roomy).to.have.deep.property('tiles', tiles);
  });

  for (const apiVersion of [2, 3] as const) {
    it(`makes OpenSeadragon ask for tiles of the pack and nothing else, whatever the size, in ${apiVersion}`, () => {
      // In 2.1 it asks for the levels of a strip by their width alone, and those of one pixel are all the same.
      const side = fc.integer({ min: apiVersion === 2 ? 64 : 2, max: 12_000 });
      fc.assert(
        fc.property(side, side, (width, height) => {
          const image = { width, height, tileSize: 512 };
          const whole = { x: 0, y: 0, width, height };
          const entries = new Set([
            ...[...tilesOf(image)].map((tile) => entryName(tile.region, tile.size, image)),
            ...listedSizes(image).map((size) => entryName(whole, size, image)),
          ]);
          const id = `http://localhost/iiif/${apiVersion}/x`;
          const info = buildInfo(apiVersion, {
            ...image,
            id,
            limits: DEFAULT_LIMITS,
            sizes: listedSizes(image),
          });
          const asked = askedByOpenSeadragon(JSON.stringify(info));
          expect(asked.length).to.be.greaterThan(0);
          for (const url of asked) {
            const path = parseImagePath(new URL(url).pathname);
            if (path.kind !== 'image') throw new Error(url);
            const plan = planImage(
              path.params,
              { ...image, has: (entry) => entries.has(entry) },
              DEFAULT_LIMITS,
            );
            expect(plan.kind, `${width} × ${height}: ${url}`).to.equal('tile');
          }
        }),
        {
          numRuns: 60,
          examples: [
            [7561, 10_607],
            [1003, 707],
            [3000, 2000],
            [1024, 1024],
            [5001, 777],
          ],
        },
      );
    });
  }
});
