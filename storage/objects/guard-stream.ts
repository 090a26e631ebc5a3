import { addAbortSignal, pipeline, type Readable, Transform, type TransformCallback } from 'node:stream';
import { Fault } from '../../model/fault.ts';

/** How a stream that comes out of a store is guarded. */
export interface Guard {
  /** Fails as `unavailable` where another number of bytes comes, so that a cut is never taken for the end. */
  readonly sizeBytes?: number | undefined;
  /** Turns what went wrong into what the reader is told. */
  readonly asFault: (thrown: unknown) => unknown;
  readonly signal?: AbortSignal | undefined;
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('The stream broke.', { cause: thrown });
}

/**
 * Passes a store's stream on, its errors as Faults. Whoever gives up reading destroys what is returned, and
 * with it the source.
 */
export function guardStream(source: Readable, guard: Guard): Readable {
  let seenBytes = 0;
  const guarded = new Transform({
    transform(chunk: Uint8Array, _encoding, done: TransformCallback) {
      seenBytes += chunk.byteLength;
      done(null, chunk);
    },
    flush(done: TransformCallback) {
      const whole = guard.sizeBytes === undefined || guard.sizeBytes === seenBytes;
      done(whole ? null : new Fault('unavailable', 'The store broke off in the middle of an object.'));
    },
    destroy(error, done) {
      done(error === null ? null : asError(guard.asFault(error)));
    },
  });
  // What goes wrong is told by `guarded` alone; the callback is there because pipeline wants one.
  pipeline(source, guarded, () => undefined);
  if (guard.signal !== undefined) addAbortSignal(guard.signal, guarded);
  return guarded;
}

/**
 * Takes charge of a body from the first moment: it may fail before anybody reads it, and an error that nobody
 * listens for ends the process; the reader is told later. The signal destroys it.
 */
export function holdBody(body: Readable, signal: AbortSignal | undefined): Readable {
  body.on('error', () => undefined);
  return signal === undefined ? body : addAbortSignal(signal, body);
}
