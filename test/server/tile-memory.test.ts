import { expect } from 'chai';
import { createTileMemory } from '../../server/images/tile-memory.ts';

describe('the tiles in memory', () => {
  const tile = async () => Buffer.alloc(100);

  it('are read once for everybody who asks meanwhile, and not again', async () => {
    const memory = createTileMemory(10_000);
    let reads = 0;
    const read = async () => {
      reads += 1;
      return tile();
    };
    const all = await Promise.all([1, 2, 3].map(() => memory.read('a', read)));
    expect([reads, new Set(all).size, memory.get('a') === all[0]]).to.deep.equal([1, 1, true]);
  });

  it('take no more room than there is, and what is used goes last', async () => {
    const memory = createTileMemory(3_200);
    for (let n = 0; n < 32; n += 1) await memory.read(`old ${n}`, tile);
    expect(memory.get('old 0')).to.have.length(100);
    for (let n = 0; n < 31; n += 1) await memory.read(`new ${n}`, tile);
    expect([memory.sizeBytes, memory.get('old 0')?.length, memory.get('old 1')]).to.deep.equal([
      3_200,
      100,
      undefined,
    ]);
  });

  it('are not kept where one would drive out many, nor where reading went wrong', async () => {
    const memory = createTileMemory(3_200);
    await memory.read('large', async () => Buffer.alloc(101));
    const failed = await memory.read('bad', () => Promise.reject(new Error('gone'))).catch(String);
    expect([memory.get('large'), memory.sizeBytes, failed]).to.deep.equal([undefined, 0, 'Error: gone']);
    expect(await memory.read('bad', tile)).to.have.length(100);
  });
});
