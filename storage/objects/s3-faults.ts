import { S3ServiceException } from '@aws-sdk/client-s3';
import { errorCode, Fault } from '../../model/fault.ts';

/** The HTTP status of a refused S3 request. */
export function statusOf(thrown: unknown): number | undefined {
  return thrown instanceof S3ServiceException ? thrown.$metadata.httpStatusCode : undefined;
}

/** S3's name for what went wrong, like `NoSuchKey`. */
function s3Code(thrown: unknown): string | undefined {
  return thrown instanceof S3ServiceException ? thrown.name : undefined;
}

const DAMAGED = new Set([
  'BadDigest',
  'InvalidDigest',
  'IncompleteBody',
  'XAmzContentChecksumMismatch',
  'XAmzContentSHA256Mismatch',
]);

const FULL = new Set(['QuotaExceeded', 'InsufficientStorage', 'XMinioStorageFull']);

function ofRefusal(code: string, status: number): { code: 'not-found' | 'unavailable'; detail: string } {
  if (DAMAGED.has(code)) {
    return {
      code: 'unavailable',
      detail: 'The bytes were damaged on their way to the S3 server. Please try again.',
    };
  }
  if (FULL.has(code) || status === 507) {
    return { code: 'unavailable', detail: 'The S3 server is full: nothing was stored.' };
  }
  if (code === 'NoSuchBucket') return { code: 'unavailable', detail: 'The S3 bucket is not there any more.' };
  if (status === 404) return { code: 'not-found', detail: 'There is no such stored object.' };
  if (status === 401 || status === 403) {
    return { code: 'unavailable', detail: 'The S3 server does not let us in with these keys.' };
  }
  return { code: 'unavailable', detail: 'The S3 server cannot do this just now. Please try again.' };
}

/** A connection that failed or went silent; these have no answer, only an error of the system. */
function isNetworkError(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return thrown.name === 'TimeoutError' || errorCode(thrown) !== undefined || '$metadata' in thrown;
}

/** What went wrong while asking the S3 server, as a Fault; aborts and mistakes of ours as they are. */
export function asS3Fault(thrown: unknown): unknown {
  if (thrown instanceof Fault || (thrown instanceof Error && thrown.name === 'AbortError')) return thrown;
  const status = statusOf(thrown);
  if (status !== undefined) {
    const { code, detail } = ofRefusal(s3Code(thrown) ?? '', status);
    return new Fault(code, detail, { cause: thrown });
  }
  if (!isNetworkError(thrown)) return thrown;
  return new Fault('unavailable', 'The S3 server does not answer. Please try again.', { cause: thrown });
}

/** What went wrong in the middle of a stream from the S3 server, whatever it was. */
export function asS3StreamFault(thrown: unknown): unknown {
  if (thrown instanceof Fault || (thrown instanceof Error && thrown.name === 'AbortError')) return thrown;
  return new Fault('unavailable', 'The S3 server broke off in the middle of an object. Please try again.', {
    cause: thrown,
  });
}

/** Runs something that asks the S3 server, with its errors as Faults. */
export async function asking<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    throw asS3Fault(thrown);
  }
}
