import { expect } from 'chai';
import { encodeTiff, makePixels } from '../fixtures/make-tiffs.ts';
import { askedByOpenSeadragon } from '../fixtures/open-seadragon.ts';
import { askAlone } from '../fixtures/plain-http.ts';
import { publishBefore } from '../fixtures/published-images.ts';
import { linkOf, rendersOf, serviceOf } from './service.ts';
import { decode } from './squares.ts';

const VERSIONS = [3, 2] as const;

describe('edge cases: regions, tiles and listed sizes', function () {
  this.timeout(120_000);
  const images = publishBefore(async () => [
    await encodeTiff(makePixels(1003, 707)),
    await encodeTiff(makePixels(1515, 1101)),
    await encodeTiff(makePixels(640, 640)),
  ]);
  const service = serviceOf(images);
  const tiled = serviceOf(images, 1);
  const square = serviceOf(images, 2);

  for (const apiVersion of VERSIONS) {
    const name = apiVersion === 3 ? '3.0' : '2.1';
    const whole = apiVersion === 3 ? 'max' : 'full';

    it(`§3.2 item 7: x,y,w,h is four whole numbers, clipped at the edges, and never outside (${name})`, async () => {
      await service.expectStatus(
        apiVersion,
        400,
        [
          '0,0,0,10',
          '0,0,10,0',
          '1003,0,1,1',
          '0,707,1,1',
          '-1,0,10,10',
          '1e3,0,10,10',
          '+1,0,10,10',
          '0,0,10',
          '0,0,10,10,10',
          ',,,',
          '',
          '0.5,0,10,10',
          '0,0,10,99999999999999999999',
        ].map((region) => `${region}/max/0/default.jpg`),
      );
      const size = (request: string) => service.sizeOf(apiVersion, request);
      expect(await size('1000,700,512,512/max/0/default.jpg')).to.deep.equal([3, 7]);
      // Half of what is left after clipping, not of what was asked for.
      expect(await size('903,0,500,200/50,/0/default.jpg')).to.deep.equal([50, 100]);
    });

    it(`§3.2 item 8: pct: is decimal numbers, rounded to whole pixels, at least one (${name})`, async () => {
      await service.expectStatus(
        apiVersion,
        400,
        [
          '0,0,0,50',
          '0,0,50,0',
          '100,0,1,1',
          '0,100,1,1',
          '1e1,0,1,1',
          '-1,0,1,1',
          '0,0,1.2.3,1',
          '0,0,5.,1',
        ].map((percents) => `pct:${percents}/max/0/default.jpg`),
      );
      const size = (request: string) => service.sizeOf(apiVersion, request);
      expect(await size('pct:50,50,50,50/max/0/default.jpg')).to.deep.equal([501, 353]);
      expect(await size('pct:0,0,0.001,.001/max/0/default.jpg')).to.deep.equal([1, 1]);
      expect(await size('pct:99.999,99.999,50,50/max/0/default.jpg')).to.deep.equal([1, 1]);
      expect(await service.canonicalOf(apiVersion, 'pct:0,0,100,100/max/0/default.jpg')).to.equal(
        `full/${whole}/0/default.jpg`,
      );
      const long = `pct:0,0,${'3'.repeat(2)}.${'3'.repeat(40)},50`;
      expect(await size(`${long}/max/0/default.jpg`)).to.deep.equal([334, 354]);
    });

    it(`§3.2 item 9: square is in the middle, always the same, and full of a square image (${name})`, async () => {
      expect(await service.canonicalOf(apiVersion, 'square/max/0/default.jpg')).to.equal(
        `148,0,707,707/${whole}/0/default.jpg`,
      );
      expect(await square.canonicalOf(apiVersion, 'square/max/0/default.jpg')).to.equal(
        `full/${whole}/0/default.jpg`,
      );
    });

    it(`§3.2 item 10: canonical regions are clipped pixels, or full (${name})`, async () => {
      for (const [region, expected] of [
        ['900,700,500,500', '900,700,103,7'],
        ['0,0,1003,707', 'full'],
        ['0,0,99999,99999', 'full'],
        ['pct:50,50,50,50', '502,354,501,353'],
      ]) {
        expect(await service.canonicalOf(apiVersion, `${region}/max/0/default.jpg`)).to.equal(
          `${expected}/${whole}/0/default.jpg`,
        );
      }
    });

    it(`§3.3 item 17: a tile of the last column has the height of its row, however it is asked for (${name})`, async () => {
      // 1024 · 246 / 491 = 513.04: the aspect says 513, the grid 512.
      const before = await rendersOf(images);
      for (const size of ['246,', '246,512']) {
        expect(await tiled.sizeOf(apiVersion, `1024,0,491,1024/${size}/0/default.jpg`)).to.deep.equal([
          246, 512,
        ]);
      }
      expect(await tiled.sizeOf(apiVersion, '0,1024,1024,77/512,/0/default.jpg')).to.deep.equal([512, 39]);
      expect(await tiled.sizeOf(apiVersion, '1024,1024,491,77/491,/0/default.jpg')).to.deep.equal([491, 77]);
      expect(await rendersOf(images)).to.equal(before);
    });

    it(`§3.3 item 19: every listed size and every tile is in the pack, as w,h and as w, (${name})`, async () => {
      const before = await rendersOf(images);
      for (const each of [service, tiled, square]) {
        const { sizes } = await each.infoOf(apiVersion);
        expect(sizes.length).to.be.greaterThan(1);
        for (const { width, height } of sizes) {
          for (const size of [`${width},${height}`, `${width},`, `,${height}`]) {
            const got = await each.sizeOf(apiVersion, `full/${size}/0/default.jpg`);
            expect(got, size).to.deep.equal([width, height]);
          }
        }
      }
      expect(await rendersOf(images)).to.equal(before);
    });

    it(`§3.3 item 20: what OpenSeadragon, Mirador and others ask for is never drawn (${name})`, async () => {
      const before = await rendersOf(images);
      for (const id of images.ids) {
        const info = await images.ask(apiVersion, `${id}/info.json`);
        await expectTiles(images.server.url, askedByOpenSeadragon(info.body.toString()));
      }
      for (const size of ['!200,200', '!400,400', '200,', '400,', 'max', whole]) {
        await tiled.expectStatus(apiVersion, 200, [`full/${size}/0/default.jpg`]);
      }
      expect(await rendersOf(images)).to.equal(before);
    });
  }

  it('§3.3 item 20: a tile is the same by the w, of 2.1 and the w,h of 3.0', async () => {
    const older = await tiled.ask(2, '1024,0,491,1024/246,/0/default.jpg');
    const newer = await tiled.ask(3, '1024,0,491,1024/246,512/0/default.jpg');
    expect(newer.body.equals(older.body)).to.equal(true);
    expect(newer.headers.etag).to.equal(older.headers.etag);
    expect(linkOf(older, 'canonical')).to.match(/\/iiif\/2\/.*\/246,\/0\/default\.jpg$/);
    expect(linkOf(newer, 'canonical')).to.match(/\/iiif\/3\/.*\/246,512\/0\/default\.jpg$/);
  });
});

/** Asks for what a viewer asks for, and demands the sizes that it expects. */
async function expectTiles(serverUrl: string, urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const got = await decode(await askAlone(`${serverUrl}${new URL(url).pathname}`));
    const [, width, height] = /\/(\d*),(\d*)\/0\/default\.jpg$/.exec(url) ?? [];
    if (width) expect(got.width, url).to.equal(Number(width));
    if (height) expect(got.height, url).to.equal(Number(height));
  }
}
