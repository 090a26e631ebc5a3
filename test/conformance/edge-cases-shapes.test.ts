import { expect } from 'chai';
import { encodeTiff, makePixels } from '../fixtures/make-tiffs.ts';
import { askedByOpenSeadragon } from '../fixtures/open-seadragon.ts';
import { askAlone } from '../fixtures/plain-http.ts';
import { publishBefore } from '../fixtures/published-images.ts';
import { rendersOf, serviceOf } from './service.ts';
import { decode } from './squares.ts';

const VERSIONS = [3, 2] as const;
const SHAPES = [
  ['a single pixel', 1, 1],
  ['a strip one pixel high', 700, 1],
  ['a strip one pixel wide', 1, 700],
  ['smaller than a tile', 511, 300],
  ['exactly a tile', 512, 512],
  ['powers of two', 1024, 2048],
  ['one more than a tile, each way', 513, 513],
  ['one pixel left for the last column', 1025, 600],
  ['wider than a WebP holds', 17_000, 6],
  ['longer than a JPEG holds', 65_700, 3],
] as const;

describe('edge cases: shapes of images', function () {
  this.timeout(120_000);
  const images = publishBefore(() =>
    Promise.all(SHAPES.map(([, width, height]) => encodeTiff(makePixels(width, height)))),
  );

  for (const [index, [shape, width, height]] of SHAPES.entries()) {
    const service = serviceOf(images, index);
    for (const apiVersion of VERSIONS) {
      it(`§3.3 item 21: ${shape} (${width} × ${height}, ${apiVersion}): its tiles are cut and fit`, async () => {
        const info = await service.ask(apiVersion, 'info.json');
        expect(JSON.parse(info.body.toString())).to.include({ width, height });
        const before = await rendersOf(images);
        for (const url of askedByOpenSeadragon(info.body.toString())) {
          const got = await decode(await askAlone(`${images.server.url}${new URL(url).pathname}`));
          // In 2.1 the levels of a strip one pixel wide all have the same name: 1, is the whole.
          const isNamedApart = apiVersion === 3 || width > 1;
          expect([got.width <= 512, got.height <= 512 || !isNamedApart], url).to.deep.equal([true, true]);
        }
        expect(await rendersOf(images)).to.equal(before);
      });
    }
    if (width > 65_500) continue;
    it(`§3.3 item 21: ${shape} (${width} × ${height}): whole, at its size, in both versions`, async () => {
      for (const apiVersion of VERSIONS) {
        expect(await service.sizeOf(apiVersion, 'full/max/0/default.jpg')).to.deep.equal([width, height]);
        expect(await service.sizeOf(apiVersion, 'full/max/90/default.png')).to.deep.equal([height, width]);
        const [smaller] = await service.sizeOf(apiVersion, 'full/!100,100/0/default.jpg');
        expect(smaller).to.equal(
          Math.max(1, Math.min(width, Math.round((width * 100) / Math.max(width, height, 100)))),
        );
      }
    });
  }

  it('§3.3 item 21: what a format cannot hold is 400, in words, and what it can is given', async () => {
    const wide = serviceOf(
      images,
      SHAPES.findIndex(([, width]) => width === 17_000),
    );
    for (const apiVersion of VERSIONS) {
      await wide.expectStatus(apiVersion, 400, ['full/max/0/default.webp', 'full/max/0/default.avif']);
      expect(await wide.sizeOf(apiVersion, 'full/16383,5/0/default.webp')).to.deep.equal([16_383, 5]);
      expect(await wide.sizeOf(apiVersion, 'full/max/0/default.png')).to.deep.equal([17_000, 6]);
    }
  });

  it('§3.3 item 21: of what is longer than a JPEG, max is as long as a JPEG can be, and more is 400', async () => {
    const long = serviceOf(
      images,
      SHAPES.findIndex(([, width]) => width === 65_700),
    );
    for (const apiVersion of VERSIONS) {
      expect(await long.sizeOf(apiVersion, 'full/max/0/default.jpg')).to.deep.equal([65_500, 3]);
      await long.expectStatus(apiVersion, 400, ['full/65501,3/0/default.jpg', 'full/pct:100/0/default.jpg']);
    }
    await long.expectStatus(2, 400, ['full/full/0/default.jpg']);
    const { sizes, maxWidth } = await long.infoOf(3);
    for (const size of sizes) expect(size.width).to.be.at.most(Number(maxWidth));
  });
});
