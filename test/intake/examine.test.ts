import { expect } from 'chai';
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { isAcceptable } from '../../model/finding.ts';
import { buildTiff, type TiffRecipe } from '../fixtures/build-tiff.ts';
import { examineBytes } from '../fixtures/examine-bytes.ts';
import { makeDefects } from '../fixtures/make-defects.ts';

const defects = await makeDefects();

describe('a broken scan', () => {
  it('is broken in at least fifteen ways here', () => {
    expect(defects.length).to.be.greaterThan(15);
  });

  for (const defect of defects) {
    it(`is told to a technician: ${defect.name}`, async () => {
      const { findings } = await examineBytes(defect.bytes, defect.fileName);
      const errors = findings.filter((finding) => finding.severity === 'error');
      expect(errors.map((finding) => finding.rule)).to.deep.equal([defect.rule]);
      const [found] = errors;
      expect(found?.message.en).to.match(defect.says);
      expect(found?.message.nl)
        .to.match(/^[A-Z].*\.$/s)
        .and.not.equal(found?.message.en);
      expect(JSON.stringify(findings)).not.to.contain('/tmp/');
    });
  }

  it('never ends in a crash or a hang, whichever bytes of a good one are changed or lost', async () => {
    const good = buildTiff({ width: 16, height: 16, rowsPerStrip: 4 }).bytes;
    const change = fc.record({ at: fc.nat(good.length - 1), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), fc.nat(good.length), async (changes, kept) => {
        const bytes = Buffer.from(good.subarray(0, kept));
        for (const { at, byte } of changes) if (at < kept) bytes[at] = byte;
        const { findings } = await examineBytes(bytes);
        for (const finding of findings) expect(finding.message.en).to.match(/^[A-Z].*\.$/s);
      }),
      { numRuns: 150 },
    );
  }).timeout(60_000);
});

