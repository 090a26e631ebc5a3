import { expect } from 'chai';
import type { ByteSource } from '../../intake/bytes.ts';
import { readTiff } from '../../intake/tiff.ts';
import { countOverlaps } from '../../intake/tiff-overlap.ts';
import { buildTiff } from '../fixtures/build-tiff.ts';

const SHORT = 3;

/** Directories one after the other, every field of which claims the same array of numbers. */
function manyOverOneArray(directories: number, tags: readonly number[], numbers: number): Buffer {
  const arrayBytes = numbers * 2;
  const directoryBytes = 2 + tags.length * 12 + 4;
  const bytes = Buffer.alloc(8 + arrayBytes + directories * directoryBytes);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8 + arrayBytes, 4);
  for (let index = 0; index < numbers; index += 1) bytes.writeUInt16LE(8, 8 + index * 2);
  for (let index = 0; index < directories; index += 1) {
    const at = 8 + arrayBytes + index * directoryBytes;
    bytes.writeUInt16LE(tags.length, at);
    for (const [field, tag] of tags.entries()) {
      const place = at + 2 + field * 12;
      bytes.writeUInt16LE(tag, place);
      bytes.writeUInt16LE(SHORT, place + 2);
      bytes.writeUInt32LE(numbers, place + 4);
      bytes.writeUInt32LE(8, place + 8);
    }
    const next = index + 1 < directories ? at + directoryBytes : 0;
    bytes.writeUInt32LE(next, at + directoryBytes - 4);
  }
  return bytes;
}

/** Counts what is read of it. */
function countingSource(bytes: Buffer): { source: ByteSource; readBytes: () => number } {
  let sum = 0;
  const source: ByteSource = {
    sizeBytes: bytes.length,
    async read(offset, length) {
      sum += length;
      return bytes.subarray(offset, offset + length);
    },
  };
  return { source, readBytes: () => sum };
}

describe('the structure of a TIFF', () => {
  it('is read in no more bytes than the file has, whatever its fields claim', async () => {
    const tags = [254, 255, 256, 257, 258, 262, 273, 274, 277, 278, 279, 284, 296];
    const { source, readBytes } = countingSource(manyOverOneArray(300, tags, 500_000));
    const { pages } = await readTiff(source);
    expect(pages).to.have.length(300);
    expect(readBytes()).to.be.below(source.sizeBytes);
  });

  it('is refused where its pages have more strips than all the scans of the world', async () => {
    const strips = manyOverOneArray(300, [256, 257, 259, 273, 278, 279], 65_000);
    for (let index = 0; index < 300; index += 1) {
      const at = 8 + 65_000 * 2 + index * (2 + 6 * 12 + 4) + 2;
      setInline(strips, at, 1);
      setInline(strips, at + 12, 65_000);
      // Compressed strips may be the same ones; others would be refused for that.
      setInline(strips, at + 24, 5);
      setInline(strips, at + 48, 1);
    }
    const reading = await readTiff(countingSource(strips).source);
    expect(reading.damage).to.include({ kind: 'absurd-count' });
    expect(reading.pages.length).to.equal(62);
  });

  it('is refused where parts lie on each other or on the header; compressed ones may be the very same', () => {
    const bad = (offsets: number[], isPacked = false): number =>
      countOverlaps({ offsets, counts: offsets.map(() => 10), isPacked });
    expect([bad([8, 18, 28]), bad([28, 8, 18]), bad([18, 18, 8], true), bad([])]).to.deep.equal([0, 0, 0, 0]);
    expect([bad([7, 18]), bad([8, 8]), bad([40, 8, 17]), bad([8, 17], true)]).to.deep.equal([1, 1, 1, 1]);
  });

  it('has the rows of a strip read: all of the image where the file does not say, or says 0', async () => {
    const partHeight = async (recipe: Parameters<typeof buildTiff>[0]): Promise<number | undefined> =>
      (await readTiff(countingSource(buildTiff(recipe).bytes).source)).pages[0]?.partHeight;
    expect(await partHeight({ rowsPerStrip: 16 })).to.equal(16);
    expect(await partHeight({ fields: { 278: { type: 4, count: 1, value: 0 } } })).to.equal(90);
    expect(await partHeight({ fields: { 278: { type: 4, count: 0, value: 0 } } })).to.equal(90);
  });
});

function setInline(bytes: Buffer, at: number, value: number): void {
  bytes.writeUInt32LE(1, at + 4);
  bytes.writeUInt32LE(value, at + 8);
}
