import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import {
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { Fault } from '../../model/fault.ts';
import { checkPrefix, checkRange, overTheEnd } from './check-key.ts';
import { asWriteFault } from './file-faults.ts';
import { guardStream } from './guard-stream.ts';
import type { ObjectStat } from './objects.ts';
import { addressOf, type S3Place, sendOptions } from './s3-client.ts';
import { asking, asS3Fault, asS3StreamFault, statusOf } from './s3-faults.ts';

/** See `Objects.stat`. */
export async function statObject(
  place: S3Place,
  key: string,
  signal?: AbortSignal,
): Promise<ObjectStat | undefined> {
  const address = addressOf(place, key);
  try {
    const found = await place.client.send(new HeadObjectCommand(address), sendOptions(signal));
    return { key, sizeBytes: found.ContentLength ?? 0, modifiedAt: found.LastModified?.getTime() ?? 0 };
  } catch (thrown) {
    if (statusOf(thrown) === 404) return undefined;
    throw asS3Fault(thrown);
  }
}

/** What the server answered, before its body is read. */
interface Answer {
  readonly body: Readable;
  readonly sizeBytes: number | undefined;
  readonly contentRange: string | undefined;
}

async function get(place: S3Place, input: GetObjectCommandInput, signal?: AbortSignal): Promise<Answer> {
  const answer = await place.client.send(new GetObjectCommand(input), sendOptions(signal));
  if (!(answer.Body instanceof Readable)) {
    throw new Fault('internal', 'The S3 server answered with something that cannot be read.');
  }
  return { body: answer.Body, sizeBytes: answer.ContentLength, contentRange: answer.ContentRange };
}

/** See `Objects.read`. */
export async function readObject(place: S3Place, key: string, signal?: AbortSignal): Promise<Readable> {
  const address = addressOf(place, key);
  signal?.throwIfAborted();
  const { body, sizeBytes } = await asking(() => get(place, address, signal));
  return guardStream(body, { sizeBytes, asFault: asS3StreamFault, signal });
}

/** Exactly so many bytes, undefined where the connection was cut or went silent before they were there. */
async function collect(body: Readable, length: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let filled = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      filled += chunk.byteLength;
      if (filled > length) return undefined;
    }
  } catch {
    return undefined;
  }
  return filled === length ? Buffer.concat(chunks, length) : undefined;
}

/** The bytes of one request, undefined if they broke off. */
async function askRange(
  place: S3Place,
  key: string,
  range: { readonly first: number; readonly last: number },
  signal?: AbortSignal,
): Promise<Buffer | undefined> {
  const { first, last } = range;
  const input = { ...addressOf(place, key), Range: `bytes=${first}-${last}` };
  const { body, contentRange } = await get(place, input, signal);
  if (contentRange?.startsWith(`bytes ${first}-${last}/`)) return collect(body, last - first + 1);
  body.destroy();
  if (contentRange?.startsWith(`bytes ${first}-`)) throw overTheEnd();
  throw new Fault('unavailable', 'The S3 server does not serve ranges of objects.');
}

const RANGE_ATTEMPTS = 3;

/** See `Objects.readRange`. `range` in bytes. Asks again where the connection was cut: never short data. */
export async function readObjectRange(
  place: S3Place,
  key: string,
  range: { readonly offset: number; readonly length: number },
  signal?: AbortSignal,
): Promise<Buffer> {
  const { offset, length } = range;
  checkRange(offset, length);
  try {
    for (let attempt = 1; attempt <= RANGE_ATTEMPTS; attempt += 1) {
      signal?.throwIfAborted();
      const bytes = await askRange(place, key, { first: offset, last: offset + length - 1 }, signal);
      if (bytes !== undefined) return bytes;
      await pause(50 * attempt);
    }
  } catch (thrown) {
    if (statusOf(thrown) === 416) throw overTheEnd(thrown);
    throw asS3Fault(thrown);
  }
  signal?.throwIfAborted();
  throw new Fault('unavailable', 'The S3 server broke off in the middle of a range, again and again.');
}

/** See `Objects.list`. */
export async function* listObjects(place: S3Place, prefix: string): AsyncGenerator<ObjectStat> {
  checkPrefix(prefix);
  const query = { Bucket: place.bucket, Prefix: `${place.prefix}${prefix}` };
  try {
    for await (const page of paginateListObjectsV2({ client: place.client }, query)) {
      for (const { Key, Size, LastModified } of page.Contents ?? []) {
        const key = Key?.slice(place.prefix.length) ?? '';
        yield { key, sizeBytes: Size ?? 0, modifiedAt: LastModified?.getTime() ?? 0 };
      }
    }
  } catch (thrown) {
    throw asS3Fault(thrown);
  }
}

/** See `Objects.withLocalFile`. */
export async function lendObject<T>(
  place: S3Place,
  key: string,
  use: (path: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const path = join(place.scratchDir, randomUUID());
  try {
    await fetchObject(await readObject(place, key, signal), path, signal);
    return await use(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** Writes a body to a new file; one that fails half-way has made the file, so whoever asked can remove it. */
async function fetchObject(body: Readable, path: string, signal?: AbortSignal): Promise<void> {
  try {
    // Opened before the stream is made: a stream that fails while it still opens its file makes it afterwards.
    const file = await open(path, 'wx');
    await pipeline(body, file.createWriteStream());
  } catch (thrown) {
    body.destroy();
    signal?.throwIfAborted();
    throw asWriteFault(thrown);
  }
}
