import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Upload } from '../../model/upload.ts';
import { type AcceptedFile, acceptUpload } from '../actions/accept-upload.ts';
import type { Parts } from '../parts.ts';
import { uploadPlaces } from './places.ts';

/** By path, which tells the servers of one process (as in tests) apart. */
const finishing = new Map<string, Promise<AcceptedFile>>();

/** Where the bytes of an upload come in. */
export function incomingPath(parts: Pick<Parts, 'config'>, uploadId: string): string {
  return join(uploadPlaces(parts.config.dataDir).incoming, uploadId);
}

/** Whether an upload is being accepted at this moment. */
export function isFinishing(parts: Pick<Parts, 'config'>, uploadId: string): boolean {
  return finishing.has(incomingPath(parts, uploadId));
}

/** Whether every byte of an upload is here. */
export async function isComplete(parts: Pick<Parts, 'config'>, upload: Upload): Promise<boolean> {
  try {
    return (await stat(incomingPath(parts, upload.id))).size === upload.sizeBytes;
  } catch {
    return false;
  }
}

/**
 * Accepts an upload of which every byte is here; once, however many ask for it, and to the end, even if all of
 * them hang up. Throws as `acceptUpload` does.
 */
export function finishUpload(parts: Parts, upload: Upload): Promise<AcceptedFile> {
  const path = incomingPath(parts, upload.id);
  const running = finishing.get(path);
  if (running !== undefined) return running;
  const { itemId, fileName, agent, sessionId, stationId, place } = upload;
  const sha256 = upload.sha256 ?? undefined;
  const origin = { agent, sessionId, stationId };
  const arrived = { itemId, fileName, ...origin, place, path, sha256, uploadId: upload.id };
  const accepting = acceptUpload(parts, arrived).finally(() => finishing.delete(path));
  finishing.set(path, accepting);
  return accepting;
}
