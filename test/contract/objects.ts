import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { Fault, type FaultCode } from '../../model/fault.ts';
import type { Objects } from '../../storage/objects/objects.ts';

const MEBIBYTE = 1024 ** 2;

/** The digest of bytes, as keys and stores have it. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Waits for a refusal, and says which. */
export async function refusal(promise: Promise<unknown>, code: FaultCode): Promise<Fault> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown, `should have been refused as ${code}`).to.be.instanceOf(Fault);
  if (!(thrown instanceof Fault)) throw thrown;
  expect(thrown.code, thrown.detail).to.equal(code);
  expect(thrown.detail).to.match(/^[A-Z].*\.$/s);
  return thrown;
}

/** A body that comes in pieces, as from the network. */
function inPieces(bytes: Uint8Array, pieceBytes = 65_536): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.byteLength; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
    })(),
    { objectMode: false },
  );
}

async function keysUnder(objects: Objects, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of objects.list(prefix)) keys.push(key);
  return keys;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * What every store of bytes has to do, run against each. `open` gives an empty store, or one that is shared:
 * every test keeps to a prefix of its own. `dir` is a directory for the store, removed in the end.
 */
export function describeObjects(name: string, open: (dir: string) => Promise<Objects>): void {
  describe(`objects in ${name}`, function () {
    this.timeout(60_000);
    let objects: Objects;
    let dir: string;
    let own: string;

    before(async () => {
      dir = await mkdtemp(join(tmpdir(), 'recto-objects-'));
      objects = await open(join(dir, 'store'));
    });
    beforeEach(() => {
      own = `test/${randomUUID()}`;
    });
    after(async () => {
      await objects?.close();
      await rm(dir, { recursive: true, force: true });
    });

    async function put(key: string, bytes: Uint8Array): Promise<void> {
      await objects.write(key, Readable.from([bytes]));
    }

    async function wholeOf(key: string): Promise<Buffer> {
      return buffer(await objects.read(key));
    }

    async function localFile(bytes: Uint8Array): Promise<string> {
      const path = join(dir, randomUUID());
      await writeFile(path, bytes);
      return path;
    }

    for (const sizeBytes of [0, 1, 65_537, 20 * MEBIBYTE]) {
      it(`gives back ${sizeBytes} bytes as they were streamed in, counted and digested`, async () => {
        const bytes = randomBytes(sizeBytes);
        const written = await objects.write(`${own}/a`, inPieces(bytes), { contentType: 'image/tiff' });
        expect(written).to.deep.equal({ sizeBytes, sha256: sha256Of(bytes), created: true });
        expect((await wholeOf(`${own}/a`)).equals(bytes)).to.equal(true);
        expect(await objects.stat(`${own}/a`)).to.include({ key: `${own}/a`, sizeBytes });
      });
    }

    it('says when an object was stored', async () => {
      await put(`${own}/a`, Buffer.from('a'));
      const found = await objects.stat(`${own}/a`);
      expect(found?.modifiedAt).to.be.within(Date.now() - 60_000, Date.now() + 60_000);
    });

    it('stores bytes that have the promised digest', async () => {
      const bytes = randomBytes(1000);
      const sha256 = sha256Of(bytes);
      expect((await objects.write(`${own}/a`, inPieces(bytes), { sha256 })).created).to.equal(true);
    });

    for (const sizeBytes of [1000, 20 * MEBIBYTE]) {
      it(`stores nothing of ${sizeBytes} bytes that have another digest than promised`, async () => {
        const options = { sha256: sha256Of(Buffer.from('other')) };
        const body = inPieces(randomBytes(sizeBytes));
        await refusal(objects.write(`${own}/a`, body, options), 'digest-mismatch');
        expect(await objects.stat(`${own}/a`)).to.equal(undefined);
        expect(await keysUnder(objects, own)).to.deep.equal([]);
      });
    }

    it('never replaces what stands under a key', async () => {
      await put(`${own}/a`, Buffer.from('first'));
      const second = await objects.write(`${own}/a`, inPieces(Buffer.from('second')));
      expect(second.created).to.equal(false);
      expect(second.sha256).to.equal(sha256Of(Buffer.from('second')));
      expect((await wholeOf(`${own}/a`)).toString()).to.equal('first');
    });

    it('takes the same bytes twice, as one object', async () => {
      const bytes = randomBytes(1000);
      const options = { sha256: sha256Of(bytes) };
      await objects.write(`${own}/a`, inPieces(bytes), options);
      expect((await objects.write(`${own}/a`, inPieces(bytes), options)).created).to.equal(false);
    });

    it('says so when other bytes stand where promised ones should, and keeps the file', async () => {
      await put(`${own}/a`, Buffer.from('1st'));
      const bytes = Buffer.from('2nd');
      const sha256 = sha256Of(bytes);
      await refusal(objects.write(`${own}/a`, inPieces(bytes), { sha256 }), 'conflict');
      const path = await localFile(bytes);
      await refusal(objects.takeFile(`${own}/a`, path, { sha256 }), 'conflict');
      expect(await exists(path)).to.equal(true);
    });

    it('lets one of twelve writers at the same moment win', async () => {
      const bodies = Array.from({ length: 12 }, (_none, index) => Buffer.from(`racer ${index}`));
      const all = await Promise.all(bodies.map((bytes) => objects.write(`${own}/a`, inPieces(bytes))));
      const winners = all.filter(({ created }) => created);
      expect(winners).to.have.length(1);
      expect(sha256Of(await wholeOf(`${own}/a`))).to.equal(winners[0]?.sha256);
    });

    for (const sizeBytes of [0, 5, 20 * MEBIBYTE]) {
      it(`takes a file of ${sizeBytes} bytes in, and removes it from where it was`, async () => {
        const bytes = randomBytes(sizeBytes);
        const path = await localFile(bytes);
        const written = await objects.takeFile(`${own}/a`, path, { sha256: sha256Of(bytes) });
        expect(written).to.deep.equal({ sizeBytes, sha256: sha256Of(bytes), created: true });
        expect(await exists(path)).to.equal(false);
        expect((await wholeOf(`${own}/a`)).equals(bytes)).to.equal(true);
      });
    }

    it('leaves a file where it is if it has another digest than promised', async () => {
      const path = await localFile(Buffer.from('bytes'));
      const sha256 = sha256Of(Buffer.from('other'));
      await refusal(objects.takeFile(`${own}/a`, path, { sha256 }), 'digest-mismatch');
      expect((await readFile(path)).toString()).to.equal('bytes');
      expect(await objects.stat(`${own}/a`)).to.equal(undefined);
    });

    it('removes a file that it holds already, and keeps one of which it does not know that', async () => {
      const bytes = Buffer.from('bytes');
      await put(`${own}/a`, bytes);
      const [known, unknown] = [await localFile(bytes), await localFile(Buffer.from('other'))];
      expect((await objects.takeFile(`${own}/a`, known, { sha256: sha256Of(bytes) })).created).to.equal(
        false,
      );
      expect(await exists(known)).to.equal(false);
      expect((await objects.takeFile(`${own}/a`, unknown)).created).to.equal(false);
      expect(await exists(unknown)).to.equal(true);
    });

    it('refuses a file that is not there, and a directory', async () => {
      await refusal(objects.takeFile(`${own}/a`, join(dir, 'nowhere')), 'not-found');
      await refusal(objects.takeFile(`${own}/a`, dir), 'bad-request');
    });

    it('reads ranges: the first bytes, the last, one in the middle, all', async () => {
      const bytes = randomBytes(100_000);
      await put(`${own}/a`, bytes);
      for (const [offset, length] of [
        [0, 1],
        [99_999, 1],
        [12_345, 50_000],
        [0, 100_000],
      ] as const) {
        const range = await objects.readRange(`${own}/a`, offset, length);
        expect(range.equals(bytes.subarray(offset, offset + length)), `${offset}+${length}`).to.equal(true);
      }
    });

    it('reads many ranges at once', async () => {
      const bytes = randomBytes(100_000);
      await put(`${own}/a`, bytes);
      const ranges = await Promise.all(
        Array.from({ length: 300 }, (_none, index) => objects.readRange(`${own}/a`, index * 300, 300)),
      );
      expect(Buffer.concat(ranges).equals(bytes.subarray(0, 90_000))).to.equal(true);
    });

    it('refuses ranges that run over the end, begin after it, or are none', async () => {
      await put(`${own}/a`, randomBytes(10));
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
        await refusal(objects.readRange(`${own}/a`, offset, length), 'bad-request');
      }
    });

    it('knows nothing of what is not there', async () => {
      expect(await objects.stat(`${own}/none`)).to.equal(undefined);
      await refusal(objects.read(`${own}/none`), 'not-found');
      await refusal(objects.readRange(`${own}/none`, 0, 1), 'not-found');
      await refusal(
        objects.withLocalFile(`${own}/none`, async () => 1),
        'not-found',
      );
      expect(await keysUnder(objects, `${own}/none`)).to.deep.equal([]);
    });

    it('does not take the beginning of a key for an object', async () => {
      await put(`${own}/a/b/c`, Buffer.from('c'));
      expect(await objects.stat(`${own}/a/b`)).to.equal(undefined);
      await refusal(objects.read(`${own}/a/b`), 'not-found');
      await refusal(objects.readRange(`${own}/a/b`, 0, 1), 'not-found');
      await objects.remove(`${own}/a/b`);
      expect(await keysUnder(objects, own)).to.deep.equal([`${own}/a/b/c`]);
    });

    it('lists in the order of the keys, those that begin with a prefix and no others', async () => {
      const names = ['a', 'a-b', 'a.b', 'a/b', 'a/b-', 'a/c/d', 'a0', 'b', 'é', '𝒜', 'ﬀ'];
      const taken = names.filter((name) => name !== 'a');
      await Promise.all(taken.map((name) => put(`${own}/${name}`, Buffer.from(name))));
      const inOrder = taken
        .map((name) => Buffer.from(`${own}/${name}`))
        .sort(Buffer.compare)
        .map(String);
      expect(await keysUnder(objects, own)).to.deep.equal(inOrder);
      expect(await keysUnder(objects, `${own}/`)).to.deep.equal(inOrder);
      expect(await keysUnder(objects, `${own}/a/`)).to.deep.equal(
        ['a/b', 'a/b-', 'a/c/d'].map((name) => `${own}/${name}`),
      );
      expect(await keysUnder(objects, `${own}/a/b`)).to.deep.equal([`${own}/a/b`, `${own}/a/b-`]);
      expect(await keysUnder(objects, `${own}/z`)).to.deep.equal([]);
    });

    it('lists more objects than fit into one answer, with their sizes', async () => {
      const names = Array.from({ length: 1005 }, (_none, index) => String(index).padStart(4, '0'));
      for (let at = 0; at < names.length; at += 32) {
        await Promise.all(
          names.slice(at, at + 32).map((name) => put(`${own}/${name}`, Buffer.from('12345'))),
        );
      }
      const listed: string[] = [];
      for await (const { key, sizeBytes } of objects.list(own)) {
        expect(sizeBytes).to.equal(5);
        listed.push(key);
      }
      expect(listed).to.deep.equal(names.map((name) => `${own}/${name}`));
    });

    it('keeps keys that are not ASCII', async () => {
      const key = `${own}/Überschrift 上 +&%25?#'"<>.tif`;
      await put(key, Buffer.from('text'));
      expect((await wholeOf(key)).toString()).to.equal('text');
      expect((await objects.readRange(key, 1, 2)).toString()).to.equal('ex');
      expect(await keysUnder(objects, own)).to.deep.equal([key]);
      await objects.remove(key);
      expect(await objects.stat(key)).to.equal(undefined);
    });

    it('refuses keys that could lead out of the store or mean two things', async () => {
      const keys = [
        '',
        '/a',
        'a/',
        'a//b',
        '.',
        '..',
        '../a',
        'a/../b',
        'a/./b',
        '.a',
        'a/.b',
        'a\\b',
        'a\0b',
      ];
      for (const key of [...keys, 'a\nb', 'e\u0301', '\ud800', '\uffff', 'x'.repeat(256), 'x/'.repeat(500)]) {
        await refusal(objects.write(key, inPieces(Buffer.from('x'))), 'bad-request');
        await refusal(objects.takeFile(key, await localFile(Buffer.from('x'))), 'bad-request');
        await refusal(objects.read(key), 'bad-request');
        await refusal(objects.readRange(key, 0, 1), 'bad-request');
        await refusal(objects.stat(key), 'bad-request');
        await refusal(objects.remove(key), 'bad-request');
        await refusal(
          objects.withLocalFile(key, async () => 1),
          'bad-request',
        );
      }
      for (const prefix of ['..', '../', 'a/../', '/']) {
        await refusal(keysUnder(objects, prefix), 'bad-request');
      }
    });

    it('removes an object, and minds nothing if there is none', async () => {
      await put(`${own}/a`, Buffer.from('first'));
      await objects.readRange(`${own}/a`, 0, 1);
      await objects.remove(`${own}/a`);
      await objects.remove(`${own}/a`);
      expect(await objects.stat(`${own}/a`)).to.equal(undefined);
      await refusal(objects.readRange(`${own}/a`, 0, 1), 'not-found');
      await put(`${own}/a`, Buffer.from('again'));
      expect((await objects.readRange(`${own}/a`, 0, 5)).toString()).to.equal('again');
    });

    it('lends an object as a local file, and gives back what came of it', async () => {
      const bytes = randomBytes(3 * MEBIBYTE);
      await put(`${own}/a`, bytes);
      const read = await objects.withLocalFile(`${own}/a`, (path) => readFile(path));
      expect(read.equals(bytes)).to.equal(true);
      const failing = objects.withLocalFile(`${own}/a`, async () => {
        throw new Error('the borrower failed');
      });
      expect(await failing.catch((error: Error) => error.message)).to.equal('the borrower failed');
      expect((await wholeOf(`${own}/a`)).equals(bytes)).to.equal(true);
    });

    for (const sizeBytes of [1000, 20 * MEBIBYTE]) {
      it(`shows nothing of a write that is given up after ${sizeBytes} bytes`, async () => {
        const body = new PassThrough();
        const given = new AbortController();
        const writing = objects.write(`${own}/a`, body, { signal: given.signal });
        for await (const piece of inPieces(randomBytes(sizeBytes))) {
          if (!body.write(piece)) await new Promise((resolve) => body.once('drain', resolve));
        }
        given.abort();
        const thrown = await writing.catch((error: unknown) => error);
        expect(thrown).to.be.instanceOf(Error).with.property('name', 'AbortError');
        expect(body.destroyed).to.equal(true);
        expect(await objects.stat(`${own}/a`)).to.equal(undefined);
        expect(await keysUnder(objects, own)).to.deep.equal([]);
      });

      it(`shows nothing of a body that fails after ${sizeBytes} bytes, and says what failed it`, async () => {
        const failure = new Error('the cable was pulled');
        const body = Readable.from(
          (async function* () {
            yield* inPieces(randomBytes(sizeBytes));
            throw failure;
          })(),
        );
        expect(await objects.write(`${own}/a`, body).catch((error: unknown) => error)).to.equal(failure);
        expect(await objects.stat(`${own}/a`)).to.equal(undefined);
      });
    }

    it('bears a body that fails before anybody has read from it', async () => {
      for (const moment of [(run: () => void) => run(), process.nextTick, setImmediate]) {
        const failure = new Error('the cable was never in');
        const body = new PassThrough();
        const writing = objects.write(`${own}/a`, body).catch((error: unknown) => error);
        moment(() => body.destroy(failure));
        expect(await writing).to.equal(failure);
      }
      expect(await objects.stat(`${own}/a`)).to.equal(undefined);
    });

    it('stores nothing of a body that was destroyed before or while it is read', async () => {
      const dead = new PassThrough();
      dead.destroy();
      expect(await objects.write(`${own}/a`, dead).catch((error: unknown) => error)).to.be.instanceOf(Error);
      const dying = new PassThrough();
      dying.write('half');
      const writing = objects.write(`${own}/a`, dying).catch((error: unknown) => error);
      await pause(20);
      dying.destroy();
      expect(await writing).to.be.instanceOf(Error);
      expect(await objects.stat(`${own}/a`)).to.equal(undefined);
    });

    it('does nothing for one who has given up already', async () => {
      const signal = AbortSignal.abort();
      await put(`${own}/a`, Buffer.from('bytes'));
      const path = await localFile(Buffer.from('b'));
      const body = inPieces(Buffer.from('b'));
      for (const attempt of [
        () => objects.write(`${own}/b`, body, { signal }),
        () => objects.takeFile(`${own}/b`, path, { signal }),
        () => objects.read(`${own}/a`, signal),
        () => objects.readRange(`${own}/a`, 0, 1, signal),
        () => objects.withLocalFile(`${own}/a`, async () => 1, signal),
      ]) {
        const thrown = await attempt().catch((error: unknown) => error);
        expect(thrown).to.be.instanceOf(Error).with.property('name', 'AbortError');
      }
      expect(await exists(path)).to.equal(true);
      expect(await keysUnder(objects, own)).to.deep.equal([`${own}/a`]);
    });

    it('bears readers that give up in the middle', async () => {
      await put(`${own}/a`, randomBytes(20 * MEBIBYTE));
      for (let reader = 0; reader < 20; reader += 1) {
        const given = new AbortController();
        const stream = await objects.read(`${own}/a`, given.signal);
        for await (const _chunk of stream) {
          if (reader % 2 === 0) break;
          given.abort();
          break;
        }
        expect(stream.destroyed).to.equal(true);
      }
      expect((await wholeOf(`${own}/a`)).byteLength).to.equal(20 * MEBIBYTE);
    });

    it('ends a stream whose reader gives up by signal with an AbortError', async () => {
      await put(`${own}/a`, randomBytes(20 * MEBIBYTE));
      const given = new AbortController();
      const stream = await objects.read(`${own}/a`, given.signal);
      stream.once('data', () => given.abort());
      const thrown = await buffer(stream).catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(Error).with.property('name', 'AbortError');
    });
  });
}
