import { expect } from 'chai';
import { planLabLabel } from '../../intake/lab-label.ts';
import { readTiff } from '../../intake/tiff.ts';
import { buildTiff, type TiffRecipe } from '../fixtures/build-tiff.ts';
import { sourceOf } from '../fixtures/examine-bytes.ts';

const short = (value: number) => ({ type: 3, count: 1, value });
const labTiff = (photometric: number, { fields, ...recipe }: TiffRecipe = {}): Buffer =>
  buildTiff({ ...recipe, fields: { 262: short(photometric), ...fields } }).bytes;

async function planOf(bytes: Buffer) {
  return await planLabLabel(sourceOf(bytes));
}

describe('the label of a Lab TIFF', () => {
  for (const littleEndian of [true, false])
    for (const big of [true, false])
      for (const directory of ['first', 'last'] as const) {
        const layout = { littleEndian, big, directory };
        it(`is made RGB where it lies, and nothing else: ${JSON.stringify(layout)}`, async () => {
          const bytes = labTiff(8, layout);
          const label = await planOf(bytes);
          expect(label?.samples).to.deep.equal({ coding: 'CIELab', bits: 8, isPremultiplied: false });
          for (const patch of label?.patches ?? []) bytes.set(patch.bytes, patch.offset);
          expect(bytes.equals(labTiff(2, layout))).to.equal(true);
          expect((await readTiff(sourceOf(bytes))).pages[0]?.photometric).to.equal('RGB');
        });
      }

  it('is left alone where the image is read as it is', async () => {
    expect(await planOf(labTiff(2))).to.equal(undefined);
    expect(await planOf(labTiff(8, { bits: 16 }))).to.equal(undefined);
    expect(await planOf(labTiff(10))).to.equal(undefined);
    expect(await planOf(labTiff(8, { fields: { 277: short(5) } }))).to.equal(undefined);
    expect(await planOf(labTiff(8, { fields: { 339: short(2) } }))).to.equal(undefined);
  });

  it('tells how the numbers are written down', async () => {
    const transparent = { 277: short(4), 338: short(2) };
    const samplesOf = async (photometric: number, recipe: TiffRecipe) =>
      (await planOf(labTiff(photometric, recipe)))?.samples;
    const plain = { coding: 'CIELab', bits: 8, isPremultiplied: false };
    expect(await samplesOf(9, {})).to.deep.equal({ ...plain, coding: 'ICCLab' });
    expect(await samplesOf(9, { bits: 16 })).to.deep.equal({ ...plain, coding: 'ICCLab', bits: 16 });
    expect(await samplesOf(8, { fields: transparent })).to.deep.equal(plain);
    expect(await samplesOf(8, { bits: 16, fields: transparent })).to.deep.equal({ ...plain, bits: 16 });
  });

  it('tells of colours that were multiplied by their transparency, and keeps that from the decoder', async () => {
    const associated = (extra: number) => ({ fields: { 277: short(4), 338: short(extra) } });
    const bytes = labTiff(8, associated(1));
    const label = await planOf(bytes);
    expect(label?.samples.isPremultiplied).to.equal(true);
    for (const patch of label?.patches ?? []) bytes.set(patch.bytes, patch.offset);
    expect(bytes.equals(labTiff(2, associated(2)))).to.equal(true);
  });

  it('is none of a file that is cut short or no TIFF', async () => {
    const bytes = labTiff(8, { directory: 'last' });
    expect(await planOf(bytes.subarray(0, bytes.length - 40))).to.equal(undefined);
    expect(await planOf(Buffer.alloc(0))).to.equal(undefined);
    expect(await planOf(Buffer.from('II, said the sailor, and went below to sleep.'))).to.equal(undefined);
    for (let kept = 0; kept < 300; kept += 1) await planOf(labTiff(8).subarray(0, kept));
  });
});
