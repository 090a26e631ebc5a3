import { HeadBucketCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { Fault } from '../../model/fault.ts';
import { checkKey, checkPrefix } from './check-key.ts';
import { asS3Fault, statusOf } from './s3-faults.ts';

/** When the S3 client adds checksums to requests, and asks for them with answers. */
export type ChecksumMode = 'WHEN_REQUIRED' | 'WHEN_SUPPORTED';

/** Where the bucket is, and how to speak to it. */
export interface S3Settings {
  readonly bucket: string;
  readonly region: string;
  /** Unset: AWS. */
  readonly endpoint?: string | undefined;
  /** Put before every key, with a slash. */
  readonly prefix?: string | undefined;
  /** Unset: the usual AWS sources. */
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  /** Default: WHEN_SUPPORTED on AWS, WHEN_REQUIRED elsewhere, because many servers refuse the trailers. */
  readonly checksums?: ChecksumMode | undefined;
  /** For the copies that image libraries read. */
  readonly scratchDir: string;
  /** How long the server may be silent. Default 30 s. */
  readonly timeoutMs?: number | undefined;
  /** Of one part of a large object; 5 MiB or more. Default 8 MiB, of which four are held while writing. */
  readonly partSizeBytes?: number | undefined;
}

/** The bucket, and where in it the objects lie. */
export interface S3Place {
  readonly client: S3Client;
  readonly bucket: string;
  /** Empty, or ends in a slash. */
  readonly prefix: string;
  readonly scratchDir: string;
  readonly partSizeBytes: number;
}

const MEBIBYTE = 1024 ** 2;
const ATTEMPTS = 4;

function credentialsOf(settings: S3Settings): Pick<S3ClientConfig, 'credentials'> {
  const { accessKeyId, secretAccessKey } = settings;
  if (accessKeyId === undefined && secretAccessKey === undefined) return {};
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new Fault('bad-request', 'The S3 access key and its secret must be set together.');
  }
  return { credentials: { accessKeyId, secretAccessKey } };
}

function clientConfig(settings: S3Settings): S3ClientConfig {
  const { endpoint, timeoutMs = 30_000 } = settings;
  const checksums = settings.checksums ?? (endpoint === undefined ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED');
  const sockets = { keepAlive: true, maxSockets: 256 };
  return {
    region: settings.region,
    ...credentialsOf(settings),
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: checksums,
    responseChecksumValidation: checksums,
    maxAttempts: ATTEMPTS,
    retryMode: 'standard',
    // It would open a new connection for every part.
    expectContinueHeader: false,
    requestHandler: {
      httpAgent: sockets,
      httpsAgent: sockets,
      connectionTimeout: Math.min(5_000, timeoutMs),
      // It is the silence that counts. This bounds the sending of a part over a slow line.
      requestTimeout: 20 * timeoutMs,
      throwOnRequestTimeout: true,
      socketTimeout: timeoutMs,
    },
  };
}

async function checkBucket(place: S3Place): Promise<void> {
  try {
    await place.client.send(new HeadBucketCommand({ Bucket: place.bucket }));
  } catch (thrown) {
    if (statusOf(thrown) !== 404) throw asS3Fault(thrown);
    throw new Fault('bad-request', `The S3 server has no bucket named ${place.bucket}.`, { cause: thrown });
  }
}

/**
 * Connects to the bucket, and makes sure that it is there and lets us in.
 *
 * @throws Fault('bad-request') for settings that cannot be or no such bucket, Fault('unavailable')
 */
export async function openS3Place(settings: S3Settings): Promise<S3Place> {
  const trimmed = (settings.prefix ?? '').replace(/^\/+|\/+$/g, '');
  const prefix = trimmed === '' ? '' : `${trimmed}/`;
  checkPrefix(prefix);
  const place: S3Place = {
    client: new S3Client(clientConfig(settings)),
    bucket: settings.bucket,
    prefix,
    scratchDir: settings.scratchDir,
    partSizeBytes: settings.partSizeBytes ?? 8 * MEBIBYTE,
  };
  try {
    await checkBucket(place);
  } catch (thrown) {
    place.client.destroy();
    throw thrown;
  }
  return place;
}

/**
 * What every request about one object says.
 *
 * @throws Fault('bad-request') for a key that cannot be.
 */
export function addressOf(place: S3Place, key: string): { Bucket: string; Key: string } {
  checkKey(key);
  return { Bucket: place.bucket, Key: `${place.prefix}${key}` };
}

/** How a request ends early. */
export function sendOptions(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}
