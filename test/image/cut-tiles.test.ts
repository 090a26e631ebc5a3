import { mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { cutTiles, RECIPE } from '../../image/cut-tiles.ts';
import { buildInfo } from '../../image/info.ts';
import { findDirectory, type PackIndex, parseDirectory, TAIL_BYTES } from '../../image/pack.ts';
import { planImage } from '../../image/plan.ts';
import { countTiles, entryName, listedSizes, tilesOf } from '../../image/pyramid.ts';
import { parseImagePath } from '../../image/request.ts';
import type { ApiVersion } from '../../image/rotation.ts';
import { Fault } from '../../model/fault.ts';
import { ADOBE_RGB, makeProfile } from '../../scripts/defects/icc.ts';
import { cutPack } from '../fixtures/cut-pack.ts';
import {
  assignProfile,
  convertTiff,
  copyTiff,
  makePixels,
  readWithImageMagick,
  setOrientation,
  writeNoiseTiff,
  writeTiff,
} from '../fixtures/make-tiffs.ts';
import { askedByOpenSeadragon } from '../fixtures/open-seadragon.ts';
import { DEFAULT_LIMITS } from '../fixtures/planned.ts';

const MAX_PIXELS = 1_000_000_000;

describe('image/cut-tiles', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recto-cut-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const pixelsOf = async ({ index, bytes }: { index: PackIndex; bytes: Buffer }): Promise<Buffer> => {
    const range = index.find(`full/${index.width},${index.height}/0/default.jpg`);
    if (range === undefined) throw new Error('The pack does not hold the full image.');
    return sharp(bytes.subarray(range.offset, range.offset + range.length))
      .raw()
      .toBuffer();
  };

  describe('the pack', () => {
    const sides = [
      [1003, 707],
      [1, 1],
      [513, 1],
      [3, 2041],
      [2049, 2049],
      [1024, 1024],
      [512, 512],
      [511, 300],
      [2999, 4001],
    ] as const;
    for (const [width, height] of sides) {
      it(`of ${width}×${height} holds every tile once, the listed sizes and nothing else`, async () => {
        const input = await writeTiff(join(folder, `${width}x${height}.tif`), makePixels(width, height));
        const { facts: pack, index, bytes } = await cutPack(input);
        expect(pack).to.include({ width, height, tileSize: 512, recipe: RECIPE, sizeBytes: bytes.length });
        expect(pack.directoryOffset + pack.directoryBytes).to.equal(bytes.length);
        expect(findDirectory(bytes.subarray(-TAIL_BYTES), bytes.length)).to.deep.equal({
          directoryOffset: pack.directoryOffset,
          directoryBytes: pack.directoryBytes,
        });
        expect(index).to.include({ width, height, tileSize: 512 });
        const names = new Set([
          ...[...tilesOf(index)].map((tile) => entryName(tile.region, tile.size, index)),
          ...listedSizes(index).map((size) => `full/${size.width},${size.height}/0/default.jpg`),
        ]);
        expect(index.entryCount).to.equal(names.size);
        expect(countTiles(index)).to.be.at.most(names.size);
        for (const name of names) {
          const range = index.find(name);
          if (range === undefined) throw new Error(`${name} is missing`);
          const jpeg = bytes.subarray(range.offset, range.offset + range.length);
          const facts = await sharp(jpeg).metadata();
          expect(name).to.contain(`/${facts.width},${facts.height}/`);
          expect(facts).to.include({
            format: 'jpeg',
            space: 'srgb',
            channels: 3,
            chromaSubsampling: '4:2:0',
          });
          expect(facts.icc ?? facts.exif ?? facts.xmp).to.equal(undefined);
        }
      });

      for (const apiVersion of [2, 3] as const) {
        it(`of ${width}×${height} has what OpenSeadragon asks for in version ${apiVersion}`, async () => {
          const bytes = await readFile(join(folder, `${width}x${height}.tif.zip`));
          const { directoryOffset } = findDirectory(bytes.subarray(-TAIL_BYTES), bytes.length);
          expectAllInPack(parseDirectory(bytes.subarray(directoryOffset)), apiVersion);
        });
      }
    }

    it('of a hundred megapixels, odd on both sides, has what OpenSeadragon asks for', async function () {
      this.timeout(60_000);
      const input = await writeNoiseTiff(join(folder, 'large.tif'), 11_003, 9_109);
      const seen: number[] = [];
      const output = join(folder, 'large.zip');
      const pack = await cutTiles({
        input,
        output,
        maxPixels: MAX_PIXELS,
        onProgress: (part) => seen.push(part),
      });
      const file = await open(output);
      const directory = Buffer.alloc(pack.directoryBytes);
      await file.read(directory, 0, pack.directoryBytes, pack.directoryOffset);
      await file.close();
      const index = parseDirectory(directory);
      expect(expectAllInPack(index, 3)).to.be.at.least(396 + 108 + 30);
      expectAllInPack(index, 2);
      expect(seen).to.deep.equal([...seen].sort((a, b) => a - b));
      expect(seen.every((part) => part >= 0 && part <= 1)).to.equal(true);
    });
  });

  describe('pixels', () => {
    const plain = () => writeTiff(join(folder, 'plain.tif'), makePixels(301, 203));
    const path = (name: string) => join(folder, `${name}.tif`);
    const variants: Readonly<
      Record<string, { make: (from: string, to: string) => Promise<string>; off?: number }>
    > = {
      'BigTIFF, tiled, LZW': {
        make: (from, to) => copyTiff(from, to, '-8', '-t', '-w', '64', '-l', '64', '-c', 'lzw'),
      },
      'big-endian, deflate, strips': { make: (from, to) => copyTiff(from, to, '-B', '-c', 'zip', '-r', '7') },
      'separate planes': { make: (from, to) => copyTiff(from, to, '-p', 'separate') },
      '16 bits': { make: (from, to) => convertTiff(from, to, '-depth', '16') },
      '16 bits, big-endian': { make: (from, to) => convertTiff(from, to, '-endian', 'MSB', '-depth', '16') },
      grey: { make: (from, to) => convertTiff(from, to, '-colorspace', 'Gray', '-type', 'Grayscale') },
      '16-bit grey': {
        make: (from, to) =>
          convertTiff(from, to, '-colorspace', 'Gray', '-type', 'Grayscale', '-depth', '16'),
      },
      'Lab, 16 bits': { make: (from, to) => convertTiff(from, to, '-colorspace', 'Lab', '-depth', '16') },
      'a palette': {
        make: (from, to) => convertTiff(from, to, '+dither', '-colors', '48', '-type', 'Palette'),
        off: 4,
      },
      'one bit, group 4': {
        make: (from, to) =>
          convertTiff(from, to, '-threshold', '45%', '-type', 'Bilevel', '-compress', 'Group4'),
        off: 4,
      },
      alpha: {
        make: (from, to) =>
          convertTiff(from, to, '-alpha', 'set', '-channel', 'A', '-evaluate', 'set', '40%', '+channel'),
      },
      '16-bit alpha': {
        make: (from, to) =>
          convertTiff(from, to, '-depth', '16', '-alpha', 'set', '-channel', 'A', '-evaluate', 'set', '40%'),
      },
    };
    for (const [name, { make, off = 2.5 }] of Object.entries(variants)) {
      it(`of a master with ${name} come out as ImageMagick sees them`, async () => {
        const input = await make(await plain(), path(name.replaceAll(/\W/g, '-')));
        const expected = await readWithImageMagick(input);
        expect(distance(await pixelsOf(await cutPack(input)), expected)).to.be.below(off);
      });
    }

    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      it(`of a master with orientation ${orientation} come out upright`, async () => {
        const input = await copyTiff(await plain(), path(`orientation-${orientation}`));
        await setOrientation(input, orientation);
        const made = await cutPack(input);
        const sides = [made.index.width, made.index.height];
        expect(sides).to.deep.equal(orientation < 5 ? [301, 203] : [203, 301]);
        expect(distance(await pixelsOf(made), await readWithImageMagick(input))).to.be.below(2.5);
      });
    }

    it('of a master on its side fit together across strips and tiles', async () => {
      const input = await writeTiff(path('wide'), makePixels(1501, 1201));
      await setOrientation(input, 7);
      expect(distance(await pixelsOf(await cutPack(input)), await readWithImageMagick(input))).to.be.below(
        2.5,
      );
    });

    it('of a CMYK master are its colours, not their opposites', async () => {
      const input = await convertTiff(await plain(), path('cmyk'), '-colorspace', 'CMYK');
      const made = await pixelsOf(await cutPack(input));
      const at = (x: number, y: number) => [...made.subarray((y * 301 + x) * 3, (y * 301 + x) * 3 + 3)];
      const [red = 0, green = 0, blue = 0] = at(280, 190);
      expect(red).to.be.above(150);
      expect(Math.max(green, blue)).to.be.below(90);
      expect(Math.max(...at(60, 30))).to.be.below(90);
    });

    it('of a master in Adobe RGB are converted by its profile', async () => {
      const input = await assignProfile(
        await plain(),
        path('adobe'),
        makeProfile('Adobe RGB (1998), made for a test'),
      );
      const expected = Buffer.from(makePixels(301, 203).data);
      for (let at = 0; at < expected.length; at += 3) adobeToSrgb(expected.subarray(at, at + 3));
      const made = await pixelsOf(await cutPack(input));
      expect(distance(made, expected)).to.be.below(2.5);
      expect(distance(made, makePixels(301, 203).data)).to.be.above(5);
    });
  });

  describe('what cannot be', () => {
    const refusal = async (input: string, maxPixels = MAX_PIXELS): Promise<string> => {
      const thrown: unknown = await cutTiles({ input, output: `${input}.zip`, maxPixels }).catch(
        (e: unknown) => e,
      );
      expect((await readdir(folder)).filter((name) => name.includes('partial'))).to.deep.equal([]);
      return thrown instanceof Fault ? thrown.code : String(thrown);
    };

    it('is refused: cut short, no image, too large', async () => {
      const short = await writeTiff(join(folder, 'short.tif'), makePixels(800, 600));
      await truncate(short, 700_000);
      expect(await refusal(short)).to.equal('bad-image');
      expect(await refusal(join(folder, 'missing.tif'))).to.equal('internal');
      const text = join(folder, 'text.tif');
      await writeFile(text, 'This is no image.');
      expect(await refusal(text)).to.equal('bad-image');
      const large = await writeTiff(join(folder, 'over.tif'), makePixels(101, 100));
      expect(await refusal(large, 10_000)).to.equal('too-large');
      const lab = await convertTiff(large, join(folder, 'lab.tif'), '-colorspace', 'Lab', '-depth', '8');
      expect(await refusal(lab)).to.equal('unsupported');
    });

    it('leaves nothing behind when it is told to stop', async () => {
      const input = await writeNoiseTiff(join(folder, 'stop.tif'), 4000, 3000);
      const output = `${input}.zip`;
      const signal = AbortSignal.timeout(60);
      const thrown: unknown = await cutTiles({ input, output, maxPixels: MAX_PIXELS, signal }).catch(
        (e: unknown) => e,
      );
      expect(thrown).to.be.instanceOf(DOMException);
      for (let tries = 0; tries < 100; tries += 1) {
        const left = (await readdir(folder)).filter((name) => name.startsWith('stop.tif.'));
        if (left.length === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error('Something was left behind.');
    });
  });
});

/** Asks OpenSeadragon for its addresses, and the planner for each of them: all must be entries. Gives how many. */
function expectAllInPack(index: PackIndex, apiVersion: ApiVersion): number {
  const base = `http://localhost/iiif/${apiVersion}/an-id`;
  const info = buildInfo(apiVersion, { ...index, id: base, limits: DEFAULT_LIMITS });
  const urls = askedByOpenSeadragon(JSON.stringify(info));
  expect(urls).to.have.lengthOf(countTiles(index));
  for (const url of urls) {
    const path = parseImagePath(new URL(url).pathname);
    if (path.kind !== 'image') throw new Error(`${url} is no image`);
    const plan = planImage(path.params, index, DEFAULT_LIMITS);
    if (plan.kind !== 'tile') throw new Error(`${url} would have to be rendered`);
    expect(index.find(plan.entry)).to.not.equal(undefined);
    if (apiVersion === 3 && !url.includes('/max/')) expect(url).to.equal(`${base}/${plan.entry}`);
  }
  return urls.length;
}

/** The mean difference of two pictures, in levels of 255. */
function distance(a: Buffer, b: Buffer): number {
  expect(a.length).to.equal(b.length);
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  return sum / a.length;
}

/** Adobe RGB to sRGB by the textbook: to XYZ at D50, to linear sRGB, through its curve. */
function adobeToSrgb(pixel: Buffer): void {
  const linear = [...pixel].map((value) => (value / 255) ** ADOBE_RGB.gamma);
  const xyz = [0, 1, 2].map(
    (row) =>
      (ADOBE_RGB.red[row] ?? 0) * (linear[0] ?? 0) +
      (ADOBE_RGB.green[row] ?? 0) * (linear[1] ?? 0) +
      (ADOBE_RGB.blue[row] ?? 0) * (linear[2] ?? 0),
  );
  const toLinearSrgb = [
    [3.1338561, -1.6168667, -0.4906146],
    [-0.9787684, 1.9161415, 0.033454],
    [0.0719453, -0.2289914, 1.4052427],
  ];
  for (const [channel, row] of toLinearSrgb.entries()) {
    const value = row.reduce((sum, factor, index) => sum + factor * (xyz[index] ?? 0), 0);
    const inside = Math.min(Math.max(value, 0), 1);
    const curved = inside <= 0.0031308 ? 12.92 * inside : 1.055 * inside ** (1 / 2.4) - 0.055;
    pixel[channel] = Math.round(curved * 255);
  }
}
