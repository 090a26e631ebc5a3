import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { FORMATS } from '../../image/format.ts';
import type { PackSource } from '../../image/render.ts';
import { asFault } from '../../model/fault.ts';
import { cutPack, drawFrom } from '../fixtures/cut-pack.ts';
import { makePixels, writeTiff } from '../fixtures/make-tiffs.ts';

describe('image/render: corners, tones and damage', () => {
  let folder = '';
  let source: PackSource;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recto-corners-'));
    const input = await writeTiff(join(folder, 'master.tif'), makePixels(1_200, 900));
    source = await cutPack(input);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const render = (text: string, from: PackSource = source) => drawFrom(from, text);

  for (const format of FORMATS) {
    it(`leaves the corners of a turned ${format} ${format === 'jpg' ? 'white' : 'clear'}`, async () => {
      for (const quality of ['default', 'gray']) {
        const picture = sharp(await render(`full/300,/30/${quality}.${format}`));
        const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
        const corner = [...data.subarray(0, info.channels)];
        if (format === 'jpg') expect(Math.min(...corner)).to.be.above(250);
        else expect([info.channels % 2, corner.at(-1)]).to.deep.equal([0, 0]);
        const centre =
          (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
        if (format !== 'jpg') expect(data[centre + info.channels - 1]).to.equal(255);
      }
    });

    it(`makes a turned bitonal ${format} black and white, its corners white`, async () => {
      const made = sharp(await render(`full/300,/30/bitonal.${format}`)).toColourspace('b-w');
      const { data } = await made.raw().toBuffer({ resolveWithObject: true });
      expect(data[0]).to.be.above(250);
      const between = data.filter((value) => value > 40 && value < 215).length;
      expect(between / data.length).to.be.below(['jpg', 'avif'].includes(format) ? 0.02 : 1e-9);
    });
  }

  it('writes two tones with one bit a pixel where the format has that', async () => {
    for (const format of ['png', 'tif']) {
      const facts = await sharp(await render(`full/300,/0/bitonal.${format}`)).metadata();
      expect(facts).to.include({ channels: 1, bitsPerSample: 1 });
    }
  });

  it('takes a whole turn for none', async () => {
    const none = await render('full/300,/0/default.png');
    expect((await render('full/300,/360/default.png')).equals(none)).to.equal(true);
  });

  const damages: readonly (readonly [string, (tile: Buffer) => Buffer])[] = [
    ['cut short', (tile) => tile.subarray(0, Math.floor(tile.length * 0.6))],
    ['zero from its middle on', (tile) => Buffer.from(tile).fill(0, Math.floor(tile.length / 2))],
    ['nothing but zeros', (tile) => Buffer.alloc(tile.length)],
  ];
  for (const [name, damage] of damages) {
    it(`makes no picture of a pack with a tile that is ${name}, but says so`, async () => {
      let reads = 0;
      const broken: PackSource = {
        ...source,
        readRange: async (offset, length) => {
          const tile = await source.readRange(offset, length);
          reads += 1;
          return reads % 6 === 3 ? damage(tile) : tile;
        },
      };
      for (const rest of ['max/0/default.jpg', 'max/30/default.png', 'max/0/bitonal.png']) {
        const thrown: unknown = await render(`full/${rest}`, broken).catch((e: unknown) => e);
        expect(thrown, rest).to.be.an.instanceOf(Error);
        expect(asFault(thrown).code).to.equal('internal');
        expect(asFault(thrown).detail).to.contain('tiles');
      }
    });
  }
});
