import { expect } from 'chai';
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { type Looking, lookOf, type PixelRows, squeezedWidth, suspectedBands } from '../../intake/look-of.ts';
import type { Band, Look } from '../../model/look.ts';
import { examineBytes } from '../fixtures/examine-bytes.ts';

type Paint = (x: number, y: number, channel: number) => number;

/** A repeatable grain, 0 to 63, different in every sample. */
const grain: Paint = (x, y, channel) => Math.imul((y * 40_009 + x) * 3 + channel, 2_654_435_761) >>> 26;
const photo: Paint = (x, y, channel) =>
  Math.floor(100 + 35 * Math.sin(x / 90) + 35 * Math.cos(y / 70)) + grain(x, y, channel);

function imageOf(width: number, height: number, paint: Paint): Sharp {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      for (let channel = 0; channel < 3; channel += 1, at += 1) data[at] = paint(x, y, channel);
  return sharp(data, { raw: { width, height, channels: 3 } });
}

async function look(image: Sharp): Promise<Look> {
  const examined = await examineBytes(await image.tiff({ compression: 'deflate' }).toBuffer());
  expect(examined.look, JSON.stringify(examined.findings)).not.to.equal(null);
  return examined.look as Look;
}

function rowsOf(width: number, height: number, level: (x: number, y: number) => number): PixelRows {
  const data = Uint8Array.from({ length: width * height }, (_, at) =>
    level(at % width, Math.floor(at / width)),
  );
  return { width, height, channels: 1, data };
}

const looking = (width: number, height: number): Looking => ({
  size: { width, height },
  bandPct: 2,
  levels: 'luminance',
});

function distance(one: Look, other: Look): number {
  const differing = BigInt(`0x${one.dHash}`) ^ BigInt(`0x${other.dHash}`);
  return [...differing.toString(2)].filter((bit) => bit === '1').length;
}

describe('what is kept of the rows of an image', () => {
  it('fits in memory whatever the size, or is nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 1, max: 10_000_000 }),
        (w, h) => {
          const width = squeezedWidth({ width: w, height: h });
          if (width === undefined) return h > 262_144;
          return width >= Math.min(w, 64) && width <= Math.min(w, 512) && width * h <= 16_777_216;
        },
      ),
    );
  });
});

describe('the look of a scan', () => {
  it('has the mean and the deviation of its levels', () => {
    const { mean, deviation } = lookOf(
      rowsOf(40, 30, (x) => (x % 2 === 0 ? 100 : 140)),
      [],
      looking(40, 30),
    );
    expect({ mean, deviation }).to.deep.equal({ mean: 120, deviation: 20 });
  });

  it('has a hash of 64 digits for every size and depth, all zeros where nothing is lighter than its neighbour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), (width, height) => {
        const flat = lookOf(
          rowsOf(width, height, () => 7),
          [],
          looking(width, height),
        );
        expect(flat).to.deep.equal({ dHash: '0'.repeat(64), mean: 7, deviation: 0, bands: [] });
      }),
    );
    expect(
      lookOf(
        rowsOf(17, 16, (x) => x * 9),
        [],
        looking(17, 16),
      ).dHash,
    ).to.equal('f'.repeat(64));
  });

  it('changes little when the scan is brighter, smaller or noisier, and much when it is another', async () => {
    const scan = imageOf(1_500, 1_100, photo);
    const first = await look(scan);
    const brighter = await look(imageOf(1_500, 1_100, (x, y, channel) => photo(x, y, channel) + 20));
    const smaller = await look(imageOf(750, 550, (x, y, channel) => photo(x * 2, y * 2, channel)));
    const other = await look(imageOf(1_500, 1_100, (x, y, channel) => photo(y, x * 2 + 200, channel)));
    expect(distance(first, brighter)).to.be.at.most(10);
    expect(distance(first, smaller)).to.be.at.most(10);
    expect(distance(first, other)).to.be.above(30);
    expect(brighter.mean - first.mean).to.be.closeTo(20, 0.1);
  });

  it('is the same in 8 and in 16 bits, but for rounding', async () => {
    const scan = imageOf(1_100, 200, photo);
    const [eight, sixteen] = [await look(scan), await look(scan.clone().toColourspace('rgb16'))];
    expect(distance(eight, sixteen)).to.be.at.most(4);
    expect(sixteen.mean).to.be.closeTo(eight.mean, 1);
    expect(sixteen.deviation).to.be.closeTo(eight.deviation, 1);
  });

  it('is unknown where the pixels are not whole', async () => {
    const bytes = await imageOf(300, 200, photo).tiff({ compression: 'deflate' }).toBuffer();
    bytes.fill(0xff, 20_000, 20_060);
    const { look: none, findings } = await examineBytes(bytes);
    expect(findings.map(({ rule }) => rule)).to.deep.equal(['decode']);
    expect(none).to.equal(null);
  });
});

