import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { keysUnder, MEBIBYTE, refusal, type StoreUnderTest } from './store-under-test.ts';

/** What reading has to do: whole, in ranges, and lent as a local file. */
export function describeReads(store: StoreUnderTest): void {
  it('reads ranges: the first bytes, the last, one in the middle, all', async () => {
    const bytes = randomBytes(100_000);
    await store.put(`${store.own}/a`, bytes);
    for (const [offset, length] of [
      [0, 1],
      [99_999, 1],
      [12_345, 50_000],
      [0, 100_000],
    ] as const) {
      const range = await store.objects.readRange(`${store.own}/a`, offset, length);
      expect(range.equals(bytes.subarray(offset, offset + length)), `${offset}+${length}`).to.equal(true);
    }
  });

  it('reads many ranges at once', async () => {
    const bytes = randomBytes(100_000);
    await store.put(`${store.own}/a`, bytes);
    const ranges = await Promise.all(
      Array.from({ length: 300 }, (_none, index) =>
        store.objects.readRange(`${store.own}/a`, index * 300, 300),
      ),
    );
    expect(Buffer.concat(ranges).equals(bytes.subarray(0, 90_000))).to.equal(true);
  });

  it('refuses ranges that run over the end, begin after it, or are none', async () => {
    await store.put(`${store.own}/a`, randomBytes(10));
    for (const [offset, length] of [
      [9, 2],
      [0, 11],
      [10, 1],
      [100, 5],
      [0, 0],
      [-1, 5],
      [0.5, 1],
      [0, 2 ** 40],
    ] as const) {
      await refusal(store.objects.readRange(`${store.own}/a`, offset, length), 'bad-request');
    }
  });

  it('knows nothing of what is not there', async () => {
    expect(await store.objects.stat(`${store.own}/none`)).to.equal(undefined);
    await refusal(store.objects.read(`${store.own}/none`), 'not-found');
    await refusal(store.objects.readRange(`${store.own}/none`, 0, 1), 'not-found');
    await refusal(
      store.objects.withLocalFile(`${store.own}/none`, async () => 1),
      'not-found',
    );
    expect(await keysUnder(store.objects, `${store.own}/none`)).to.deep.equal([]);
  });

  it('lends an object as a local file, and gives back what came of it', async () => {
    const bytes = randomBytes(3 * MEBIBYTE);
    await store.put(`${store.own}/a`, bytes);
    const read = await store.objects.withLocalFile(`${store.own}/a`, (path) => readFile(path));
    expect(read.equals(bytes)).to.equal(true);
    const failing = store.objects.withLocalFile(`${store.own}/a`, async () => {
      throw new Error('the borrower failed');
    });
    expect(await failing.catch((error: Error) => error.message)).to.equal('the borrower failed');
    expect((await store.wholeOf(`${store.own}/a`)).equals(bytes)).to.equal(true);
  });
}
