import { createReadStream } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { DetailedError, Upload } from 'tus-js-client';
import type { DeliveryPlace } from '../../model/batch.ts';
import { Fault } from '../../model/fault.ts';
import { faultOf, type StationClient, type UploadOutcome } from './client.ts';
import type { Patience } from './patience.ts';
import type { ResumeState, UploadIdentity } from './resume-state.ts';

/**
 * Bytes a request. It is streamed, so its size costs no memory. One request for the whole file would be some 7 %
 * faster on a loop-back, but a proxy that collects bodies before it passes them on would make a broken cable cost
 * the whole file, and many refuse bodies over 100 MB.
 */
const CHUNK_BYTES = 64 * 1024 * 1024;
const ASK_AGAIN_MS = 300;
/** A connection on which nothing moves for so long is dead. */
const SILENCE_MS = 60_000;
/** After the last byte the server digests what it stored before it answers. */
const DIGEST_SILENCE_MS = 15 * 60_000;

export interface UploadParts {
  readonly client: StationClient;
  readonly token: string;
  readonly patience: Patience;
  readonly state: ResumeState;
  readonly signal: AbortSignal;
  /** The capture session that was named; without it the server takes that of the token's station. */
  readonly session?: string | undefined;
}

export interface Uploading {
  readonly fileName: string;
  readonly identity: UploadIdentity;
  /** Where in which delivery it belongs; left out for what is of none. */
  readonly place?: DeliveryPlace;
  /** Since when it has lain finished here, by `performance.now()`; left out where that was not watched. */
  readonly sinceMs?: number | undefined;
  /** Told how many bytes have gone, from the beginning of the file. */
  readonly onSent: (bytes: number) => void;
  /** Told where it went on, in bytes, where it did not begin at the beginning. */
  readonly onResumed: (bytes: number) => void;
}

/**
 * Sends a file by tus, from where an earlier run or a broken connection left it, and waits until the server has
 * proved its digest or refused it.
 *
 * @see https://tus.io/protocols/resumable-upload
 */
export async function uploadFile(parts: UploadParts, uploading: Uploading): Promise<UploadOutcome> {
  const { patience, state } = parts;
  const { identity } = uploading;
  for (;;) {
    const known = await state.find(identity);
    const settled = known === undefined ? undefined : await settledOutcome(parts, known);
    if (settled === 'unknown') {
      await state.forget(identity);
      continue;
    }
    const outcome = settled ?? (await patience.attempt(() => sendOnce(parts, uploading)));
    if (outcome === 'lost') continue;
    await state.forget(identity);
    return outcome;
  }
}

/** Lets the server forget what was begun of a file before it was changed: it would hold up its item's publication. */
export function giveUpOthers({ client, state }: UploadParts, identity: UploadIdentity): Promise<void> {
  return state.giveUpOthers(identity, (url) => client.giveUpUpload(idOf(url)));
}

/** What became of an upload that was begun before: settled, unknown to the server, or (undefined) still open. */
async function settledOutcome(
  parts: UploadParts,
  url: string,
): Promise<UploadOutcome | 'unknown' | undefined> {
  const outcome = await parts.client.readOutcome(idOf(url));
  if (outcome === undefined) return 'unknown';
  return outcome.state === 'receiving' ? undefined : outcome;
}

function idOf(uploadUrl: string): string {
  return decodeURIComponent(uploadUrl.slice(uploadUrl.lastIndexOf('/') + 1));
}

/** One connection's worth; `lost` where the server has forgotten the upload and it must begin again. */
async function sendOnce(parts: UploadParts, uploading: Uploading): Promise<UploadOutcome | 'lost'> {
  const known = await parts.state.find(uploading.identity);
  try {
    return await awaitOutcome(parts, await sendBytes(parts, uploading, known));
  } catch (thrown) {
    const begun = await parts.state.find(uploading.identity);
    if (!(thrown instanceof Fault) || thrown.code === 'unavailable' || begun === undefined) throw thrown;
    // A digest that did not agree is answered to the last byte; the outcome tells it from other refusals.
    const settled = await settledOutcome(parts, begun);
    if (settled === 'unknown' && known === undefined) throw thrown;
    if (settled === undefined) throw thrown;
    return settled === 'unknown' ? 'lost' : settled;
  }
}