describe('a good scan', () => {
  const [width, height] = [333, 217];
  const pixels = Buffer.from(Array.from({ length: width * height * 3 }, (_, at) => (at * 31) & 0xff));
  const image = (): Sharp => sharp(pixels, { raw: { width, height, channels: 3 } });
  const good: Readonly<Record<string, () => Promise<[string, Buffer]>>> = {
    uncompressed: async () => ['a.tif', await image().tiff({ compression: 'none' }).toBuffer()],
    'LZW with predictor': async () => ['a.tif', await image().tiff({ compression: 'lzw' }).toBuffer()],
    'Deflate in tiles': async () => [
      'a.tif',
      await image().tiff({ compression: 'deflate', tile: true }).toBuffer(),
    ],
    PackBits: async () => ['a.tif', await image().tiff({ compression: 'packbits' }).toBuffer()],
    'JPEG in TIFF': async () => ['a.tif', await image().tiff({ compression: 'jpeg' }).toBuffer()],
    'a pyramid': async () => [
      'a.tif',
      await image().tiff({ pyramid: true, tile: true, tileWidth: 64, tileHeight: 64 }).toBuffer(),
    ],
    'Group 4': async () => [
      'a.tif',
      await image()
        .threshold()
        .toColourspace('b-w')
        .tiff({ compression: 'ccittfax4', bitdepth: 1 })
        .toBuffer(),
    ],
    grey: async () => ['a.tif', await image().greyscale().tiff({ compression: 'lzw' }).toBuffer()],
    '16 bit': async () => [
      'a.tif',
      await image().toColourspace('rgb16').tiff({ compression: 'none' }).toBuffer(),
    ],
    CMYK: async () => ['a.tif', await image().toColourspace('cmyk').tiff({ compression: 'lzw' }).toBuffer()],
    Lab: async () => ['a.tif', await image().toColourspace('lab').tiff({ compression: 'lzw' }).toBuffer()],
    alpha: async () => ['a.tiff', await image().ensureAlpha(0.5).tiff({ compression: 'lzw' }).toBuffer()],
    JPEG: async () => ['a.JPG', await image().jpeg().toBuffer()],
    'progressive JPEG': async () => ['a.jpeg', await image().jpeg({ progressive: true }).toBuffer()],
    PNG: async () => ['a.png', await image().png().toBuffer()],
    'palette PNG': async () => ['a.png', await image().png({ palette: true }).toBuffer()],
    WebP: async () => ['a.webp', await image().webp().toBuffer()],
  };
  for (const [name, make] of Object.entries(good)) {
    it(`has nothing said against it: ${name}`, async () => {
      const [fileName, bytes] = await make();
      const { facts, findings } = await examineBytes(bytes, fileName);
      expect(findings).to.deep.equal([]);
      expect(facts).to.include({ width, height });
    });
  }

  const layouts: readonly TiffRecipe[] = [true, false].flatMap((littleEndian) =>
    [true, false].flatMap((big) =>
      (['first', 'last'] as const).flatMap((directory) =>
        ([8, 16] as const).map((bits): TiffRecipe => ({ littleEndian, big, directory, bits })),
      ),
    ),
  );
  for (const layout of layouts) {
    it(`has nothing said against it: ${JSON.stringify(layout)}`, async () => {
      const { facts, findings } = await examineBytes(buildTiff(layout).bytes);
      expect(findings).to.deep.equal([]);
      expect(facts).to.deep.equal({
        puid: layout.big ? 'fmt/1917' : 'fmt/353',
        formatName: layout.big ? 'BigTIFF' : 'TIFF',
        width: 120,
        height: 90,
        bitsPerSample: layout.bits,
        samplesPerPixel: 3,
        photometric: 'RGB',
        compression: 'none',
        iccProfile: null,
        ppiX: null,
        ppiY: null,
        orientation: 1,
        pages: 1,
      });
    });
  }

  it('has its resolution, orientation and colour profile read', async () => {
    const bytes = await image()
      .withMetadata({ density: 300, orientation: 6 })
      .withIccProfile('p3')
      .tiff({ compression: 'none', xres: 300 / 25.4, yres: 400 / 25.4 })
      .toBuffer();
    const { facts, findings } = await examineBytes(bytes);
    expect(findings).to.deep.equal([]);
    expect(facts).to.include({ orientation: 6, iccProfile: 'sP3C' });
    expect(facts?.ppiX).to.be.closeTo(300, 1);
  });

  it('may have tags that nobody knows', async () => {
    const fields = { 37724: { type: 4, count: 1, value: 7 }, 65000: { type: 3, count: 1, value: 1 } };
    const { findings } = await examineBytes(buildTiff({ fields }).bytes);
    expect(findings).to.deep.equal([]);
  });

  it('with more than one page is let in, and said', async () => {
    const built = buildTiff({ directory: 'last' });
    const second = Buffer.concat([
      built.bytes,
      built.bytes.subarray(built.directoryAt, built.directoryAt + 126),
    ]);
    second.writeUInt32LE(built.bytes.length, built.directoryAt + 2 + 10 * 12);
    const { facts, findings } = await examineBytes(second);
    expect(facts?.pages).to.equal(2);
    expect(findings.map(({ rule, severity }) => ({ rule, severity }))).to.deep.equal([
      { rule: 'pages', severity: 'warning' },
    ]);
    expect(isAcceptable(findings)).to.equal(true);
  });
});

describe('the last line of a scan', () => {
  for (const [width, height] of [
    [64, 1_001],
    [1_501, 301],
  ] as const) {
    it(`is decoded to its last column, ${width} wide`, async () => {
      const pixels = Buffer.from(
        Array.from({ length: width * height }, (_, at) => (at * 2_654_435_761) >>> 24),
      );
      const rows = sharp(pixels, { raw: { width, height, channels: 1 } }).tiff({
        compression: 'deflate',
        predictor: 'none',
        tile: true,
        tileWidth: 16,
        tileHeight: 16,
      });
      const bytes = await rows.toBuffer();
      expect((await examineBytes(bytes)).findings).to.deep.equal([]);
      const { offset, length } = lastTile(bytes);
      bytes.fill(0xff, offset + 8, offset + Math.min(length, 20));
      expect((await examineBytes(bytes)).findings.map((finding) => finding.rule)).to.deep.equal(['decode']);
    });
  }
});

/** Where the last tile of a little-endian classic TIFF lies. */
function lastTile(bytes: Buffer): { offset: number; length: number } {
  const directory = bytes.readUInt32LE(4);
  const lastOf = (tag: number): number => {
    for (let at = directory + 2; at < bytes.length; at += 12) {
      if (bytes.readUInt16LE(at) !== tag) continue;
      const [type, count, value] = [
        bytes.readUInt16LE(at + 2),
        bytes.readUInt32LE(at + 4),
        bytes.readUInt32LE(at + 8),
      ];
      return type === 3
        ? bytes.readUInt16LE(value + (count - 1) * 2)
        : bytes.readUInt32LE(value + (count - 1) * 4);
    }
    throw new Error(`no tag ${tag}`);
  };
  return { offset: lastOf(324), length: lastOf(325) };
}
