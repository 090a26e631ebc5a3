import { randomUUID } from 'node:crypto';
import { type FileHandle, link, mkdir, open, realpath, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { errorCode, Fault } from '../../model/fault.ts';
import { checkKey } from './check-key.ts';
import { bytesOf, checkDigest, checkStanding, createDigest, type Digested, digestStream } from './digest.ts';
import { reading, storing } from './file-faults.ts';
import { type FilePlace, pathOf, statFile, syncDirectories, syncDirectory } from './file-place.ts';
import { readFile } from './file-reads.ts';
import { holdBody } from './guard-stream.ts';
import type { WriteOptions, Written } from './objects.ts';
import { openSourceFile } from './source-file.ts';

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.byteLength) written += (await file.write(bytes, written)).bytesWritten;
}

/** Streams into a temporary file, synced. Errors of the body come out as they are, those of the disk as Faults. */
async function spool(path: string, body: Readable): Promise<Digested> {
  const digest = createDigest();
  // Nobody may write it again; this descriptor still can.
  const file = await storing(() => open(path, 'wx', 0o444));
  try {
    for await (const chunk of body) {
      const bytes = bytesOf(chunk);
      digest.add(bytes);
      await storing(() => writeAll(file, bytes));
    }
    await storing(() => file.sync());
  } finally {
    await file.close();
  }
  return digest.finish();
}

/** Gives a synced file its name in the store. False if an object stands there. Linking never replaces one. */
async function putInPlace(place: FilePlace, from: string, path: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  let created = true;
  try {
    await link(from, path);
  } catch (thrown) {
    if (errorCode(thrown) !== 'EEXIST' || !(await stat(path)).isFile()) throw thrown;
    created = false;
  }
  await syncDirectories(place, path);
  return created;
}

/** Where an object stood already, makes sure that it is the one that was promised. */
async function settle(
  place: FilePlace,
  key: string,
  written: Written,
  options: WriteOptions,
): Promise<Written> {
  const { sha256, signal } = options;
  if (written.created || sha256 === undefined) return written;
  await checkStanding({ read: (standing) => readFile(place, standing, signal) }, key, sha256);
  return written;
}

async function storeStream(
  place: FilePlace,
  key: string,
  body: Readable,
  options: WriteOptions,
): Promise<Written> {
  const { sha256, signal } = options;
  const temporary = join(place.temporary, randomUUID());
  holdBody(body, signal);
  try {
    const path = pathOf(place, key);
    const digested = await spool(temporary, body);
    checkDigest(sha256, digested);
    signal?.throwIfAborted();
    return { ...digested, created: await storing(() => putInPlace(place, temporary, path)) };
  } catch (thrown) {
    signal?.throwIfAborted();
    throw thrown;
  } finally {
    body.destroy();
    await rm(temporary, { force: true });
  }
}

/** See `Objects.write`. */
export async function writeFile(
  place: FilePlace,
  key: string,
  body: Readable,
  options: WriteOptions = {},
): Promise<Written> {
  return settle(place, key, await storeStream(place, key, body, options), options);
}

/** Taking a stored object in as if it were new could end with its removal. */
async function checkOutside(place: FilePlace, path: string): Promise<void> {
  const [root, source] = await Promise.all([realpath(place.root), realpath(path)]);
  if (source.startsWith(root + sep)) {
    throw new Fault('bad-request', 'The file that was to be stored lies in the store already.');
  }
}

async function makeReadOnly(file: FileHandle): Promise<void> {
  try {
    await file.chmod((await file.stat()).mode & 0o444);
  } catch (thrown) {
    // Another's file: it keeps its rights.
    if (errorCode(thrown) !== 'EPERM') throw thrown;
  }
}

/** Digests and syncs a file before it is taken in; from then on nobody is to write it. */
async function sealSource(place: FilePlace, path: string, options: WriteOptions): Promise<Digested> {
  const source = await openSourceFile(path);
  try {
    await reading(() => checkOutside(place, path));
    const stream = source.createReadStream({ autoClose: false, highWaterMark: 1024 ** 2 });
    const digested = await reading(() => digestStream(holdBody(stream, options.signal)));
    checkDigest(options.sha256, digested);
    await storing(async () => {
      await makeReadOnly(source);
      await source.sync();
    });
    return digested;
  } finally {
    await source.close();
  }
}

/** Links where source and store share a file system, else copies. */
async function linkOrCopy(
  place: FilePlace,
  key: string,
  path: string,
  options: WriteOptions,
): Promise<boolean> {
  try {
    return await putInPlace(place, path, pathOf(place, key));
  } catch (thrown) {
    // EPERM: the system forbids links to another's files.
    if (!['EXDEV', 'EPERM', 'EMLINK'].includes(errorCode(thrown) ?? '')) throw thrown;
    const source = await openSourceFile(path);
    return (await storeStream(place, key, source.createReadStream(), options)).created;
  }
}

/** See `Objects.takeFile`. */
export async function takeFile(
  place: FilePlace,
  key: string,
  path: string,
  options: WriteOptions = {},
): Promise<Written> {
  const { sha256, signal } = options;
  try {
    checkKey(key);
    signal?.throwIfAborted();
    const digested = await sealSource(place, path, options);
    const promised = { ...options, sha256: digested.sha256 };
    const created = await storing(() => linkOrCopy(place, key, path, promised));
    const written = await settle(place, key, { ...digested, created }, options);
    if (created || sha256 !== undefined) await storing(() => rm(path, { force: true }));
    return written;
  } catch (thrown) {
    signal?.throwIfAborted();
    throw thrown;
  }
}

/** See `Objects.remove`. */
export async function removeFile(place: FilePlace, key: string): Promise<void> {
  const path = pathOf(place, key);
  if ((await statFile(place, key)) === undefined) return;
  await storing(async () => {
    await rm(path, { force: true });
    await syncDirectory(dirname(path));
  });
  await place.openFiles.drop(path);
}
