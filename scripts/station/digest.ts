import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Fault } from '../../model/fault.ts';

const READ_BYTES = 1024 * 1024;

/**
 * The SHA-256 of a file, in lower-case hex, a megabyte at a time.
 *
 * @throws Fault('bad-request') where the file cannot be read.
 */
export async function digestFile(
  path: string,
  options: { readonly signal?: AbortSignal; readonly onRead?: (bytes: number) => void } = {},
): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const source = createReadStream(path, {
      highWaterMark: READ_BYTES,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    for await (const piece of source) {
      hash.update(piece);
      bytes += piece.length;
      options.onRead?.(bytes);
    }
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw new Fault('bad-request', `${path} cannot be read. Is its disk or card still there?`, { cause });
  }
  return hash.digest('hex');
}
