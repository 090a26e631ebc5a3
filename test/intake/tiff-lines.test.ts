import { expect } from 'chai';
import fc from 'fast-check';
import { bytesTooMany, type ListedLines } from '../../intake/tiff-lines.ts';
import { randomOf } from '../../scripts/defects/random.ts';
import { drawPage } from '../../scripts/defects/raster.ts';
import { long, writeTiff } from '../../scripts/defects/write-tiff.ts';
import { examineBytes } from '../fixtures/examine-bytes.ts';

const PAGE: Omit<ListedLines, 'counts'> = { width: 100, height: 70, samples: 3, bits: 8, rowsPerStrip: 20 };
const LINE = 300;

describe('lines of an uncompressed image that are longer than it says', () => {
  it('are told by how many bytes they share', () => {
    const counts = [20, 20, 20, 10].map((lines) => lines * (LINE + 3));
    expect(bytesTooMany({ ...PAGE, counts })).to.equal(3);
    expect(bytesTooMany({ ...PAGE, bits: 4, counts: counts.map(() => 20 * LINE) })).to.equal(150);
    expect(bytesTooMany({ ...PAGE, rowsPerStrip: 2 ** 32 - 1, counts: [70 * (LINE + 1)] })).to.equal(1);
  });

  it('are not those of strips that are filled up, of a last strip as long as the others, or of short strips', () => {
    const full = 20 * LINE;
    for (const counts of [
      [full, full, full, full],
      [full + 1, full + 1, full + 1, full / 2 + 1],
      [full + 40, full, full + 40, full / 2],
      [8192, 8192, 8192, 4096],
      [full - 20, full - 20, full - 20, 0],
      [],
    ])
      expect(bytesTooMany({ ...PAGE, counts }), String(counts)).to.equal(0);
    const short = { ...PAGE, rowsPerStrip: 4, counts: Array.from({ length: 18 }, () => 4 * (LINE + 4)) };
    expect(bytesTooMany(short)).to.equal(0);
  });

  it('are never found where every strip has what its lines need', () => {
    const shape = fc.record({
      width: fc.integer({ min: 1, max: 9_000 }),
      height: fc.integer({ min: 1, max: 9_000 }),
      samples: fc.integer({ min: 1, max: 5 }),
      bits: fc.constantFrom(1, 2, 4, 8, 12, 16, 32),
      rowsPerStrip: fc.oneof(fc.integer({ min: 1, max: 9_000 }), fc.constant(2 ** 32 - 1)),
    });
    fc.assert(
      fc.property(shape, (one) => {
        const line = Math.ceil((one.width * one.samples * one.bits) / 8);
        const lines = Math.min(one.rowsPerStrip, one.height);
        const counts = Array.from(
          { length: Math.ceil(one.height / lines) },
          (_, at) => Math.min(lines, one.height - at * lines) * line,
        );
        expect(bytesTooMany({ ...one, counts })).to.equal(0);
      }),
    );
  });

  it('are a broken structure in a page, and nothing in a thumbnail behind it', async () => {
    const raster = drawPage(randomOf('lines'));
    const narrow = { raster, fields: { 256: long(raster.width - 2) } };
    const [finding] = (await examineBytes(writeTiff([narrow]).bytes)).findings;
    expect(finding?.rule).to.equal('structure');
    expect(finding?.message.en).to.include('each line has 6 bytes more than it says');
    expect(finding?.message.nl).to.include('elke regel heeft 6 bytes meer dan het zegt');
    const thumbnail = { raster, fields: { ...narrow.fields, 254: long(1) } };
    expect((await examineBytes(writeTiff([{ raster }, thumbnail]).bytes)).findings).to.deep.equal([]);
  });

  it('are none where every strip is filled up with zeros to whole sectors', async () => {
    const raster = drawPage(randomOf('sectors'), { width: 301, height: 256 });
    const pack = (strip: Buffer) => Buffer.concat([strip, Buffer.alloc((512 - (strip.length % 512)) % 512)]);
    const { bytes } = writeTiff([{ raster, rowsPerStrip: 32, compression: { code: 1, pack } }]);
    expect((await examineBytes(bytes)).findings).to.deep.equal([]);
  });
});