describe('a scan that is too long to be looked at', () => {
  it('is decoded all the same, and its look is unknown', async () => {
    const create = { width: 64, height: 262_145, channels: 3, background: '#456' } as const;
    const bytes = await sharp({ create, limitInputPixels: false })
      .tiff({ compression: 'deflate' })
      .toBuffer();
    const whole = await examineBytes(bytes);
    expect(whole).to.deep.include({ findings: [], look: null });
    bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 20);
    expect((await examineBytes(bytes)).findings.map(({ rule }) => rule)).to.have.lengthOf(1);
  });
});

describe('bands in the look of a scan', () => {
  it('are none in a photograph, however dark', async () => {
    expect((await look(imageOf(1_500, 300, photo))).bands).to.deep.equal([]);
    const dark = imageOf(2_600, 300, (x, y, channel) => (grain(x, y, channel) < 6 ? 1 : 0));
    expect((await look(dark)).bands).to.deep.equal([]);
  });

  it('are rows without a picture, where they are', async () => {
    const lost = imageOf(2_100, 500, (x, y, channel) => (y < 380 ? photo(x, y, channel) : 0));
    expect((await look(lost)).bands).to.deep.equal([{ axis: 'rows', from: 380, length: 120, level: 0 }]);
  });

  it('are not rows that differ in one sample of some', async () => {
    const grainy: Paint = (x, y, channel) =>
      Math.imul(y * 2_100 + x, 2_654_435_761) >>> 26 === 0 ? 1 : channel;
    const one = imageOf(2_100, 500, (x, y, channel) => (y < 380 ? photo : grainy)(x, y, channel));
    expect((await look(one)).bands).to.deep.equal([]);
  });

  it('are columns that stay the same from top to bottom, as near as the squeezing tells', async () => {
    const stuck = imageOf(2_100, 300, (x, y, channel) =>
      x < 600 || x >= 700 ? photo(x, y, channel) : 40 + (x % 7),
    );
    const [band, ...others] = (await look(stuck)).bands;
    expect(others).to.deep.equal([]);
    expect(band).to.include({ axis: 'columns' });
    expect(band?.from).to.be.within(600, 609);
    expect((band?.from ?? 0) + (band?.length ?? 0)).to.be.within(691, 700);
  });

  it('are the four sides of a border without grain, and none of one with it', async () => {
    const bordered = (border: Paint) =>
      imageOf(2_100, 500, (x, y, channel) =>
        (x < 110 || x >= 1_990 || y < 30 || y >= 470 ? border : photo)(x, y, channel),
      );
    const { bands } = await look(bordered(() => 0));
    const ends = bands.map(({ axis, from, length }) => [axis, from, from + length] as const);
    expect(ends.slice(0, 2)).to.deep.equal([
      ['rows', 0, 30],
      ['rows', 470, 500],
    ]);
    const [left, right, ...others] = ends.slice(2);
    expect(others).to.deep.equal([]);
    expect(left?.[1]).to.equal(0);
    expect(left?.[2]).to.be.within(101, 110);
    expect(right?.[1]).to.be.within(1_990, 1_999);
    expect(right?.[2]).to.equal(2_100);
    const grainy = bordered((x, y, channel) => (grain(x, y, channel) < 6 ? 1 : 0));
    expect((await look(grainy)).bands).to.deep.equal([]);
  });

  it('are told with the short ones where one of them is long, since all may be one border', () => {
    const bordered = (below: number): readonly Band[] =>
      suspectedBands(
        rowsOf(300, 400, (x, y) => (x < 2 || y >= 400 - below ? 0 : grain(x, y, 0))),
        looking(300, 400),
      );
    expect(bordered(8)).to.deep.equal([]);
    expect(bordered(9)).to.deep.equal([
      { axis: 'rows', from: 391, length: 9, level: 0 },
      { axis: 'columns', from: 0, length: 2, level: 0 },
    ]);
  });

  it('are exact in an image that is narrow enough to be kept whole', () => {
    const rows = rowsOf(100, 80, (x, y) => (x >= 97 ? 0 : grain(x, y, 0)));
    expect(suspectedBands(rows, looking(100, 80))).to.deep.equal([
      { axis: 'columns', from: 97, length: 3, level: 0 },
    ]);
  });

  it('in 16 bits are proved in all of them', async () => {
    const data = new Uint16Array(1_500 * 300 * 3);
    for (let at = 0; at < data.length; at += 1) data[at] = at < 1_500 * 200 * 3 ? grain(at, 0, 0) : 3 * 257;
    const image = sharp(data, { raw: { width: 1_500, height: 300, channels: 3 } });
    const { bands } = await look(image.toColourspace('rgb16'));
    expect(bands.map(({ axis }) => axis)).to.deep.equal(['rows']);
    expect(bands[0]).to.include({ from: 200, length: 100 });
  });

  it('are not looked for in bilevel pages', async () => {
    const page = imageOf(400, 300, () => 255)
      .threshold()
      .toColourspace('b-w');
    const bytes = await page.tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer();
    expect((await examineBytes(bytes)).look?.bands).to.deep.equal([]);
  });
});
