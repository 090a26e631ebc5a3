import { expect } from 'chai';
import { buildInfo } from '../../image/info.ts';
import { listedSizes } from '../../image/pyramid.ts';
import { DEFAULT_LIMITS } from '../../image/size.ts';

describe('image/info', () => {
  const tiling = { width: 1003, height: 707, tileSize: 512 };
  const source = {
    ...tiling,
    id: 'https://example.org/iiif/3/a%2Fb',
    limits: DEFAULT_LIMITS,
    sizes: listedSizes(tiling),
  };
  const sizes = [
    { width: 200, height: 141 },
    { width: 400, height: 282 },
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
    const limits = { maxWidth: 450, maxHeight: 450, maxArea: 150_000 };
    const info = buildInfo(3, { ...source, limits });
    expect(info).to.have.deep.property('sizes', sizes.slice(0, 2));
    expect(info).to.have.deep.property('tiles', []);
  });
});
