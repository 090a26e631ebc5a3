import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { buildWideGamutProfile } from '../../scripts/demo/icc.ts';
import { openLetters } from '../../scripts/demo/letters.ts';
import { parseDemoArgs } from '../../scripts/demo/options.ts';
import { type Page, renderPage } from '../../scripts/demo/page.ts';
import { openTiff } from '../../scripts/demo/tiff-file.ts';
import { WORKS } from '../../scripts/demo/works.ts';

const PAGE: Page = {
  name: 'small',
  width: 301,
  height: 283,
  margin: 12,
  seed: 4,
  look: { red: 230, green: 220, blue: 200, grain: 0.04, age: 1, folds: [{ axis: 'x', at: 0.5 }] },
  art: '<rect x="30" y="30" width="60" height="40" fill="#a02010"/>',
  prints: [
    { scene: 'portrait', seed: 3, x: 100, y: 80, width: 120, height: 150, dotPx: 5, ink: [30, 30, 30] },
  ],
};

async function digestOf(page: Page): Promise<string> {
  const hash = createHash('sha256');
  for await (const band of renderPage(page)) hash.update(new Uint8Array(band.pixels.buffer));
  return hash.digest('hex');
}

describe('the works of the demonstration', () => {
  it('are a poster of 80 megapixels, a pamphlet of twelve pages and a manuscript with a foldout', async () => {
    const letters = await openLetters();
    const [poster, pamphlet, manuscript] = WORKS.map((work) => work.pages(letters));
    expect(poster).to.have.length(1);
    const sheet = poster?.[0]?.page;
    expect((sheet?.width ?? 0) * (sheet?.height ?? 0)).to.be.within(79e6, 82e6);
    expect([(sheet?.width ?? 0) % 2, (sheet?.height ?? 0) % 2]).to.deep.equal([1, 1]);
    expect(pamphlet).to.have.length(12);
    expect(pamphlet?.filter(({ form }) => form.bits === 16)).to.have.length(1);
    expect(pamphlet?.filter(({ form }) => form.grey)).to.have.length(1);
    expect(manuscript).to.have.length(8);
    const widths = manuscript?.map(({ page }) => page.width) ?? [];
    expect(Math.max(...widths)).to.equal(Math.min(...widths) * 2);
  });

  it('come out the same every time, and otherwise for another seed', async () => {
    const first = await digestOf(PAGE);
    expect(await digestOf(PAGE)).to.equal(first);
    expect(await digestOf({ ...PAGE, seed: 5 })).to.not.equal(first);
  });

  it('are written as TIFFs that decode without a warning, with the profile in them', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'demo-'));
    try {
      for (const [bits, samples] of [
        [8, 3],
        [16, 3],
        [8, 1],
      ] as const) {
        const path = join(dir, `${bits}-${samples}.tif`);
        const icc = buildWideGamutProfile();
        const file = await openTiff(path, {
          width: 33,
          height: 131,
          bits,
          samples,
          ppi: 300,
          description: 'x',
          icc,
        });
        const row = Buffer.alloc((33 * samples * bits) / 8, 0x7f);
        for (let y = 0; y < 131; y += 1) await file.write(row);
        await file.close();
        const facts = await sharp(path).metadata();
        expect([facts.width, facts.height, facts.channels, facts.density]).to.deep.equal([
          33,
          131,
          samples,
          300,
        ]);
        expect(facts.bitsPerSample).to.equal(bits);
        expect(facts.icc?.equals(icc)).to.equal(true);
        const pixels = await sharp(path, { failOn: 'warning', ignoreIcc: true })
          .toColourspace(samples === 1 ? 'b-w' : 'srgb')
          .raw({ depth: 'uchar' })
          .toBuffer();
        expect(pixels[0]).to.equal(0x7f);
      }
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });

  it('have a profile in which a full green is out of the reach of sRGB', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'demo-'));
    try {
      const path = join(dir, 'wide.tif');
      const file = await openTiff(path, {
        width: 1,
        height: 1,
        bits: 8,
        samples: 3,
        ppi: 300,
        description: 'x',
        icc: buildWideGamutProfile(),
      });
      await file.write(Buffer.from([150, 200, 150]));
      await file.close();
      const [red = 0, green = 0] = await sharp(path).toColourspace('srgb').raw().toBuffer();
      expect(green).to.be.within(195, 208);
      expect(red).to.be.below(136);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });

  it('go elsewhere only with a token', () => {
    expect(() => parseDemoArgs(['--server', 'http://h'], {})).to.throw('token');
    expect(parseDemoArgs(['--server', 'http://h/', '--json'], { RECTO_TOKEN: 't' })).to.deep.equal({
      help: false,
      json: true,
      keep: false,
      elsewhere: { server: 'http://h', token: 't' },
    });
  });
});
