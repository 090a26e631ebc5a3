import { expect } from 'chai';
import { encodeTiff, makePixels } from '../fixtures/make-tiffs.ts';
import { publishBefore } from '../fixtures/published-images.ts';
import { decode } from './squares.ts';

const LIMITS = { maxWidth: 1600, maxHeight: 1200, maxArea: 1_000_000 };

describe('the limits of the image services, set low, and the switch for larger boxes, on', function () {
  this.timeout(120_000);
  const images = publishBefore(async () => [await encodeTiff(makePixels(2003, 1201))], {
    RECTO_MAX_WIDTH: '1600',
    RECTO_MAX_HEIGHT: '1200',
    RECTO_MAX_AREA_MP: '1',
    RECTO_REFUSE_LARGER_BOX: 'true',
  });
  const ask = (apiVersion: 2 | 3, request: string) => images.ask(apiVersion, `${images.ids[0]}/${request}`);
  const sizeOf = async (apiVersion: 2 | 3, request: string) => {
    const { width, height } = await decode(await ask(apiVersion, request));
    return [width, height];
  };

  it('stand in both descriptions, and no size or tile there is beyond them', async () => {
    const info3 = JSON.parse((await ask(3, 'info.json')).body.toString());
    expect(info3).to.include(LIMITS);
    expect(info3.sizes).to.deep.equal([
      { width: 501, height: 301 },
      { width: 1002, height: 601 },
    ]);
    expect(info3.tiles).to.deep.equal([{ width: 512, scaleFactors: [1, 2, 4] }]);
    const info2 = JSON.parse((await ask(2, 'info.json')).body.toString());
    expect(info2.profile[1]).to.include(LIMITS);
    expect(info2.sizes).to.deep.equal(info3.sizes);
  });

  it('hold max down, and refuse what is larger', async () => {
    for (const apiVersion of [2, 3] as const) {
      const [width = 0, height = 0] = await sizeOf(apiVersion, 'full/max/0/default.jpg');
      expect(width * height).to.be.within(997_000, LIMITS.maxArea);
      for (const size of ['1601,10', '10,1201', '1300,', ',800', 'pct:80']) {
        expect((await ask(apiVersion, `full/${size}/0/default.jpg`)).status, size).to.equal(400);
      }
      expect(await sizeOf(apiVersion, '0,0,1000,100/max/0/default.jpg')).to.deep.equal([1000, 100]);
    }
    expect((await ask(2, 'full/full/0/default.jpg')).status).to.equal(400);
    expect((await ask(3, 'full/^1601,10/0/default.jpg')).status).to.equal(400);
  });

  it('are what ^max grows to', async () => {
    expect(await sizeOf(3, '0,0,10,10/^max/0/default.jpg')).to.deep.equal([1000, 1000]);
    expect(await sizeOf(3, '0,0,100,10/^max/0/default.jpg')).to.deep.equal([1600, 160]);
    expect(await sizeOf(3, '0,0,10,100/^max/0/default.jpg')).to.deep.equal([120, 1200]);
  });

  it('size_noup of the validator: a !w,h larger than the region is 400 in 3.0, and of 2.1 it is the region', async () => {
    expect((await ask(3, '0,0,400,300/!500,600/0/default.jpg')).status).to.equal(400);
    expect(await sizeOf(3, '0,0,400,300/!400,600/0/default.jpg')).to.deep.equal([400, 300]);
    expect(await sizeOf(3, '0,0,400,300/^!500,600/0/default.jpg')).to.deep.equal([500, 375]);
    expect(await sizeOf(2, '0,0,400,300/!500,600/0/default.jpg')).to.deep.equal([400, 300]);
  });
});
