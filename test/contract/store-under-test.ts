import { createHash, randomUUID } from 'node:crypto';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { Fault, type FaultCode } from '../../model/fault.ts';
import type { Objects } from '../../storage/objects/objects.ts';

/** Bytes in one MiB. */
export const MEBIBYTE = 1024 ** 2;

/** A store of bytes that is open while the tests of one `describe` run. */
export interface StoreUnderTest {
  readonly objects: Objects;
  /** A prefix that no other test uses, new for each. */
  readonly own: string;
  /** Where local files may be put; removed in the end. */
  readonly dir: string;
  put(key: string, bytes: Uint8Array): Promise<void>;
  wholeOf(key: string): Promise<Buffer>;
  /** Writes a local file. @returns its path. */
  localFile(bytes: Uint8Array): Promise<string>;
}

/** Opens a store before the tests of the `describe` that calls it, and closes it after them. */
export function openStore(open: (dir: string) => Promise<Objects>): StoreUnderTest {
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

  return {
    get objects() {
      return objects;
    },
    get own() {
      return own;
    },
    get dir() {
      return dir;
    },
    async put(key, bytes) {
      await objects.write(key, Readable.from([bytes]));
    },
    wholeOf: async (key) => buffer(await objects.read(key)),
    async localFile(bytes) {
      const path = join(dir, randomUUID());
      await writeFile(path, bytes);
      return path;
    },
  };
}

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
export function inPieces(bytes: Uint8Array, pieceBytes = 65_536): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.byteLength; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
    })(),
    { objectMode: false },
  );
}

/** Every key that begins with a prefix, as the store lists them. */
export async function keysUnder(objects: Objects, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of objects.list(prefix)) keys.push(key);
  return keys;
}

/** Whether there is a local file. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
