import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Fault } from '../../model/fault.ts';
import { checkKey } from './check-key.ts';
import { bytesOf, checkDigest, checkStanding, createDigest, type Digested } from './digest.ts';
import { storing } from './file-faults.ts';
import { holdBody } from './guard-stream.ts';
import type { WriteOptions, Written } from './objects.ts';
import { addressOf, type S3Place, sendOptions } from './s3-client.ts';
import { asking, asS3Fault, statusOf } from './s3-faults.ts';
import { readObject, statObject } from './s3-reads.ts';
import { openSourceFile } from './source-file.ts';

/** S3 takes 10 000 parts. */
const MAX_PARTS = 9_000;
const PARTS_AT_ONCE = 4;

/** One write while it goes on. */
interface Transfer {
  readonly place: S3Place;
  readonly key: string;
  readonly body: Readable;
  readonly options: WriteOptions;
  readonly partSizeBytes: number;
  /** The first thing that went wrong: with the bytes, or with the server. */
  failure?: { readonly thrown: unknown; readonly from: 'body' | 'server' };
  /** Known once the body has ended. */
  digested?: Digested;
}

/** Thrown into a transfer when another writer was faster. It never leaves this file. */
const STANDS_ALREADY = new Error('An object stands under the key already.');

async function stands(transfer: Transfer): Promise<boolean> {
  const found = await statObject(transfer.place, transfer.key, transfer.options.signal);
  return found !== undefined;
}

/**
 * Passes the body on. An error at its end, before the last part is given out, makes the upload give up with
 * nothing visible: that is where other bytes than promised are refused.
 */
async function* checkedBody(transfer: Transfer, sending: boolean): AsyncGenerator<Uint8Array> {
  const { body, options } = transfer;
  const digest = createDigest();
  try {
    for await (const chunk of body) {
      const bytes = bytesOf(chunk);
      digest.add(bytes);
      yield bytes;
    }
    transfer.digested = digest.finish();
    checkDigest(options.sha256, transfer.digested);
    // Not every server minds the condition at the completion of a multipart upload (Ceph does not).
    const large = transfer.digested.sizeBytes > transfer.partSizeBytes;
    if (sending && large && (await stands(transfer))) throw STANDS_ALREADY;
  } catch (thrown) {
    transfer.failure ??= { thrown, from: 'body' };
    throw thrown;
  }
}

/**
 * The client as the upload sees it. The first request that fails ends the body, so that nobody waits for the
 * rest of it. Only the sending of parts ends with the signal: the short requests that begin, show or clear away
 * an object run to their end, so that nobody has to guess what became of them.
 */
function clientOf(transfer: Transfer): S3Client {
  const { client } = transfer.place;
  const send = async (command: Parameters<S3Client['send']>[0]) => {
    if (command instanceof AbortMultipartUploadCommand) return client.send(command);
    const signal = command instanceof UploadPartCommand ? transfer.options.signal : undefined;
    try {
      return await client.send(command, sendOptions(signal));
    } catch (thrown) {
      transfer.failure ??= { thrown, from: 'server' };
      transfer.body.destroy();
      throw thrown;
    }
  };
  return Object.create(client, { send: { value: send } });
}

/** What an upload that failed has come to: true if it is stored after all, false if another object stands. */
async function afterFailure(transfer: Transfer): Promise<boolean> {
  const { thrown, from } = transfer.failure ?? { thrown: undefined, from: 'server' };
  if (thrown === STANDS_ALREADY || statusOf(thrown) === 412) return false;
  if (from === 'body') throw thrown;
  const found = await statObject(transfer.place, transfer.key).catch(() => undefined);
  // Another writer is completing the same key.
  if (statusOf(thrown) === 409 && found !== undefined) return false;
  // The upload was completed, and the answer lost: asked again, the server knows of no such upload.
  if (statusOf(thrown) === 404 && found?.sizeBytes === transfer.digested?.sizeBytes) return true;
  throw asS3Fault(thrown);
}

async function send(transfer: Transfer): Promise<boolean> {
  const { place, key, options, partSizeBytes } = transfer;
  const contentType = options.contentType === undefined ? {} : { ContentType: options.contentType };
  const upload = new Upload({
    client: clientOf(transfer),
    params: {
      ...addressOf(place, key),
      Body: Readable.from(checkedBody(transfer, true)),
      IfNoneMatch: '*',
      ...contentType,
    },
    partSize: partSizeBytes,
    queueSize: PARTS_AT_ONCE,
  });
  try {
    await upload.done();
    return true;
  } catch (thrown) {
    transfer.failure ??= { thrown, from: 'server' };
    return await afterFailure(transfer);
  }
}

/** An object stands already: nothing is sent, but the bytes are held against what was promised of them. */
async function drain(transfer: Transfer): Promise<boolean> {
  for await (const _bytes of checkedBody(transfer, false));
  return false;
}

async function transferBody(transfer: Transfer): Promise<Written> {
  const { place, key, body, options } = transfer;
  holdBody(body, options.signal);
  try {
    options.signal?.throwIfAborted();
    const created = (await stands(transfer)) ? await drain(transfer) : await send(transfer);
    if (transfer.digested === undefined) throw new Fault('internal', 'The bytes were not read to their end.');
    if (!created && options.sha256 !== undefined) {
      await checkStanding(
        { read: (standing) => readObject(place, standing, options.signal) },
        key,
        options.sha256,
      );
    }
    return { ...transfer.digested, created };
  } catch (thrown) {
    options.signal?.throwIfAborted();
    throw thrown;
  } finally {
    body.destroy();
  }
}

/**
 * See `Objects.write`. Every request carries the SHA-256 of what it sends in its signature, so the server has
 * stored what was digested here. Small objects go in one conditional request. Of larger ones the parts become
 * visible together, at the end, on condition too; a server that ignores that lets two writers of one key at
 * the same moment both win, which changes nothing where a key is made from the digest.
 */
export async function writeObject(
  place: S3Place,
  key: string,
  body: Readable,
  options: WriteOptions = {},
): Promise<Written> {
  return transferBody({ place, key, body, options, partSizeBytes: place.partSizeBytes });
}

/** See `Objects.takeFile`. */
export async function takeFile(
  place: S3Place,
  key: string,
  path: string,
  options: WriteOptions = {},
): Promise<Written> {
  checkKey(key);
  options.signal?.throwIfAborted();
  const source = await openSourceFile(path);
  const { size } = await source.stat();
  const written = await storing(() =>
    transferBody({
      place,
      key,
      body: source.createReadStream({ highWaterMark: 1024 ** 2 }),
      options,
      partSizeBytes: Math.max(place.partSizeBytes, Math.ceil(size / MAX_PARTS)),
    }),
  );
  if (written.created || options.sha256 !== undefined) await storing(() => rm(path, { force: true }));
  return written;
}

/** See `Objects.remove`. */
export async function removeObject(place: S3Place, key: string): Promise<void> {
  const address = addressOf(place, key);
  await asking(() => place.client.send(new DeleteObjectCommand(address)));
}
