import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Fault } from '../../model/fault.ts';

/**
 * Writes the body of a request to a new file, which is removed again if it does not come whole.
 *
 * @throws Fault('bad-request') where the connection broke, and whatever `checkSize` throws.
 */
export async function receiveBody(
  req: IncomingMessage,
  path: string,
  checkSize: (sizeBytes: number) => void,
): Promise<void> {
  const announced = req.headers['content-length'];
  if (announced !== undefined) checkSize(Number(announced));
  let sizeBytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.byteLength;
      try {
        checkSize(sizeBytes);
        done(null, chunk);
      } catch (thrown) {
        done(thrown instanceof Error ? thrown : new Error(String(thrown)));
      }
    },
  });
  try {
    await pipeline(req, count, createWriteStream(path, { flags: 'wx' }));
    if (sizeBytes === 0) checkSize(0);
  } catch (thrown) {
    await rm(path, { force: true });
    throw req.errored || req.destroyed ? brokenOff(thrown) : thrown;
  }
}

function brokenOff(cause: unknown): unknown {
  if (cause instanceof Fault) return cause;
  return new Fault('bad-request', 'The connection broke before the whole file had come.', { cause });
}
