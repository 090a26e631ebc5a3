import { randomBytes } from 'node:crypto';
import {
  copyFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { loadConfig } from '../../../runtime/config.ts';
import { createLog } from '../../../runtime/log.ts';
import { TRAILER_BYTES, writeEntry } from '../../../server/images/cache-entry.ts';
import {
  createDerivativeCache,
  type DerivativeCache,
  openCachedPictures,
} from '../../../server/images/derivative-cache.ts';
import type { Picture } from '../../../server/images/picture.ts';
import { until } from '../../fixtures/until.ts';

const SMALL = 10_000;
const LARGE = 700_000;
const newKey = () => randomBytes(32).toString('hex');

describe('the cache of rendered pictures', () => {
  let dataDir = '';
  let evictions = 0;
  const opened: DerivativeCache[] = [];
  beforeEach(async () => {
    evictions = 0;
    dataDir = await mkdtemp(join(tmpdir(), 'recto-cache-'));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((cache) => cache.close()));
    await rm(dataDir, { recursive: true, force: true });
  });

  function openCache(megabytes = 100): DerivativeCache {
    const config = loadConfig({ RECTO_DATA: dataDir, RECTO_CACHE_MB: String(megabytes) });
    const evicted = () => {
      evictions += 1;
    };
    const cache = createDerivativeCache(config, { log: createLog('cache', 'silent'), evicted });
    opened.push(cache);
    return cache;
  }

  const root = () => join(dataDir, 'cache', 'renders');
  const placeOf = (key: string) => join(root(), key.slice(0, 2), key.slice(2, 3), key);
  const isThere = (key: string) =>
    stat(placeOf(key)).then(
      () => true,
      () => false,
    );

  async function put(cache: DerivativeCache, key: string, bytes: Buffer): Promise<Picture> {
    const path = cache.newFile();
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'wx');
    await writeEntry(file, key, bytes);
    await file.close();
    return cache.keep(key, path);
  }

  async function readAll(picture: Picture | undefined): Promise<Buffer | undefined> {
    const made = picture?.lend('cache');
    picture?.release();
    return made && Buffer.concat(await made.read().toArray());
  }

  /** How many bytes the pictures take, and how many files are left that are none. */
  async function onDisk() {
    const names = await readdir(root(), { recursive: true, withFileTypes: true }).catch(() => []);
    const files = names.filter((name) => name.isFile());
    const sizes = await Promise.all(
      files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
    );
    const partial = files.filter((file) => file.parentPath.endsWith('.temporary')).length;
    return { bytes: sizes.reduce((sum, size) => sum + size, 0), files: files.length, partial };
  }

  for (const sizeBytes of [SMALL, LARGE]) {
    describe(`with a picture of ${sizeBytes} bytes`, () => {
      it('has it for its maker, for whoever comes after a restart, and for those who only look', async () => {
        const [key, bytes] = [newKey(), randomBytes(sizeBytes)];
        const cache = openCache();
        expect(await cache.find(key)).to.equal(undefined);
        expect((await readAll(await put(cache, key, bytes)))?.equals(bytes)).to.equal(true);
        for (const later of [cache, openCache(), openCachedPictures({ dataDir })]) {
          expect((await readAll(await later.find(key)))?.equals(bytes)).to.equal(true);
        }
      });

      it('gives out any part of it', async () => {
        const [key, bytes] = [newKey(), randomBytes(sizeBytes)];
        const picture = await put(openCache(), key, bytes);
        const made = picture.lend('made');
        picture.release();
        const [offset, length] = [sizeBytes - 300, 200];
        const part = Buffer.concat(await made.read({ offset, length }).toArray());
        expect(part.equals(bytes.subarray(offset, offset + length))).to.equal(true);
      });

      for (const [how, harm] of [
        ['cut short', (entry: Buffer) => entry.subarray(0, entry.length - 100)],
        ['without its end', (entry: Buffer) => entry.subarray(0, entry.length - TRAILER_BYTES)],
        ['empty', () => Buffer.alloc(0)],
        ['with one bit turned', (entry: Buffer) => turnBit(entry, sizeBytes >> 1)],
        ['with one bit of its end turned', (entry: Buffer) => turnBit(entry, entry.length - 40)],
      ] as const) {
        it(`never gives out one that is ${how}, and removes it`, async () => {
          const [key, bytes] = [newKey(), randomBytes(sizeBytes)];
          (await put(openCache(), key, bytes)).release();
          await writeFile(placeOf(key), harm(await readFile(placeOf(key))));
          expect(await openCache().find(key)).to.equal(undefined);
          expect(await isThere(key)).to.equal(false);
        });
      }

      it('never gives out one for another', async () => {
        const [key, other] = [newKey(), newKey()];
        const cache = openCache();
        (await put(cache, key, randomBytes(sizeBytes))).release();
        await mkdir(dirname(placeOf(other)), { recursive: true });
        await copyFile(placeOf(key), placeOf(other));
        expect(await cache.find(other)).to.equal(undefined);
        expect(await isThere(key)).to.equal(true);
      });
    });
  }

  it('keeps to its bound, and of what it has what was used last', async () => {
    const cache = openCache(1);
    const keys = Array.from({ length: 30 }, newKey);
    for (const [index, key] of keys.entries()) {
      (await put(cache, key, randomBytes(60_000))).release();
      const minutesAgo = keys.length - index;
      await utimes(placeOf(key), new Date(), new Date(Date.now() - minutesAgo * 60_000)).catch(
        () => undefined,
      );
    }
    // In the middle of a sweep it is not so.
    await until(async () => {
      const there = await Promise.all(keys.map(isThere));
      const gone = there.indexOf(true);
      const isByAge = gone > 0 && there.slice(gone).every(Boolean);
      return isByAge && evictions === gone && (await onDisk()).bytes <= 1_000_000;
    });
  });

  it('knows after a restart what it has, and what others put beside it', async () => {
    const cache = openCache(1);
    for (let n = 0; n < 5; n += 1) (await put(cache, newKey(), randomBytes(60_000))).release();
    const [one, other] = [openCache(1), openCache(1)];
    await until(() => one.counts.entries === 5 && other.counts.entries === 5);
    for (let n = 0; n < 12; n += 1) {
      (await put(one, newKey(), randomBytes(60_000))).release();
      (await put(other, newKey(), randomBytes(60_000))).release();
    }
    await until(async () => (await onDisk()).bytes <= 1_100_000);
  });

  it('notes a use, so that what is used stays', async () => {
    const key = newKey();
    const cache = openCache();
    (await put(cache, key, randomBytes(SMALL))).release();
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(placeOf(key), longAgo, longAgo);
    await readAll(await cache.find(key));
    expect(Date.now() - (await stat(placeOf(key))).mtimeMs).to.be.lessThan(60_000);
  });

  it('goes on giving what is removed to those who read it', async () => {
    const [key, bytes] = [newKey(), randomBytes(LARGE)];
    const cache = openCache();
    const picture = await put(cache, key, bytes);
    const made = picture.lend('made');
    picture.release();
    await rm(join(dataDir, 'cache'), { recursive: true });
    expect(Buffer.concat(await made.read().toArray()).equals(bytes)).to.equal(true);
    (await put(cache, key, bytes)).release();
    expect((await readAll(await cache.find(key)))?.equals(bytes), 'it is made anew').to.equal(true);
  });

  it('keeps nothing where it is to be empty, and nothing that would take more than half of it', async () => {
    for (const megabytes of [0, 1]) {
      const cache = openCache(megabytes);
      const bytes = randomBytes(LARGE);
      expect((await readAll(await put(cache, newKey(), bytes)))?.equals(bytes)).to.equal(true);
      expect(await onDisk()).to.deep.equal({ bytes: 0, files: 0, partial: 0 });
    }
  });

  it('lets two put the same in its place at the same moment', async () => {
    const [key, bytes] = [newKey(), randomBytes(LARGE)];
    const caches = [openCache(), openCache()];
    const pictures = await Promise.all(caches.map((cache) => put(cache, key, bytes)));
    for (const picture of pictures) expect((await readAll(picture))?.equals(bytes)).to.equal(true);
    expect((await readAll(await openCache().find(key)))?.equals(bytes)).to.equal(true);
    expect(await onDisk()).to.deep.equal({ bytes: LARGE + TRAILER_BYTES, files: 1, partial: 0 });
  });

  it('removes what was left half written, but not what is being written', async () => {
    const cache = openCache();
    const [old, young] = [cache.newFile(), cache.newFile()];
    await mkdir(dirname(old), { recursive: true });
    for (const path of [old, young]) await writeFile(path, 'half');
    const yesterday = new Date(Date.now() - 86_400_000);
    await utimes(old, yesterday, yesterday);
    openCache();
    await until(async () => (await onDisk()).partial === 1);
    expect((await stat(young)).size).to.equal(4);
  });
});

function turnBit(entry: Buffer, at: number): Buffer {
  const harmed = Buffer.from(entry);
  harmed.writeUInt8(harmed.readUInt8(at) ^ 1, at);
  return harmed;
}
