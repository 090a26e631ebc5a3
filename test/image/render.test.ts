import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp, { type Sharp } from 'sharp';
import { rotatedSize } from '../../image/plan.ts';
import type { PackSource } from '../../image/render.ts';
import { asFault } from '../../model/fault.ts';
import { cutPack, drawFrom } from '../fixtures/cut-pack.ts';
import { makePixels, type Pixels, writeTiff } from '../fixtures/make-tiffs.ts';

describe('image/render', () => {
  const master = makePixels(2563, 1537); // one pixel over five and three tiles
  let folder = '';
  let source: PackSource;
  let reads = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recto-render-'));
    const input = await writeTiff(join(folder, 'master.tif'), master);
    const { index, readRange } = await cutPack(input);
    source = {
      index,
      readRange(offset, length) {
        reads += 1;
        return readRange(offset, length);
      },
    };
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const render = async (text: string, signal?: AbortSignal): Promise<Buffer> => {
    reads = 0;
    return drawFrom(source, text, signal);
  };

  /** The same from the master itself, one operation after another. */
  const reference = (box: readonly [number, number, number, number], width: number, height: number) => {
    const raw = { raw: { width: master.width, height: master.height, channels: 3 as const } };
    return sharp(master.data, raw)
      .extract({ left: box[0], top: box[1], width: box[2], height: box[3] })
      .resize(width, height, { fit: 'fill' });
  };

  const regions: readonly (readonly [string, readonly [number, number, number, number], number, number])[] = [
    ['full/max', [0, 0, 2563, 1537], 2563, 1537],
    ['full/1000,', [0, 0, 2563, 1537], 1000, 600],
    ['full/100,100', [0, 0, 2563, 1537], 100, 100],
    ['500,500,600,300/max', [500, 500, 600, 300], 600, 300],
    ['511,511,2,2/max', [511, 511, 2, 2], 2, 2],
    ['2562,1536,1,1/max', [2562, 1536, 1, 1], 1, 1],
    ['2562,0,1,1537/max', [2562, 0, 1, 1537], 1, 1537],
    ['0,1536,2563,1/1281,1', [0, 1536, 2563, 1], 1281, 1],
    ['17,33,1999,1201/333,', [17, 33, 1999, 1201], 333, 200],
    ['100,100,300,200/^900,600', [100, 100, 300, 200], 900, 600],
  ];
  for (const [asked, box, width, height] of regions) {
    it(`gives ${asked} as the master shows it`, async () => {
      const made = await decode(await render(`${asked}/0/default.png`));
      expect([made.width, made.height]).to.deep.equal([width, height]);
      const expected = await reference(box, width, height).raw().toBuffer();
      expect(distance(made.data, expected)).to.be.below(3);
    });
  }

  it('reads no more tiles than the region touches on the nearest level', async () => {
    await render('500,500,600,300/max/0/default.png');
    expect(reads).to.equal(6);
    await render('0,0,512,512/100,100/0/default.png');
    expect(reads).to.equal(1);
    await render('full/600,/0/default.png');
    expect(reads).to.equal(2);
    await render('full/300,/0/default.png');
    expect(reads).to.equal(1);
  });

  const turns: readonly (readonly [string, (image: Sharp) => Sharp, number])[] = [
    ['90', (image) => image.rotate(90), 3],
    ['180', (image) => image.rotate(180), 3],
    ['270', (image) => image.rotate(270), 3],
    ['!0', (image) => image.flop(), 3],
    ['360', (image) => image, 3],
  ];
  for (const [rotation, turn, off] of turns) {
    it(`turns by ${rotation}`, async () => {
      const made = await decode(await render(`0,0,900,600/300,200/${rotation}/default.png`));
      const flat = await reference([0, 0, 900, 600], 300, 200).png().toBuffer();
      const { data, info } = await turn(sharp(flat)).raw().toBuffer({ resolveWithObject: true });
      expect([made.width, made.height]).to.deep.equal([info.width, info.height]);
      expect(distance(made.data, data)).to.be.below(off);
    });
  }

  it('mirrors before it turns', async () => {
    const made = await decode(await render('0,0,900,600/300,200/!90/default.png'));
    const flat = await reference([0, 0, 900, 600], 300, 200).flop().png().toBuffer();
    expect(distance(made.data, await sharp(flat).rotate(90).raw().toBuffer())).to.be.below(3);
  });

  it('turns by any angle into the box that the plan gives, clear at the corners where the format can', async () => {
    const png = sharp(await render('0,0,900,600/300,200/30/default.png'));
    const { data, info } = await png.raw().toBuffer({ resolveWithObject: true });
    const { width, height } = rotatedSize({ width: 300, height: 200 }, 30);
    expect(info.width).to.be.within(width - 1, width + 1);
    expect(info.height).to.be.within(height - 1, height + 1);
    expect([info.channels, data[3]]).to.deep.equal([4, 0]);
    const jpg = await decode(await render('0,0,900,600/300,200/30/default.jpg'));
    expect(jpg.channels).to.equal(3);
    expect(Math.min(...jpg.data.subarray(0, 3))).to.be.above(250);
  });

  it('makes gray of one channel, and bitonal of black and white alone', async () => {
    const gray = await sharp(await render('full/300,/0/gray.jpg')).metadata();
    expect(gray).to.include({ space: 'b-w', channels: 1 });
    for (const rotation of ['0', '45']) {
      const { data } = await decode(await render(`full/300,/${rotation}/bitonal.png`));
      const values = new Set(data);
      expect([...values].sort((a, b) => a - b)).to.deep.equal([0, 255]);
    }
  });

  const formats = { jpg: 'jpeg', png: 'png', webp: 'webp', gif: 'gif', tif: 'tiff', avif: 'heif' } as const;
  for (const [format, name] of Object.entries(formats)) {
    it(`encodes ${format}, turned or not`, async () => {
      for (const rotation of ['0', '22.5']) {
        const facts = await sharp(await render(`full/200,120/${rotation}/default.${format}`)).metadata();
        expect(facts.format).to.equal(name);
        if (rotation === '0') expect([facts.width, facts.height]).to.deep.equal([200, 120]);
      }
    });
  }

  it('stops when it is told to', async () => {
    const thrown: unknown = await render('full/1000,/0/default.png', AbortSignal.abort()).catch(
      (e: unknown) => e,
    );
    expect(thrown).to.include({ name: 'AbortError' });
    expect(reads).to.equal(0);
  });

  it('says that a pack is at fault when its tiles are no pictures', async () => {
    const broken = { ...source, readRange: async (_: number, length: number) => Buffer.alloc(length) };
    const thrown: unknown = await drawFrom(broken, 'full/1000,/0/gray.png').catch((e: unknown) => e);
    expect(asFault(thrown).code).to.equal('internal');
    expect(asFault(thrown).detail).to.contain('tiles');
  });
});

async function decode(picture: Buffer): Promise<Pixels & { channels: number }> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

/** The mean difference of two pictures, in levels of 255. */
function distance(a: Buffer, b: Buffer): number {
  expect(a.length).to.equal(b.length);
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  return sum / a.length;
}
