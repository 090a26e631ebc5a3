import { type FileHandle, open, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Fault } from '../../model/fault.ts';
import { diskFull } from '../../storage/objects/file-faults.ts';

/**
 * Writes the body of a request to a new file, which is removed again if it does not come whole.
 *
 * @throws Fault('bad-request') where the connection broke, Fault('unavailable') where the disk is full, and
 *   whatever `checkSize` throws.
 */
export async function receiveBody(
  req: IncomingMessage,
  path: string,
  checkSize: (sizeBytes: number) => void,
): Promise<void> {
  const announced = req.headers['content-length'];
  if (announced !== undefined) checkSize(Number(announced));
  const file = await open(path, 'wx');
  try {
    checkSize(await writeBody(req, file, checkSize));
  } catch (thrown) {
    await rm(path, { force: true });
    throw thrown;
  } finally {
    await file.close();
  }
}

/** A refusal leaves the request as it is, so that it can be answered. */
async function writeBody(
  req: IncomingMessage,
  file: FileHandle,
  checkSize: (sizeBytes: number) => void,
): Promise<number> {
  let sizeBytes = 0;
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      const bytes = chunk as Buffer;
      sizeBytes += bytes.byteLength;
      checkSize(sizeBytes);
      await file.writeFile(bytes);
    }
  } catch (thrown) {
    if (!req.errored) throw diskFull(thrown) ?? thrown;
    throw new Fault('bad-request', 'The connection broke before the whole file had come.', { cause: thrown });
  }
  return sizeBytes;
}
