import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import sharp from 'sharp';
import { parseDirectory } from '../../../image/pack.ts';
import { anythingIiifCanShow } from '../../../intake/profile.ts';
import { newId } from '../../../model/ids.ts';
import type { CutOutcome, DueStep, StepName, StepOutcome, StepWork } from '../../../storage/jobs/jobs.ts';
import { masterKey } from '../../../storage/objects/keys.ts';
import type { Objects } from '../../../storage/objects/objects.ts';
import { openObjects } from '../../../storage/objects/open.ts';
import { createByteBudget } from '../../../workers/byte-budget.ts';
import { asDecodable } from '../../../workers/decodable.ts';
import { openScratch } from '../../../workers/scratch.ts';
import { checkMaster } from '../../../workers/steps/check-master.ts';
import { cutTilesOfMaster } from '../../../workers/steps/cut-tiles.ts';
import {
  convertTiff,
  copyTiff,
  makePixels,
  readWithImageMagick,
  setOrientation,
  setTag,
  writeTiff,
} from '../../fixtures/make-tiffs.ts';

const [WIDTH, HEIGHT] = [301, 203];
const TRANSPARENT = ['-alpha', 'set', '-channel', 'A', '-evaluate', 'set', '40%', '+channel'];

describe('a master in Lab', () => {
  let folder = '';
  let objects: Objects;
  let check: StepWork;
  let cut: StepWork;
  let plain = '';
  let lab = '';
  const path = (name: string) => join(folder, `${name.replaceAll(/\W/g, '-')}.tif`);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recto-lab-'));
    objects = await openObjects({ dataDir: folder });
    const scratch = await openScratch(join(folder, 'scratch'));
    check = checkMaster({
      objects,
      scratch,
      memory: createByteBudget(1_000_000),
      profile: anythingIiifCanShow(100_000_000),
      maxPixels: 100_000_000,
    });
    cut = cutTilesOfMaster({ objects, scratch, maxPixels: 100_000_000 });
    plain = await writeTiff(path('plain'), makePixels(WIDTH, HEIGHT));
    lab = await convertTiff(plain, path('lab'), '-colorspace', 'Lab', '-depth', '8');
  });
  after(async () => {
    await objects.close();
    await rm(folder, { recursive: true });
  });

  async function run(step: StepName, file: string): Promise<StepOutcome> {
    const bytes = await readFile(file);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await objects.write(masterKey(sha256), Readable.from([bytes]), { sha256 });
    const known = { fileVersionId: newId(), masterKey: masterKey(sha256), sha256 };
    const input = { ...known, sizeBytes: bytes.length, originalName: 'page.tif' };
    const due: DueStep = { id: newId(), step, lane: 'station', attempt: 1, input };
    const work = step === 'check-master' ? check : cut;
    return await work(due, { signal: new AbortController().signal, progress: () => undefined });
  }

  async function pixelsOf(file: string): Promise<Buffer> {
    const outcome = (await run('cut-tiles', file)) as CutOutcome;
    const pack = await readFile(join(folder, 'objects', outcome.key));
    const index = parseDirectory(pack.subarray(outcome.directoryOffset));
    const range = index.find(`full/${index.width},${index.height}/0/default.jpg`);
    if (range === undefined) throw new Error('The pack does not hold the full image.');
    return sharp(pack.subarray(range.offset, range.offset + range.length))
      .raw()
      .toBuffer();
  }

  /** The same picture in ICCLab, whose a* and b* begin at another place. */
  async function toIccLab(from: string, to: string, bits: 8 | 16): Promise<string> {
    const bytes = await readFile(from);
    const step = bits / 8;
    for (let at = 8; at < 8 + WIDTH * HEIGHT * 3 * step; at += 3 * step)
      for (const high of [at + 2 * step - 1, at + 3 * step - 1]) bytes[high] = (bytes[high] ?? 0) ^ 0x80;
    await writeFile(to, bytes);
    return setTag(to, 262, 9);
  }

  const asLab = (to: string, ...flags: string[]) => convertTiff(plain, to, '-colorspace', 'Lab', ...flags);
  const variants: Readonly<Record<string, (to: string) => Promise<string>>> = {
    '8 bits': (to) => copyTiff(lab, to),
    '8 bits, LZW': (to) => copyTiff(lab, to, '-c', 'lzw:2'),
    '8 bits, Deflate in tiles': (to) => copyTiff(lab, to, '-c', 'zip', '-t', '-w', '64', '-l', '64'),
    '8 bits, big-endian': (to) => copyTiff(lab, to, '-B', '-r', '7'),
    '8 bits, BigTIFF': (to) => copyTiff(lab, to, '-8'),
    '8 bits, big-endian BigTIFF': (to) => copyTiff(lab, to, '-8', '-B', '-c', 'lzw'),
    '8 bits, separate planes': (to) => copyTiff(lab, to, '-p', 'separate'),
    '16 bits': (to) => asLab(to, '-depth', '16'),
  };
  for (const [name, make] of Object.entries(variants)) {
    it(`with ${name} is accepted, and comes out as ImageMagick sees it`, async () => {
      const file = await make(path(name));
      const outcome = await run('check-master', file);
      expect(outcome).to.deep.include({ step: 'check-master', findings: [] });
      expect(outcome.step === 'check-master' && outcome.facts).to.include({
        width: WIDTH,
        height: HEIGHT,
        photometric: 'CIELab',
        bitsPerSample: name.startsWith('16') ? 16 : 8,
        samplesPerPixel: 3,
      });
      expect(distance(await pixelsOf(file), await readWithImageMagick(file))).to.be.below(2.5);
    });
  }

  for (const orientation of [2, 3, 5, 6, 8]) {
    it(`with 8 bits and orientation ${orientation} comes out upright`, async () => {
      const file = await copyTiff(lab, path(`orientation-${orientation}`), '-c', 'lzw');
      await setOrientation(file, orientation);
      expect(await run('check-master', file)).to.deep.include({ findings: [] });
      expect(distance(await pixelsOf(file), await readWithImageMagick(file))).to.be.below(2.5);
    });
  }

  for (const bits of [8, 16] as const) {
    it(`as ICCLab with ${bits} bits comes out as the CIELab that it was made of`, async () => {
      const from = await asLab(path(`before-icc-${bits}`), '-depth', `${bits}`, '-endian', 'LSB');
      const file = await toIccLab(from, path(`icc-${bits}`), bits);
      const outcome = await run('check-master', file);
      expect(outcome).to.deep.include({ findings: [] });
      expect(outcome.step === 'check-master' && outcome.facts?.photometric).to.equal('ICCLab');
      expect(distance(await pixelsOf(file), await readWithImageMagick(from))).to.be.below(2.5);
    });

    it(`with ${bits} bits and transparency is put on white as an RGB master is`, async () => {
      const rgb = await convertTiff(plain, path(`rgb-alpha-${bits}`), ...TRANSPARENT);
      const file = await asLab(path(`alpha-${bits}`), ...TRANSPARENT, '-depth', `${bits}`);
      expect(await run('check-master', file)).to.deep.include({ findings: [] });
      expect(distance(await pixelsOf(file), await readWithImageMagick(rgb))).to.be.below(3);
    });
  }

  for (const bits of [8, 16]) {
    it(`as ITULab with ${bits} bits is turned down in plain words`, async () => {
      const file = await setTag(await asLab(path(`itu-${bits}`), '-depth', `${bits}`), 262, 10);
      const outcome = await run('check-master', file);
      const [finding, ...others] = outcome.step === 'check-master' ? outcome.findings : [];
      expect(others).to.deep.equal([]);
      expect(finding).to.include({ rule: 'decode', severity: 'error' });
      expect(finding?.message.en).to.match(
        /^This kind of TIFF cannot be read here \(ITULab, .*Save the scan as RGB/,
      );
      expect(await run('cut-tiles', file).catch((error: unknown) => error)).to.include({
        code: 'unsupported',
      });
    });
  }

  it('with 8 bits that is cut short or damaged is turned down for that', async () => {
    const rulesOf = async (bytes: Buffer) => {
      await writeFile(path('broken'), bytes);
      const outcome = await run('check-master', path('broken'));
      return outcome.step === 'check-master' ? outcome.findings.map(({ rule }) => rule) : [];
    };
    const whole = await readFile(lab);
    expect(await rulesOf(whole.subarray(0, 100_000))).to.deep.equal(['structure']);
    const packed = await readFile(await copyTiff(lab, path('deflate'), '-c', 'zip', '-r', '20'));
    const damaged = Buffer.from(packed).fill(0xff, 20_000, 20_060);
    expect(await rulesOf(damaged)).to.deep.equal(['decode']);
  });

  it('is copied for the decoder, and neither changed itself nor left in scratch', async () => {
    const master = await copyTiff(lab, path('kept'));
    await chmod(master, 0o400);
    const before = await readFile(master);
    const room = await mkdtemp(join(folder, 'room-'));
    const decodable = await asDecodable(master, room);
    expect(decodable.path).not.to.equal(master);
    expect(await readFile(master)).to.deep.equal(before);
    const copy = await readFile(decodable.path);
    expect(copy.length).to.equal(before.length);
    expect([...copy].filter((byte, at) => byte !== before[at])).to.deep.equal([2]);
    expect((await stat(master)).mode & 0o777).to.equal(0o400);
    await pixelsOf(lab);
    expect(
      (await readdir(join(folder, 'scratch'), { recursive: true })).filter((name) => /\.\w+$/.test(name)),
    ).to.deep.equal([]);
    expect(await asDecodable(plain, room)).to.deep.equal({ path: plain, lab: undefined });
  });
});

/** The mean difference of two pictures, in levels of 255. */
function distance(a: Buffer, b: Buffer): number {
  expect(a.length).to.equal(b.length);
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  return sum / a.length;
}
