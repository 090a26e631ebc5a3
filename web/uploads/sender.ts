import Uppy from '@uppy/core';
import Tus, { type TusBody } from '@uppy/tus';
import { csrfHeaders } from '../api.ts';

/** What is told of a file while it is sent. Keys are those of {@link Sender.add}. */
export interface SenderWatcher {
  readonly sent: (key: string, sentBytes: number) => void;
  /** Every byte has come; `uploadId` names the outcome to ask for. */
  readonly arrived: (key: string, uploadId: string) => void;
  /** It was given up; `detail` is the server's sentence, '' where there is none. */
  readonly gaveUp: (key: string, status: number, detail: string) => void;
}

/** Sends files to one item over tus, three at a time, going on where a cut left them. */
export interface Sender {
  readonly add: (file: File, sha256: string | null) => void;
  readonly retry: (key: string) => void;
  readonly stop: (key: string) => void;
}

/** At first quickly, then patiently: some fifty minutes in all, begun anew with every byte that gets through. */
const RETRY_DELAYS_MS = [500, 1000, 2000, 5000, ...Array.from({ length: 300 }, () => 10_000)];

/** The station that a file is sent from, and the capture session that is open there. */
export interface Origin {
  readonly station: string;
  readonly session: string | null;
}

type Meta = {
  item: string;
  filename: string;
  key: string;
  sha256?: string;
  station?: string;
  session?: string;
};

/** The key of a file on this page. The same file chosen again has the same key. */
export function keyOf(file: File): string {
  return `${file.name}/${file.size}/${file.lastModified}`;
}

/** Sets up the sending for one item, from the station of the moment if there is one. The item is part of what tus remembers, so items never share an upload. */
export function createSender(
  itemId: string,
  watcher: SenderWatcher,
  originNow: () => Origin | undefined,
): Sender {
  const uppy = new Uppy<Meta, TusBody>({ id: `recto-${itemId}`, autoProceed: false });
  const ids = new Map<string, string>();
  uppy.use(Tus, {
    endpoint: '/api/uploads',
    limit: 3,
    headers: csrfHeaders,
    retryDelays: RETRY_DELAYS_MS,
    removeFingerprintOnSuccess: true,
    // Those that a file has: a list would send the others as the word “undefined”. What is not known is ignored.
    allowedMetaFields: true,
  });
  report(uppy, watcher);
  return {
    add(file, sha256) {
      const key = keyOf(file);
      const earlier = ids.get(key);
      if (earlier !== undefined) uppy.removeFile(earlier);
      const { station, session = null } = originNow() ?? {};
      const meta = {
        ...{ item: itemId, filename: file.name, key },
        ...(sha256 !== null && { sha256 }),
        ...(station !== undefined && { station }),
        ...(session !== null && { session }),
      };
      ids.set(key, uppy.addFile({ name: file.name, type: file.type, data: file, meta, source: 'recto' }));
      // A file that fails is told of by its own event: the batch has nothing to add.
      uppy.upload().catch(() => {});
    },
    retry(key) {
      const id = ids.get(key);
      if (id !== undefined) uppy.retryUpload(id).catch(() => {});
    },
    stop(key) {
      const id = ids.get(key);
      if (id !== undefined) uppy.removeFile(id);
      ids.delete(key);
    },
  };
}

function report(uppy: Uppy<Meta, TusBody>, watcher: SenderWatcher): void {
  uppy.on('upload-progress', (file, progress) => {
    if (file) watcher.sent(file.meta.key, progress.bytesUploaded || 0);
  });
  uppy.on('upload-success', (file, response) => {
    const path = new URL(response.uploadURL ?? '', window.location.href).pathname;
    if (file) watcher.arrived(file.meta.key, path.slice(path.lastIndexOf('/') + 1));
  });
  uppy.on('upload-error', (file, _error, response) => {
    const detail = readDetail(response?.body?.xhr);
    if (file) watcher.gaveUp(file.meta.key, response?.status ?? 0, detail);
  });
}

function readDetail(xhr: XMLHttpRequest | undefined): string {
  try {
    const body: unknown = JSON.parse(xhr?.responseText ?? '');
    return typeof body === 'object' && body !== null && 'detail' in body ? String(body.detail) : '';
  } catch {
    return '';
  }
}
