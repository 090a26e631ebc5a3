import { expect } from 'chai';
import { encodeTiff, makePixels } from '../fixtures/make-tiffs.ts';
import { publishBefore } from '../fixtures/published-images.ts';
import { serviceOf } from './service.ts';

const VERSIONS = [3, 2] as const;
/** Limits that the second image is larger than. */
const ENV = { RECTO_MAX_WIDTH: '2400', RECTO_MAX_HEIGHT: '2000', RECTO_MAX_AREA_MP: '3' };

describe('edge cases: sizes', function () {
  this.timeout(120_000);
  const images = publishBefore(
    async () => [await encodeTiff(makePixels(1003, 707)), await encodeTiff(makePixels(2603, 1301))],
    ENV,
  );
  const service = serviceOf(images);
  const large = serviceOf(images, 1);
  const of = (region: string) => (size: string) => `${region}/${size}/0/default.jpg`;
  const full = of('full');

  it('§3.3 item 11: every form of 3.0, and what is none', async () => {
    const forms: Readonly<Record<string, readonly [number, number]>> = {
      max: [1003, 707],
      '^max': [2063, 1454],
      '502,': [502, 354],
      '^1200,': [1200, 846],
      ',100': [142, 100],
      '^,1000': [1419, 1000],
      'pct:25': [251, 177],
      '^pct:120': [1204, 848],
      '300,300': [300, 300],
      '^1100,300': [1100, 300],
      '!300,300': [300, 211],
      '^!1200,1200': [1200, 846],
    };
    for (const [size, expected] of Object.entries(forms)) {
      expect(await service.sizeOf(3, full(size)), size).to.deep.equal(expected);
    }
    await service.expectStatus(
      3,
      400,
      ['full', '^full', ',', '^', '!300,', '!^300,300', '^^300,', '300'].map(full),
    );
  });

  it('§3.3 item 11: every form of 2.1, and what is none', async () => {
    const forms: Readonly<Record<string, readonly [number, number]>> = {
      full: [1003, 707],
      max: [1003, 707],
      '502,': [502, 354],
      ',100': [142, 100],
      'pct:25': [251, 177],
      '300,300': [300, 300],
      '!300,300': [300, 211],
      '1200,': [1200, 846],
    };
    for (const [size, expected] of Object.entries(forms)) {
      expect(await service.sizeOf(2, full(size)), size).to.deep.equal(expected);
    }
    await service.expectStatus(
      2,
      400,
      ['^max', '^300,', '%5E300,', '^pct:50', ',', '300', '!,300'].map(full),
    );
  });

  it('§3.3 item 12: in 3.0 nothing is larger than its region without ^, but !w,h may be asked larger', async () => {
    const region = of('100,100,200,100');
    await service.expectStatus(
      3,
      400,
      ['201,', ',101', '201,50', '50,101', 'pct:100.1', 'pct:101'].map(region),
    );
    expect(await service.sizeOf(3, region('!2000,3000'))).to.deep.equal([200, 100]);
    expect(await service.sizeOf(3, region('200,100'))).to.deep.equal([200, 100]);
    expect(await service.sizeOf(3, region('pct:100'))).to.deep.equal([200, 100]);
    expect(await service.sizeOf(3, region('^201,'))).to.deep.equal([201, 101]);
  });

  for (const apiVersion of VERSIONS) {
    const name = apiVersion === 3 ? '3.0' : '2.1';

    it(`§3.3 item 13: nothing is 400, and so is what is beyond the limits (${name})`, async () => {
      await service.expectStatus(
        apiVersion,
        400,
        [
          '0,',
          ',0',
          '0,0',
          '0,10',
          '10,0',
          '!0,10',
          'pct:0',
          'pct:0.0001',
          '2401,',
          ',2001',
          '2400,2000',
        ].map(full),
      );
      if (apiVersion === 3) {
        await service.expectStatus(
          3,
          400,
          ['^0,', '^2401,', '^,2001', '^2400,2000', '^pct:0', '^pct:300'].map(full),
        );
      }
      const [width, height] = await service.sizeOf(apiVersion, full('!2400,2000'));
      expect(width * height).to.be.at.most(3_000_000);
    });

    it(`§3.3 item 14: max is the region, held to the limits and never enlarged (${name})`, async () => {
      expect(await service.sizeOf(apiVersion, full('max'))).to.deep.equal([1003, 707]);
      expect(await service.sizeOf(apiVersion, of('0,0,10,20')('max'))).to.deep.equal([10, 20]);
      const [width, height] = await large.sizeOf(apiVersion, full('max'));
      expect([width, height]).to.deep.equal([2400, 1200]);
      expect(await large.infoOf(3)).to.include({ maxWidth: 2400, maxHeight: 2000, maxArea: 3_000_000 });
    });

    it(`§3.3 item 16: an implied side is rounded half up, is at least one, and never more than the region (${name})`, async () => {
      for (const [region, size, expected] of [
        ['full', '15,', [15, 11]],
        ['full', '10,', [10, 7]],
        ['0,0,200,3', '100,', [100, 2]],
        ['0,0,1000,1', '10,', [10, 1]],
        ['0,0,1,700', ',10', [1, 10]],
        ['0,0,375,100', 'pct:9.2', [35, 9]],
        ['0,0,3,7', '3,', [3, 7]],
        ['0,0,3,7', 'pct:99.99', [3, 7]],
        ['0,0,333,7', '!332,7', [332, 7]],
      ] as const) {
        expect(await service.sizeOf(apiVersion, of(region)(size)), `${region} ${size}`).to.deep.equal(
          expected,
        );
      }
    });
  }

  it('§3.3 item 14: ^max grows to the limits, and what can grow says how far', async () => {
    expect(await service.sizeOf(3, of('0,0,10,10')('^max'))).to.deep.equal([1732, 1732]);
    expect(await service.sizeOf(3, of('0,0,200,10')('^max'))).to.deep.equal([2400, 120]);
    const info = await service.infoOf(3);
    expect(info['extraFeatures']).to.include('sizeUpscaling');
    expect(info).to.include.all.keys('maxWidth', 'maxHeight', 'maxArea');
  });

  it('§3.3 item 15: in 2.1 max is not full where there are limits, and full beyond them is 400', async () => {
    await large.expectStatus(2, 400, [full('full')]);
    expect(await large.sizeOf(2, full('max'))).to.deep.equal([2400, 1200]);
    expect(await large.canonicalOf(2, full('max'))).to.equal('full/2400,/0/default.jpg');
    expect(await large.canonicalOf(3, full('max'))).to.equal('full/max/0/default.jpg');
  });

  it('§3.3 item 18: canonical sizes of 3.0 are max, ^max, w,h or ^w,h', async () => {
    for (const [size, expected] of [
      ['1003,707', 'max'],
      ['pct:100', 'max'],
      ['!1003,9999', 'max'],
      ['^1003,', 'max'],
      ['^max', '%5Emax'],
      ['^2063,1454', '%5Emax'],
      ['502,', '502,354'],
      ['^502,', '502,354'],
      ['^1200,', '%5E1200,846'],
      ['^1200,10', '%5E1200,10'],
    ] as const) {
      expect(await service.canonicalOf(3, full(size)), size).to.equal(`full/${expected}/0/default.jpg`);
    }
  });

  it('§3.3 item 18: canonical sizes of 2.1 are full, w, or, where it is distorted, w,h', async () => {
    for (const [size, expected] of [
      ['1003,707', 'full'],
      ['max', 'full'],
      ['502,354', '502,'],
      [',354', '502,'],
      ['pct:50', '502,'],
      ['!502,9999', '502,'],
      ['1200,846', '1200,'],
      ['502,100', '502,100'],
    ] as const) {
      expect(await service.canonicalOf(2, full(size)), size).to.equal(`full/${expected}/0/default.jpg`);
    }
  });

  it('§3.3 item 19: no listed size and no tile is beyond the limits', async () => {
    const info = await large.infoOf(3);
    expect(info.sizes.at(-1)).to.deep.equal({ width: 1302, height: 651 });
    for (const { width, height } of info.sizes)
      await large.expectStatus(3, 200, [full(`${width},${height}`)]);
  });
});
