import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { PREVIEW_SIDE_PX, previewOfRemains } from '../../intake/read-preview.ts';
import { examineBytes } from '../fixtures/examine-bytes.ts';
import { setOrientation, writeTiff } from '../fixtures/make-tiffs.ts';

const [WIDTH, HEIGHT] = [900, 600];
/** A colour for each quarter: top left, top right, bottom left, bottom right. */
const QUARTERS = [
  [200, 30, 30],
  [30, 160, 30],
  [30, 30, 200],
  [220, 220, 220],
] as const;

function quarters(): Buffer {
  const data = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const colour = QUARTERS[(y < HEIGHT / 2 ? 0 : 2) + (x < WIDTH / 2 ? 0 : 1)] ?? QUARTERS[0];
      data.set(colour, (y * WIDTH + x) * 3);
    }
  }
  return data;
}

/** The middle of each quarter of a picture, as a number of `QUARTERS`. */
async function seen(picture: Buffer): Promise<number[]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const at = (x: number, y: number): number => {
    const from = (Math.floor(y * height) * width + Math.floor(x * width)) * channels;
    return QUARTERS.findIndex((colour) =>
      colour.every((level, channel) => Math.abs(level - (data[from + channel] ?? -99)) < 12),
    );
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
}

describe('the preview of a scan', () => {
  let folder: string;
  let master: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recto-preview-'));
    master = await writeTiff(join(folder, 'page.tif'), { width: WIDTH, height: HEIGHT, data: quarters() });
  });
  after(() => rm(folder, { recursive: true }));

  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`stands upright: orientation ${orientation}`, async () => {
      const bytes = await readFile(await setOrientation(master, orientation));
      const { preview, findings } = await examineBytes(bytes);
      expect(findings.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
      if (preview === undefined) throw new Error('there is none');
      const { width, height, format } = await sharp(preview.bytes).metadata();
      expect({ width, height, format }).to.deep.equal({
        ...(orientation < 5 ? { width: 512, height: 341 } : { width: 341, height: 512 }),
        format: 'jpeg',
      });
      expect([preview.width, preview.height]).to.deep.equal([width, height]);
      const upright = await sharp(bytes).autoOrient().png().toBuffer();
      expect(await seen(preview.bytes)).to.deep.equal(await seen(upright));
      const remains = await previewOfRemains(bytes, 1_000_000);
      expect(await seen(remains?.bytes ?? Buffer.of())).to.deep.equal(await seen(upright));
    });
  }

  it('shows what is left of a scan that was cut short', async () => {
    const raw = { width: WIDTH, height: HEIGHT, channels: 3 } as const;
    const whole = await sharp(quarters(), { raw }).jpeg().toBuffer();
    const { findings, facts, preview } = await examineBytes(
      whole.subarray(0, whole.length * 0.7),
      'page.jpg',
    );
    expect([findings.map(({ rule }) => rule), facts?.width, preview]).to.deep.equal([
      ['decode'],
      WIDTH,
      undefined,
    ]);
    const remains = await previewOfRemains(whole.subarray(0, whole.length * 0.7), 1_000_000);
    expect([remains?.width, remains?.height]).to.deep.equal([PREVIEW_SIDE_PX, 341]);
    expect((await seen(remains?.bytes ?? Buffer.of())).slice(0, 2)).to.deep.equal([0, 1]);
  });

  it('is none where nothing can be seen, or it is larger than may be decoded', async () => {
    expect(await previewOfRemains(Buffer.from('no image at all'), 1_000_000)).to.equal(undefined);
    expect(await previewOfRemains(await readFile(master), 1_000)).to.equal(undefined);
    expect((await examineBytes(Buffer.from('no image at all'))).preview).to.equal(undefined);
  });
});
