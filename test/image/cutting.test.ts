import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { changesColours } from '../../image/cutting/profile.ts';
import { provePack } from '../../image/cutting/proof.ts';
import { encodeTiffHead } from '../../image/plain-tiff.ts';
import { listedSizes } from '../../image/pyramid.ts';
import { asFault } from '../../model/fault.ts';
import { makeProfile } from '../../scripts/defects/icc.ts';
import { buildWideGamutProfile } from '../../scripts/demo/icc.ts';
import { cutPack } from '../fixtures/cut-pack.ts';
import { makePixels, type Pixels, writeTiff } from '../fixtures/make-tiffs.ts';

describe('image/cutting', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recto-cutting-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const writeTagged = async (name: string, pixels: Pixels, profile: Buffer): Promise<string> => {
    const path = join(folder, `${name}.tif`);
    await writeFile(path, Buffer.concat([encodeTiffHead(pixels, profile), pixels.data]));
    return path;
  };
  const srgb = async (): Promise<Buffer> => {
    const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: 'white' } });
    const { icc } = await sharp(await dot.withIccProfile('srgb').png().toBuffer()).metadata();
    if (icc === undefined) throw new Error('There is no profile.');
    return icc;
  };

  describe('a profile', () => {
    it('of sRGB changes no colour, one of other primaries does, whatever it is called', async () => {
      const disguised = makeProfile('Adobe RGB (1998), made for a test');
      disguised.write('sRGB IEC61966-2.1\0', disguised.indexOf('Adobe RGB'), 'latin1');
      expect(await changesColours(await srgb())).to.equal(false);
      expect(await changesColours(disguised)).to.equal(true);
      expect(await changesColours(Buffer.from(buildWideGamutProfile()))).to.equal(true);
    });

    it('of sRGB leaves the pack as it is without one', async () => {
      const pixels = makePixels(1301, 703);
      const tagged = await cutPack(await writeTagged('tagged', pixels, await srgb()));
      const bare = await cutPack(await writeTiff(join(folder, 'bare.tif'), pixels));
      expect(tagged.bytes.equals(bare.bytes)).to.equal(true);
    });

    it('of other primaries does not', async () => {
      const pixels = makePixels(1301, 703);
      const wide = await cutPack(
        await writeTagged('wide', pixels, makeProfile('Adobe RGB (1998), made for a test')),
      );
      const bare = await cutPack(await writeTiff(join(folder, 'bare-too.tif'), pixels));
      const name = 'full/200,108/0/default.jpg';
      const colours = await Promise.all(
        [wide, bare].map(async ({ index, bytes }) => {
          const { offset = 0, length = 0 } = index.find(name) ?? {};
          return (await sharp(bytes.subarray(offset, offset + length)).stats()).channels[0]?.mean ?? 0;
        }),
      );
      expect(Math.abs((colours[0] ?? 0) - (colours[1] ?? 0))).to.be.above(2);
    });
  });

  it('draws the listed sizes as the master would be resized', async () => {
    const input = await writeTiff(join(folder, 'sizes.tif'), makePixels(4801, 3203));
    const { index, bytes } = await cutPack(input);
    const sizes = listedSizes(index);
    expect(sizes).to.have.length.above(6);
    for (const { width, height } of sizes) {
      const range = index.find(`full/${width},${height}/0/default.jpg`);
      if (range === undefined) throw new Error(`${width},${height} is missing`);
      const drawn = await sharp(bytes.subarray(range.offset, range.offset + range.length))
        .raw()
        .toBuffer();
      const wanted = await sharp(input).resize({ width, height, fit: 'fill' }).raw().toBuffer();
      expect(psnr(drawn, wanted), `${width},${height}`).to.be.above(30);
    }
  });

  describe('the proof', () => {
    it('finds one wrong byte in any tile, header or listed size', async () => {
      const { path, bytes, index } = await cutPack(
        await writeTiff(join(folder, 'proof.tif'), makePixels(1301, 703)),
      );
      expect(await refusal(path, index)).to.equal('proved');
      const places = [0, 40, 400, ...[1, 2, 3, 4, 5].map((part) => Math.floor((bytes.length * part) / 6))];
      for (const place of places) {
        await flip(path, place);
        expect(await refusal(path, index), String(place)).to.equal('internal');
        await flip(path, place);
      }
      expect(await refusal(path, { width: 1300, height: 703 })).to.equal('internal');
    });
  });
});

async function refusal(path: string, image: { width: number; height: number }): Promise<string> {
  return await provePack(path, image).then(
    () => 'proved',
    (thrown: unknown) => asFault(thrown).code,
  );
}

async function flip(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, at);
  await file.write(Buffer.from([(byte[0] ?? 0) ^ 0x10]), 0, 1, at);
  await file.close();
}

/** How alike two pictures are, in dB. */
function psnr(a: Buffer, b: Buffer): number {
  expect(a.length).to.equal(b.length);
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += ((a[at] ?? 0) - (b[at] ?? 0)) ** 2;
  return 10 * Math.log10(255 ** 2 / Math.max(sum / a.length, 1e-9));
}
