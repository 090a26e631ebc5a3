import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  exists,
  inPieces,
  keysUnder,
  MEBIBYTE,
  refusal,
  type StoreUnderTest,
  sha256Of,
} from './store-under-test.ts';

/** What writing has to do: whole, once, and proved by a digest; also of files that are taken in. */
export function describeWrites(store: StoreUnderTest): void {
  for (const sizeBytes of [0, 1, 65_537, 20 * MEBIBYTE]) {
    it(`gives back ${sizeBytes} bytes as they were streamed in, counted and digested`, async () => {
      const bytes = randomBytes(sizeBytes);
      const written = await store.objects.write(`${store.own}/a`, inPieces(bytes), {
        contentType: 'image/tiff',
      });
      expect(written).to.deep.equal({ sizeBytes, sha256: sha256Of(bytes), created: true });
      expect((await store.wholeOf(`${store.own}/a`)).equals(bytes)).to.equal(true);
      expect(await store.objects.stat(`${store.own}/a`)).to.include({ key: `${store.own}/a`, sizeBytes });
    });
  }

  it('says when an object was stored', async () => {
    await store.put(`${store.own}/a`, Buffer.from('a'));
    const found = await store.objects.stat(`${store.own}/a`);
    expect(found?.modifiedAt).to.be.within(Date.now() - 60_000, Date.now() + 60_000);
  });

  it('stores bytes that have the promised digest', async () => {
    const bytes = randomBytes(1000);
    const sha256 = sha256Of(bytes);
    expect((await store.objects.write(`${store.own}/a`, inPieces(bytes), { sha256 })).created).to.equal(true);
  });

  for (const sizeBytes of [1000, 20 * MEBIBYTE]) {
    it(`stores nothing of ${sizeBytes} bytes that have another digest than promised`, async () => {
      const options = { sha256: sha256Of(Buffer.from('other')) };
      const body = inPieces(randomBytes(sizeBytes));
      await refusal(store.objects.write(`${store.own}/a`, body, options), 'digest-mismatch');
      expect(await store.objects.stat(`${store.own}/a`)).to.equal(undefined);
      expect(await keysUnder(store.objects, store.own)).to.deep.equal([]);
    });
  }

  it('never replaces what stands under a key', async () => {
    await store.put(`${store.own}/a`, Buffer.from('first'));
    const second = await store.objects.write(`${store.own}/a`, inPieces(Buffer.from('second')));
    expect(second.created).to.equal(false);
    expect(second.sha256).to.equal(sha256Of(Buffer.from('second')));
    expect((await store.wholeOf(`${store.own}/a`)).toString()).to.equal('first');
  });

  it('takes the same bytes twice, as one object', async () => {
    const bytes = randomBytes(1000);
    const options = { sha256: sha256Of(bytes) };
    await store.objects.write(`${store.own}/a`, inPieces(bytes), options);
    expect((await store.objects.write(`${store.own}/a`, inPieces(bytes), options)).created).to.equal(false);
  });

  it('says so when other bytes stand where promised ones should, and keeps the file', async () => {
    await store.put(`${store.own}/a`, Buffer.from('1st'));
    const bytes = Buffer.from('2nd');
    const sha256 = sha256Of(bytes);
    await refusal(store.objects.write(`${store.own}/a`, inPieces(bytes), { sha256 }), 'conflict');
    const path = await store.localFile(bytes);
    await refusal(store.objects.takeFile(`${store.own}/a`, path, { sha256 }), 'conflict');
    expect(await exists(path)).to.equal(true);
  });

  it('lets one of twelve writers at the same moment win', async () => {
    const bodies = Array.from({ length: 12 }, (_none, index) => Buffer.from(`racer ${index}`));
    const all = await Promise.all(
      bodies.map((bytes) => store.objects.write(`${store.own}/a`, inPieces(bytes))),
    );
    const winners = all.filter(({ created }) => created);
    expect(winners).to.have.length(1);
    expect(sha256Of(await store.wholeOf(`${store.own}/a`))).to.equal(winners[0]?.sha256);
  });

  for (const sizeBytes of [0, 5, 20 * MEBIBYTE]) {
    it(`takes a file of ${sizeBytes} bytes in, and removes it from where it was`, async () => {
      const bytes = randomBytes(sizeBytes);
      const path = await store.localFile(bytes);
      const written = await store.objects.takeFile(`${store.own}/a`, path, { sha256: sha256Of(bytes) });
      expect(written).to.deep.equal({ sizeBytes, sha256: sha256Of(bytes), created: true });
      expect(await exists(path)).to.equal(false);
      expect((await store.wholeOf(`${store.own}/a`)).equals(bytes)).to.equal(true);
    });
  }

  it('leaves a file where it is if it has another digest than promised', async () => {
    const path = await store.localFile(Buffer.from('bytes'));
    const sha256 = sha256Of(Buffer.from('other'));
    await refusal(store.objects.takeFile(`${store.own}/a`, path, { sha256 }), 'digest-mismatch');
    expect((await readFile(path)).toString()).to.equal('bytes');
    expect(await store.objects.stat(`${store.own}/a`)).to.equal(undefined);
  });

  it('removes a file that it holds already, and keeps one of which it does not know that', async () => {
    const bytes = Buffer.from('bytes');
    await store.put(`${store.own}/a`, bytes);
    const [known, unknown] = [await store.localFile(bytes), await store.localFile(Buffer.from('other'))];
    expect(
      (await store.objects.takeFile(`${store.own}/a`, known, { sha256: sha256Of(bytes) })).created,
    ).to.equal(false);
    expect(await exists(known)).to.equal(false);
    expect((await store.objects.takeFile(`${store.own}/a`, unknown)).created).to.equal(false);
    expect(await exists(unknown)).to.equal(true);
  });

  it('refuses a file that is not there, and a directory', async () => {
    await refusal(store.objects.takeFile(`${store.own}/a`, join(store.dir, 'nowhere')), 'not-found');
    await refusal(store.objects.takeFile(`${store.own}/a`, store.dir), 'bad-request');
  });
}
