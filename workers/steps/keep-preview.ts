import { Readable } from 'node:stream';
import type { Preview } from '../../intake/read-preview.ts';
import { Fault } from '../../model/fault.ts';
import { previewKey } from '../../storage/objects/keys.ts';
import type { Objects } from '../../storage/objects/objects.ts';

/** Stores a preview and says where. One that stands, of an earlier try or by another encoder, is as good. */
export async function keepPreview(
  objects: Objects,
  fileVersionId: string,
  { bytes }: Preview,
  signal: AbortSignal,
): Promise<string> {
  const key = previewKey(fileVersionId);
  try {
    await objects.write(key, Readable.from([bytes]), { contentType: 'image/jpeg', signal });
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'conflict') throw thrown;
  }
  return key;
}
