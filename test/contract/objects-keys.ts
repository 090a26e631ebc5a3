import { expect } from 'chai';
import { inPieces, keysUnder, refusal, type StoreUnderTest } from './store-under-test.ts';

/** What keys are: what they may hold, how they are listed, and that they are free again once removed. */
export function describeKeys(store: StoreUnderTest): void {
  it('does not take the beginning of a key for an object', async () => {
    await store.put(`${store.own}/a/b/c`, Buffer.from('c'));
    expect(await store.objects.stat(`${store.own}/a/b`)).to.equal(undefined);
    await refusal(store.objects.read(`${store.own}/a/b`), 'not-found');
    await refusal(store.objects.readRange(`${store.own}/a/b`, 0, 1), 'not-found');
    await store.objects.remove(`${store.own}/a/b`);
    expect(await keysUnder(store.objects, store.own)).to.deep.equal([`${store.own}/a/b/c`]);
  });

  it('lists in the order of the keys, those that begin with a prefix and no others', async () => {
    const names = ['a', 'a-b', 'a.b', 'a/b', 'a/b-', 'a/c/d', 'a0', 'b', 'é', '𝒜', 'ﬀ'];
    const taken = names.filter((name) => name !== 'a');
    await Promise.all(taken.map((name) => store.put(`${store.own}/${name}`, Buffer.from(name))));
    const inOrder = taken
      .map((name) => Buffer.from(`${store.own}/${name}`))
      .sort(Buffer.compare)
      .map(String);
    expect(await keysUnder(store.objects, store.own)).to.deep.equal(inOrder);
    expect(await keysUnder(store.objects, `${store.own}/`)).to.deep.equal(inOrder);
    expect(await keysUnder(store.objects, `${store.own}/a/`)).to.deep.equal(
      ['a/b', 'a/b-', 'a/c/d'].map((name) => `${store.own}/${name}`),
    );
    expect(await keysUnder(store.objects, `${store.own}/a/b`)).to.deep.equal([
      `${store.own}/a/b`,
      `${store.own}/a/b-`,
    ]);
    expect(await keysUnder(store.objects, `${store.own}/z`)).to.deep.equal([]);
  });

  it('lists more objects than fit into one answer, with their sizes', async () => {
    const names = Array.from({ length: 1005 }, (_none, index) => String(index).padStart(4, '0'));
    for (let at = 0; at < names.length; at += 32) {
      await Promise.all(
        names.slice(at, at + 32).map((name) => store.put(`${store.own}/${name}`, Buffer.from('12345'))),
      );
    }
    const listed: string[] = [];
    for await (const { key, sizeBytes } of store.objects.list(store.own)) {
      expect(sizeBytes).to.equal(5);
      listed.push(key);
    }
    expect(listed).to.deep.equal(names.map((name) => `${store.own}/${name}`));
  });

  it('keeps keys that are not ASCII', async () => {
    const key = `${store.own}/Überschrift 上 +&%25?#'"<>.tif`;
    await store.put(key, Buffer.from('text'));
    expect((await store.wholeOf(key)).toString()).to.equal('text');
    expect((await store.objects.readRange(key, 1, 2)).toString()).to.equal('ex');
    expect(await keysUnder(store.objects, store.own)).to.deep.equal([key]);
    await store.objects.remove(key);
    expect(await store.objects.stat(key)).to.equal(undefined);
  });

  it('refuses keys that could lead out of the store or mean two things', async () => {
    const keys = ['', '/a', 'a/', 'a//b', '.', '..', '../a', 'a/../b', 'a/./b', '.a', 'a/.b', 'a\\b', 'a\0b'];
    for (const key of [...keys, 'a\nb', 'e\u0301', '\ud800', '\uffff', 'x'.repeat(256), 'x/'.repeat(500)]) {
      await refusal(store.objects.write(key, inPieces(Buffer.from('x'))), 'bad-request');
      await refusal(store.objects.takeFile(key, await store.localFile(Buffer.from('x'))), 'bad-request');
      await refusal(store.objects.read(key), 'bad-request');
      await refusal(store.objects.readRange(key, 0, 1), 'bad-request');
      await refusal(store.objects.stat(key), 'bad-request');
      await refusal(store.objects.remove(key), 'bad-request');
      await refusal(
        store.objects.withLocalFile(key, async () => 1),
        'bad-request',
      );
    }
    for (const prefix of ['..', '../', 'a/../', '/']) {
      await refusal(keysUnder(store.objects, prefix), 'bad-request');
    }
  });

  it('removes an object, and minds nothing if there is none', async () => {
    await store.put(`${store.own}/a`, Buffer.from('first'));
    await store.objects.readRange(`${store.own}/a`, 0, 1);
    await store.objects.remove(`${store.own}/a`);
    await store.objects.remove(`${store.own}/a`);
    expect(await store.objects.stat(`${store.own}/a`)).to.equal(undefined);
    await refusal(store.objects.readRange(`${store.own}/a`, 0, 1), 'not-found');
    await store.put(`${store.own}/a`, Buffer.from('again'));
    expect((await store.objects.readRange(`${store.own}/a`, 0, 5)).toString()).to.equal('again');
  });
}
