import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Fault } from '../../model/fault.ts';
import { checkRange, overTheEnd } from './check-key.ts';
import { asReadFault, reading } from './file-faults.ts';
import { type FilePlace, pathOf, statFile } from './file-place.ts';
import { guardStream } from './guard-stream.ts';

function noSuchObject(): Fault {
  return new Fault('not-found', 'There is no such stored object.');
}

async function sizeOf(file: FileHandle): Promise<number> {
  const found = await file.stat();
  if (!found.isFile()) throw noSuchObject();
  return found.size;
}

/** See `Objects.read`. */
export async function readFile(place: FilePlace, key: string, signal?: AbortSignal): Promise<Readable> {
  const path = pathOf(place, key);
  signal?.throwIfAborted();
  const file = await reading(() => open(path, 'r'));
  try {
    const sizeBytes = await reading(() => sizeOf(file));
    return guardStream(file.createReadStream(), { sizeBytes, asFault: asReadFault, signal });
  } catch (thrown) {
    await file.close();
    throw thrown;
  }
}

async function readExactly(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) throw overTheEnd();
    filled += bytesRead;
  }
  return bytes;
}

/** See `Objects.readRange`. `range` in bytes. */
export async function readFileRange(
  place: FilePlace,
  key: string,
  range: { readonly offset: number; readonly length: number },
  signal?: AbortSignal,
): Promise<Buffer> {
  const path = pathOf(place, key);
  const { offset, length } = range;
  checkRange(offset, length);
  signal?.throwIfAborted();
  return reading(() => place.openFiles.lend(path, (file) => readExactly(file, offset, length)));
}

/** See `Objects.withLocalFile`. */
export async function lendFile<T>(
  place: FilePlace,
  key: string,
  use: (path: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted();
  if ((await statFile(place, key)) === undefined) throw noSuchObject();
  return use(pathOf(place, key));
}