/** The digest is taken by the server after the last byte: for a big file, that takes a moment. */
async function awaitOutcome(parts: UploadParts, uploadUrl: string): Promise<UploadOutcome> {
  for (;;) {
    const outcome = await parts.client.readOutcome(idOf(uploadUrl));
    if (outcome === undefined) throw new Fault('not-found', 'The server has forgotten the upload.');
    if (outcome.state !== 'receiving') return outcome;
    await pause(ASK_AGAIN_MS, undefined, { signal: parts.signal });
  }
}

/** Sends what is still to be sent. @returns the address of the upload. */
function sendBytes(parts: UploadParts, uploading: Uploading, known: string | undefined): Promise<string> {
  const { identity } = uploading;
  const source = createReadStream(identity.path);
  const sending = new Promise<string>((resolve, reject) => {
    const watch = watchProgress(parts, uploading, known !== undefined);
    const upload: Upload = new Upload(source, {
      // With an endpoint beside an address, tus-js-client begins anew on any failure to resume, a 503 included.
      ...(known === undefined ? { endpoint: `${identity.server}/api/uploads` } : { uploadUrl: known }),
      chunkSize: CHUNK_BYTES,
      retryDelays: null,
      storeFingerprintForResuming: false,
      headers: { Authorization: `Bearer ${parts.token}` },
      metadata: metadataOf(uploading, parts.session),
      onUploadUrlAvailable: () => {
        // The server may know itself by another name than we do; the token goes only where it was meant to.
        upload.url = `${identity.server}/api/uploads/${encodeURIComponent(idOf(upload.url ?? ''))}`;
        if (known === undefined) void parts.state.note(identity, upload.url);
      },
      onProgress: watch.moved,
      onSuccess: () => end(() => resolve(upload.url ?? '')),
      onError: (error) => end(() => reject(uploadFault(error, identity.server))),
    });
    const stop = () => {
      void upload.abort().catch(() => undefined);
      end(() => reject(parts.signal.reason));
    };
    watch.onSilence(() => {
      void upload.abort().catch(() => undefined);
      end(() => reject(new Fault('unavailable', `${identity.server} has stopped taking bytes.`)));
    });
    const end = (settle: () => void) => {
      watch.close();
      parts.signal.removeEventListener('abort', stop);
      settle();
    };
    parts.signal.addEventListener('abort', stop, { once: true });
    upload.start();
  });
  return sending.finally(() => source.destroy());
}

/** What the server is told of a file before its first byte. */
function metadataOf(
  { identity, fileName, place, sinceMs }: Uploading,
  session: string | undefined,
): Record<string, string> {
  const file = { item: identity.itemId, filename: fileName, sha256: identity.sha256 };
  const said = {
    ...file,
    ...(session !== undefined && { session }),
    // The session may have changed while the network was away.
    ...(sinceMs !== undefined && { waited: String(Math.round(performance.now() - sinceMs)) }),
  };
  return place === undefined ? said : { ...said, batch: place.batchId, path: place.path };
}

/** Passes progress on, and notices when there is none. */
function watchProgress(parts: UploadParts, uploading: Uploading, resumes: boolean) {
  let timer: NodeJS.Timeout | undefined;
  let silent = () => {};
  let first = true;
  const wind = (silenceMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => silent(), silenceMs);
  };
  return {
    moved(bytes: number): void {
      wind(bytes < uploading.identity.sizeBytes ? SILENCE_MS : DIGEST_SILENCE_MS);
      if (first && resumes && bytes > 0) uploading.onResumed(bytes);
      if (!first) parts.patience.heard();
      first = false;
      uploading.onSent(bytes);
    },
    onSilence(told: () => void): void {
      silent = told;
      wind(SILENCE_MS);
    },
    close: () => clearTimeout(timer),
  };
}

function uploadFault(error: Error, server: string): Fault {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (!response) return new Fault('unavailable', `The connection to ${server} is broken.`, { cause: error });
  const status = response.getStatus();
  // Locked, or not where we thought it was: asking again tells where it is.
  const isMisplaced =
    status === 409 && error instanceof DetailedError && error.originalRequest.getMethod() === 'PATCH';
  if (isMisplaced || status === 423) {
    return new Fault('unavailable', 'The server is still busy with what was sent before.', { cause: error });
  }
  return faultOf(status, response.getBody(), server);
}
