import { randomBytes } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { exists, inPieces, keysUnder, MEBIBYTE, type StoreUnderTest } from './store-under-test.ts';

/** What bodies and readers that give up in the middle leave behind: nothing. */
export function describeInterruptions(store: StoreUnderTest): void {
  for (const sizeBytes of [1000, 20 * MEBIBYTE]) {
    it(`shows nothing of a write that is given up after ${sizeBytes} bytes`, async () => {
      const body = new PassThrough();
      const given = new AbortController();
      const writing = store.objects.write(`${store.own}/a`, body, { signal: given.signal });
      for await (const piece of inPieces(randomBytes(sizeBytes))) {
        if (!body.write(piece)) await new Promise((resolve) => body.once('drain', resolve));
      }
      given.abort();
      const thrown = await writing.catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(Error).with.property('name', 'AbortError');
      expect(body.destroyed).to.equal(true);
      expect(await store.objects.stat(`${store.own}/a`)).to.equal(undefined);
      expect(await keysUnder(store.objects, store.own)).to.deep.equal([]);
    });

    it(`shows nothing of a body that fails after ${sizeBytes} bytes, and says what failed it`, async () => {
      const failure = new Error('the cable was pulled');
      const body = Readable.from(
        (async function* () {
          yield* inPieces(randomBytes(sizeBytes));
          throw failure;
        })(),
      );
      expect(await store.objects.write(`${store.own}/a`, body).catch((error: unknown) => error)).to.equal(
        failure,
      );
      expect(await store.objects.stat(`${store.own}/a`)).to.equal(undefined);
    });
  }

  it('bears a body that fails before anybody has read from it', async () => {
    for (const moment of [(run: () => void) => run(), process.nextTick, setImmediate]) {
      const failure = new Error('the cable was never in');
      const body = new PassThrough();
      const writing = store.objects.write(`${store.own}/a`, body).catch((error: unknown) => error);
      moment(() => body.destroy(failure));
      expect(await writing).to.equal(failure);
    }
    expect(await store.objects.stat(`${store.own}/a`)).to.equal(undefined);
  });

  it('stores nothing of a body that was destroyed before or while it is read', async () => {
    const dead = new PassThrough();
    dead.destroy();
    expect(
      await store.objects.write(`${store.own}/a`, dead).catch((error: unknown) => error),
    ).to.be.instanceOf(Error);
    const dying = new PassThrough();
    dying.write('half');
    const writing = store.objects.write(`${store.own}/a`, dying).catch((error: unknown) => error);
    await pause(20);
    dying.destroy();
    expect(await writing).to.be.instanceOf(Error);
    expect(await store.objects.stat(`${store.own}/a`)).to.equal(undefined);
  });

  it('does nothing for one who has given up already', async () => {
    const signal = AbortSignal.abort();
    await store.put(`${store.own}/a`, Buffer.from('bytes'));
    const path = await store.localFile(Buffer.from('b'));
    const body = inPieces(Buffer.from('b'));
    for (const attempt of [
      () => store.objects.write(`${store.own}/b`, body, { signal }),
      () => store.objects.takeFile(`${store.own}/b`, path, { signal }),
      () => store.objects.read(`${store.own}/a`, signal),
      () => store.objects.readRange(`${store.own}/a`, 0, 1, signal),
      () => store.objects.withLocalFile(`${store.own}/a`, async () => 1, signal),
    ]) {
      const thrown = await attempt().catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(Error).with.property('name', 'AbortError');
    }
    expect(await exists(path)).to.equal(true);
    expect(await keysUnder(store.objects, store.own)).to.deep.equal([`${store.own}/a`]);
  });

  it('bears readers that give up in the middle', async () => {
    await store.put(`${store.own}/a`, randomBytes(20 * MEBIBYTE));
    for (let reader = 0; reader < 20; reader += 1) {
      const given = new AbortController();
      const stream = await store.objects.read(`${store.own}/a`, given.signal);
      for await (const _chunk of stream) {
        if (reader % 2 === 0) break;
        given.abort();
        break;
      }
      expect(stream.destroyed).to.equal(true);
    }
    expect((await store.wholeOf(`${store.own}/a`)).byteLength).to.equal(20 * MEBIBYTE);
  });

  it('ends a stream whose reader gives up by signal with an AbortError', async () => {
    await store.put(`${store.own}/a`, randomBytes(20 * MEBIBYTE));
    const given = new AbortController();
    const stream = await store.objects.read(`${store.own}/a`, given.signal);
    stream.once('data', () => given.abort());
    const thrown = await buffer(stream).catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(Error).with.property('name', 'AbortError');
  });
}
