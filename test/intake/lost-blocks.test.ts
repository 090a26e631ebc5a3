import { expect } from 'chai';
import { findLostBlocks } from '../../intake/lost-blocks.ts';
import { buildTiff, type TiffRecipe } from '../fixtures/build-tiff.ts';
import { sourceOf } from '../fixtures/examine-bytes.ts';

const BLOCK = 4_096;

/** What is found in an image of 300 lines of 300 bytes, some of which are overwritten. */
async function found(
  from: number,
  end: number | undefined,
  level = 0,
  recipe: TiffRecipe = {},
): Promise<unknown> {
  const { bytes } = buildTiff({ width: 100, height: 300, rowsPerStrip: 300, ...recipe });
  return findLostBlocks(sourceOf(bytes.fill(level, from, end ?? bytes.length)));
}

describe('a block of the disk that was lost', () => {
  it('is found by its zeros, from one block to another, with the lines that it touches', async () => {
    // The pixels begin at byte 146 of the file, 300 bytes a line.
    expect(await found(2 * BLOCK, 3 * BLOCK)).to.deep.equal([
      { bytes: BLOCK, region: { x: 0, y: 26, width: 100, height: 15 } },
    ]);
    expect(await found(8 * BLOCK, 12 * BLOCK)).to.have.length(1);
  });

  it('is found up to the end of a file', async () => {
    expect(await found(20 * BLOCK, undefined)).to.have.length(1);
  });

  it('is not darkness, which begins and ends anywhere, nor any other level', async () => {
    expect(await found(2 * BLOCK - 1, 3 * BLOCK)).to.deep.equal([]);
    expect(await found(2 * BLOCK, 3 * BLOCK + 1)).to.deep.equal([]);
    expect(await found(2 * BLOCK - 9, undefined)).to.deep.equal([]);
    expect(await found(2 * BLOCK, 3 * BLOCK, 255)).to.deep.equal([]);
  });

  it('is looked for only where zeros are darkness and the place in the file tells the line', async () => {
    const inline = (tag: number, value: number) => ({ fields: { [tag]: { type: 3, count: 1, value } } });
    expect(await found(2 * BLOCK, 3 * BLOCK, 0, inline(259, 5))).to.deep.equal([]);
    expect(await found(2 * BLOCK, 3 * BLOCK, 0, inline(262, 6))).to.deep.equal([]);
    expect(await findLostBlocks(sourceOf(Buffer.alloc(3 * BLOCK)))).to.deep.equal([]);
  });
});
