import { resolve } from 'node:path';
import { asFault, Fault } from '../../model/fault.ts';
import { isEnded } from '../../model/file-version.ts';
import { surfaceNameOf } from '../../model/surface.ts';
import type { FileSeen, ItemSeen } from './client.ts';
import { digestFile } from './digest.ts';
import type { FileProgress } from './progress.ts';
import type { UploadIdentity } from './resume-state.ts';
import type { Scan } from './scans.ts';
import { giveUpOthers, type UploadParts, uploadFile } from './upload.ts';

/** How the sending of one file ended: with the file that the server confirmed, or with why there is none. */
export type Sent =
  | { readonly scan: Scan; readonly sha256: string; readonly file: FileSeen }
  | { readonly scan: Scan; readonly file: null; readonly trouble: string };

const EMPTY = 'It is empty. Copy it again from the camera or scanner, or scan it again.';

/** One file, and where to tell of it. */
export interface Told {
  readonly scan: Scan;
  /** Since when it has lain finished here, by `performance.now()`, where that was watched. */
  readonly sinceMs?: number;
  readonly progress: FileProgress;
  readonly say: (line: string) => void;
}

/**
 * Takes a file's digest, sends it unless the server has it, and compares the digest that the server proved with
 * ours. A refused one is read and sent once more: if a cable or a memory chip erred, it seldom errs twice.
 * What goes wrong with one file is told and does not stop the others.
 */
export async function sendFile(parts: UploadParts, item: ItemSeen, told: Told): Promise<Sent> {
  const { scan, progress } = told;
  try {
    return await prove(parts, item, told);
  } catch (thrown) {
    parts.signal.throwIfAborted();
    const trouble = asFault(thrown).detail;
    progress.ended(`not sent. ${trouble}`);
    return { scan, file: null, trouble };
  }
}

async function prove(parts: UploadParts, item: ItemSeen, told: Told): Promise<Sent> {
  const { scan, progress } = told;
  if (scan.sizeBytes === 0) throw new Fault('bad-request', EMPTY);
  let trouble = '';
  for (const attempt of [1, 2]) {
    const sha256 = await digestFile(scan.path, { signal: parts.signal, onRead: progress.read });
    const identity = identityOf(parts, item, scan, sha256);
    await giveUpOthers(parts, identity);
    const standing = findStanding(item, scan, sha256);
    if (standing !== undefined) {
      progress.ended('is there already, digest confirmed');
      return { scan, sha256, file: await wake(parts, standing) };
    }
    const outcome = await uploadFile(parts, {
      fileName: scan.name,
      identity,
      sinceMs: told.sinceMs,
      onSent: progress.sent,
      onResumed: progress.resumed,
    });
    const confirmed = outcome.state === 'accepted' && outcome.file?.sha256 === sha256;
    if (confirmed && outcome.file) {
      progress.ended('sent, digest confirmed');
      return { scan, sha256, file: outcome.file };
    }
    trouble = outcome.detail ?? 'The server has stored other bytes than were sent.';
    if (attempt === 1) told.say(`${scan.name}: ${trouble} Reading and sending it once more.`);
  }
  progress.ended(`refused twice. ${trouble}`);
  return { scan, file: null, trouble: `Refused twice. ${trouble}` };
}

function identityOf(
  { client }: UploadParts,
  item: ItemSeen,
  { path, sizeBytes, modifiedAt }: Scan,
  sha256: string,
): UploadIdentity {
  const { server } = client;
  return { server, itemId: item.id, path: resolve(path), sizeBytes, modifiedAt, sha256 };
}

/** These bytes as the server has them already, for this page. */
export function findStanding(
  item: Pick<ItemSeen, 'surfaces'>,
  scan: Pick<Scan, 'name'>,
  sha256: string,
): FileSeen | undefined {
  const name = surfaceNameOf(scan.name);
  const surface = item.surfaces.find((candidate) => candidate.name === name);
  return surface?.versions.find((version) => version.sha256 === sha256);
}

/** A file that failed by the server's fault is tried again: that is what sending it again asks for. */
async function wake(parts: UploadParts, file: FileSeen): Promise<FileSeen> {
  if (file.state !== 'failed') return file;
  await parts.client.retryFile(file.id);
  return { ...file, state: 'accepted' };
}

/** Whether nothing more happens to a file by itself. Of a state that is unknown here, more is expected. */
export function isSettled(file: Pick<FileSeen, 'state'>): boolean {
  return isEnded(file.state as Parameters<typeof isEnded>[0]);
}
