import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { encodeTiff, makePixels, setOrientation } from '../fixtures/make-tiffs.ts';
import { publishBefore } from '../fixtures/published-images.ts';
import { type Service, serviceOf } from './service.ts';
import {
  colourOf,
  decode,
  expectColour,
  expectSquares,
  makeSquares,
  meanOf,
  type Picture,
} from './squares.ts';

const VERSIONS = [3, 2] as const;
const BOX = { width: 8, height: 8 };

describe('edge cases: rotation, quality and format', function () {
  this.timeout(120_000);
  const images = publishBefore(async () => {
    const pixels = makePixels(400, 240);
    const raw = { raw: { width: 400, height: 240, channels: 3 } } as const;
    const grey = await sharp(pixels.data, raw).greyscale().tiff({ compression: 'none' }).toBuffer();
    return [
      await makeSquares(),
      await encodeTiff(pixels),
      grey,
      await sharp(pixels.data, raw).toColourspace('rgb16').tiff({ compression: 'none' }).toBuffer(),
      await turnedOnItsSide(await encodeTiff(pixels)),
    ];
  });
  const squares = serviceOf(images);
  const plain = serviceOf(images, 1);
  const grey = serviceOf(images, 2);
  const deep = serviceOf(images, 3);
  const turned = serviceOf(images, 4);

  for (const apiVersion of VERSIONS) {
    const name = apiVersion === 3 ? '3.0' : '2.1';
    const whole = apiVersion === 3 ? 'max' : 'full';

    it(`§3.4 item 22: rotations from 0 to 360, and how they are written canonically (${name})`, async () => {
      await plain.expectStatus(
        apiVersion,
        400,
        ['-90', '361', '360.1', '1e2', '+90', '90.', '', '!', '!!0', '0!', 'ninety', '.'].map(
          (rotation) => `full/max/${rotation}/default.jpg`,
        ),
      );
      for (const [rotation, canonical3, canonical2] of [
        ['0', '0', '0'],
        ['90.0', '90', '90'],
        ['090', '90', '90'],
        ['22.50', '22.5', '22.5'],
        ['.5', '0.5', '.5'],
        ['0.50', '0.5', '.5'],
        ['360', '360', '360'],
        ['!0', '!0', '!0'],
        ['!.50', '!0.5', '!.5'],
        ['0.0000001', '0.0000001', '.0000001'],
      ] as const) {
        expect(await plain.canonicalOf(apiVersion, `full/max/${rotation}/default.jpg`), rotation).to.equal(
          `full/${whole}/${apiVersion === 3 ? canonical3 : canonical2}/default.jpg`,
        );
      }
    });

    it(`§3.4 item 22: 360 is what 0 is, to the byte and by its ETag (${name})`, async () => {
      const [none, round] = [
        await plain.ask(apiVersion, 'full/max/0/default.jpg'),
        await plain.ask(apiVersion, 'full/max/360/default.jpg'),
      ];
      expect(round.body.equals(none.body)).to.equal(true);
      expect(round.headers.etag).to.equal(none.headers.etag);
    });

    it(`§3.4 item 22: !n mirrors first, then turns (${name})`, async () => {
      const got = await decode(await squares.ask(apiVersion, `full/${whole}/!90/default.png`));
      expectSquares(got, (column, row) => [9 - row, 9 - column]);
    });

    it(`§3.4 item 23: size comes before rotation, in the box around the corners (${name})`, async () => {
      const got = await decode(await plain.ask(apiVersion, 'full/200,120/30/default.png'));
      // 200 cos 30° + 120 sin 30°, and the other way round.
      expect(got.width).to.be.within(232, 235);
      expect(got.height).to.be.within(203, 206);
      expect(await plain.sizeOf(apiVersion, 'full/200,/90/default.jpg')).to.deep.equal([120, 200]);
    });

    it(`§3.4 item 23: corners are transparent where the format can, and white where not (${name})`, async () => {
      for (const format of ['png', 'webp', 'tif', 'avif', 'gif']) {
        const got = await decode(await plain.ask(apiVersion, `full/200,120/30/default.${format}`));
        expect(got.channels, format).to.equal(4);
        expect(alphaOf(got, 0, 0), format).to.equal(0);
        expect(alphaOf(got, Math.floor(got.width / 2), Math.floor(got.height / 2)), format).to.equal(255);
      }
      const flat = await decode(await plain.ask(apiVersion, 'full/200,120/30/default.jpg'));
      expect(flat.channels).to.equal(3);
      expectColour(meanOf(flat, { x: 0, y: 0, ...BOX }), [255, 255, 255], 'the corner of a jpg');
    });

    it(`§3.4 item 24: color of a grey image is no error, gray is grey, bitonal black and white (${name})`, async () => {
      const look = async (service: Service, quality: string) =>
        valuesOf(await decode(await service.ask(apiVersion, `full/max/0/${quality}.png`)));
      for (const quality of ['color', 'gray', 'bitonal', 'default']) {
        expect((await look(grey, quality)).areGrey, quality).to.equal(true);
      }
      for (const service of [grey, plain])
        expect((await look(service, 'bitonal')).seen).to.deep.equal([0, 255]);
      expect((await look(plain, 'gray')).areGrey).to.equal(true);
      expect((await look(plain, 'color')).areGrey).to.equal(false);
    });

    it(`§3.4 item 24: color is default by its canonical name; other qualities and formats are 400 (${name})`, async () => {
      expect(await plain.canonicalOf(apiVersion, 'full/max/0/color.jpg')).to.equal(
        `full/${whole}/0/default.jpg`,
      );
      expect(await plain.canonicalOf(apiVersion, 'full/max/0/gray.jpg')).to.equal(`full/${whole}/0/gray.jpg`);
      await plain.expectStatus(apiVersion, 400, [
        'full/max/0/native.jpg',
        'full/max/0/grey.jpg',
        'full/max/0/sepia.jpg',
        'full/max/0/default.jp2',
        'full/max/0/default.pdf',
        'full/max/0/default.bmp',
      ]);
    });

    it(`§3.4 item 25: pictures are of eight bits and sRGB, whatever the scan was (${name})`, async () => {
      for (const [service, channels] of [
        [deep, 3],
        [grey, undefined],
      ] as const) {
        for (const format of ['png', 'tif', 'jpg', 'webp']) {
          const answer = await service.ask(apiVersion, `full/max/0/default.${format}`);
          const { depth, space, exif, orientation, channels: got } = await sharp(answer.body).metadata();
          expect([depth, exif, orientation ?? 1], format).to.deep.equal(['uchar', undefined, 1]);
          expect(space).to.be.oneOf(['srgb', 'b-w']);
          if (channels !== undefined) expect(got).to.equal(channels);
        }
      }
    });

    it(`§3.4 item 25: a scan that lies on its side stands upright, once, in description and picture (${name})`, async () => {
      expect(await turned.infoOf(apiVersion)).to.include({ width: 240, height: 400 });
      const got = await decode(await turned.ask(apiVersion, 'full/max/0/default.png'));
      expect([got.width, got.height]).to.deep.equal([240, 400]);
      // The red corner at the bottom right of the scan is at the bottom left once it has been turned clockwise.
      expectColour(meanOf(got, { x: 10, y: 380, ...BOX }), [220, 30, 30], 'the corner');
    });
  }

  it('§3.4 item 24: what the description lists as qualities and formats is given', async () => {
    const info = await plain.infoOf(3);
    for (const quality of info['extraQualities'] as string[]) {
      await plain.expectStatus(3, 200, [`full/40,/0/${quality}.jpg`]);
    }
    for (const format of info['extraFormats'] as string[]) {
      await plain.expectStatus(3, 200, [`full/40,/0/default.${format}`]);
    }
    expectColour(
      meanOf(await decode(await squares.ask(3, '0,0,100,100/50,/0/default.gif')), { x: 20, y: 20, ...BOX }),
      colourOf(0, 0),
      'a gif',
    );
  });
});

function alphaOf({ width, channels, data }: Picture, x: number, y: number): number | undefined {
  return data[(y * width + x) * channels + channels - 1];
}

/** The values of the first channel, in order, and whether the others have the same. */
function valuesOf({ channels, data }: Picture): { seen: number[]; areGrey: boolean } {
  const seen = new Set<number>();
  let areGrey = true;
  for (let at = 0; at < data.length; at += channels) {
    const value = data[at] ?? 0;
    seen.add(value);
    if (channels >= 3 && (data[at + 1] !== value || data[at + 2] !== value)) areGrey = false;
  }
  return { seen: [...seen].sort((a, b) => a - b), areGrey };
}

/** A TIFF that says of itself that it is to be turned clockwise (orientation 6). */
async function turnedOnItsSide(tiff: Buffer): Promise<Buffer> {
  const dir = await mkdtemp(join(tmpdir(), 'recto-turned-'));
  try {
    const path = join(dir, 'turned.tif');
    await writeFile(path, tiff);
    return await readFile(await setOrientation(path, 6));
  } finally {
    await rm(dir, { recursive: true });
  }
}
