import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isId } from '../../model/ids.ts';
import { findUpload, openUploads, removeUpload } from '../../storage/records/uploads.ts';
import type { Parts } from '../parts.ts';
import { finishUpload, incomingPath, isComplete } from './finish.ts';
import { uploadPlaces } from './places.ts';

const HOUR_MS = 3_600_000;
/** How long an upload that stopped may be gone on with. */
const STALE_MS = 7 * 24 * HOUR_MS;
/** A file that no row knows of is being made or unmade at this moment, or it is left over. */
const LEFT_OVER_MS = HOUR_MS;

/** Tidies once now, in the background, and then every hour. */
export function startTidying(parts: Parts): { close(): Promise<void> } {
  const tidy = () =>
    tidyUploads(parts).catch((error: unknown) => parts.log.warn({ err: error }, 'not tidied'));
  let running = tidy();
  const timer = setInterval(() => {
    running = running.then(tidy);
  }, HOUR_MS);
  return Object.freeze({
    async close() {
      clearInterval(timer);
      await running;
    },
  });
}

/**
 * Brings to their end the uploads that the process was killed in: those of which every byte is here are accepted,
 * and what nobody has gone on with for a week is removed. A finished upload is never removed.
 *
 * @param now milliseconds since 1970.
 */
export async function tidyUploads(parts: Parts, now: number = Date.now()): Promise<void> {
  const { incoming, put } = uploadPlaces(parts.config.dataDir);
  for (const name of await readdir(incoming)) {
    if (isId(name)) await tidyUpload(parts, name, now);
  }
  for (const name of await readdir(put)) await removeIfOlder(join(put, name), now - LEFT_OVER_MS);
  for (const upload of await parts.records.read(openUploads)) {
    if (upload.createdAt < now - STALE_MS && (await ageOf(incomingPath(parts, upload.id), now)) === undefined)
      await parts.records.write((rows) => removeUpload(rows, upload.id));
  }
}

async function tidyUpload(parts: Parts, id: string, now: number): Promise<void> {
  const path = incomingPath(parts, id);
  const upload = await parts.records.read((rows) => findUpload(rows, id));
  if (upload === undefined) {
    await removeIfOlder(path, now - LEFT_OVER_MS);
    return;
  }
  if (upload.state !== 'receiving' || (await isComplete(parts, upload))) {
    try {
      await finishUpload(parts, upload);
    } catch (error) {
      parts.log.warn({ err: error, uploadId: id }, 'an upload that was complete could not be accepted');
    }
    return;
  }
  const ageMs = await ageOf(path, now);
  if (ageMs === undefined || ageMs < STALE_MS) return;
  parts.log.info({ uploadId: id, fileName: upload.fileName }, 'an upload that stopped was removed');
  await rm(path, { force: true });
  await parts.records.write((rows) => removeUpload(rows, id));
}

/** How long ago a file was last written, in milliseconds; undefined if there is none. */
async function ageOf(path: string, now: number): Promise<number | undefined> {
  try {
    return now - (await stat(path)).mtimeMs;
  } catch {
    return undefined;
  }
}

async function removeIfOlder(path: string, than: number): Promise<void> {
  const ageMs = await ageOf(path, than);
  if (ageMs !== undefined && ageMs > 0) await rm(path, { force: true });
}
