import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { FileStore } from '@tus/file-store';
import { ERRORS, Server, Upload as TusUpload } from '@tus/server';
import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import type { Upload } from '../../model/upload.ts';
import { findUpload, insertUpload, removeUpload } from '../../storage/records/uploads.ts';
import type { Parts } from '../parts.ts';
import { problemOf, problemText } from '../problems.ts';
import type { Creation } from './creation.ts';
import { finishUpload } from './finish.ts';
import { uploadPlaces } from './places.ts';
import { findFreeBytes, MEGABYTE } from './room.ts';

/** Where tus is. */
export const TUS_PATH = '/api/uploads';

/** Who asks tus for something: it carries nothing of Express into its hooks. */
export interface TusCaller {
  readonly agent: string;
  /** For a request that makes an upload. */
  readonly creation?: Creation;
}

export interface Tus {
  handle(req: IncomingMessage, res: ServerResponse, caller: TusCaller): Promise<void>;
}

/** What tus knows of an upload, kept in the records: there are no files of its own that could disagree with them. */
function createUploadStore({ records }: Pick<Parts, 'records'>) {
  return {
    async get(id: string): Promise<TusUpload | undefined> {
      const upload = await records.read((rows) => findUpload(rows, id));
      return upload?.state === 'receiving' ? toTusUpload(upload) : undefined;
    },
    // The row was made before, in onUploadCreate, and nothing of it changes.
    async set(): Promise<void> {},
    delete: (id: string) => records.write((rows) => removeUpload(rows, id)),
  };
}

function toTusUpload(upload: Upload): TusUpload {
  return new TusUpload({
    id: upload.id,
    ...(upload.sizeBytes !== null && { size: upload.sizeBytes }),
    offset: 0,
    metadata: { item: upload.itemId, filename: upload.fileName, sha256: upload.sha256 },
    creation_date: new Date(upload.createdAt).toISOString(),
  });
}

type TusError = Error | { readonly status_code: number; readonly body: string };

/** The tus server. An upload becomes a file version in the request that brings its last byte. */
export function createTus(parts: Parts): Tus {
  const callers = new AsyncLocalStorage<TusCaller & { readonly req: IncomingMessage }>();
  const datastore = new FileStore({
    directory: uploadPlaces(parts.config.dataDir).incoming,
    configstore: createUploadStore(parts),
  });
  // Nothing expires by itself (tus would count a finished upload as expired), and a size is said beforehand.
  datastore.extensions = ['creation', 'creation-with-upload', 'termination'];
  const server = new Server({
    path: TUS_PATH,
    datastore,
    relativeLocation: true,
    maxSize: parts.config.RECTO_MAX_UPLOAD_MB * MEGABYTE,
    disableTerminationForFinishedUploads: true,
    allowedOrigins: () => false,
    namingFunction: newId,
    onUploadCreate: async (_req, upload) => {
      await noteCreation(parts, upload.id, callers.getStore());
      return {};
    },
    onUploadFinish: async (_req, upload) => {
      // Digesting and storing a large file may take longer than an idle connection is kept.
      callers.getStore()?.req.setTimeout(0);
      return answerFinish(parts, upload.id);
    },
    onResponseError: (req, error) => readError(parts, req.method, error),
  });
  return Object.freeze({
    handle: (req: IncomingMessage, res: ServerResponse, caller: TusCaller) =>
      callers.run({ ...caller, req }, () => server.handle(req, res)),
  });
}

async function noteCreation(parts: Parts, id: string, caller: TusCaller | undefined): Promise<void> {
  if (caller?.creation === undefined) throw new Fault('internal', 'An upload was made unseen.');
  const { agent, creation } = caller;
  const started = { state: 'receiving', detail: null, fileVersionId: null, finishedAt: null } as const;
  const upload: Upload = { id, ...creation, agent, ...started, createdAt: Date.now() };
  await parts.records.write((rows) => insertUpload(rows, upload));
}

/** tus puts its own headers and offset to a success; what went wrong is answered as everywhere else. */
async function answerFinish(parts: Parts, uploadId: string) {
  try {
    const upload = await parts.records.read((rows) => findUpload(rows, uploadId));
    if (upload === undefined) throw new Fault('not-found', 'This upload was given up.');
    await finishUpload(parts, upload);
    return {};
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (problem.status >= 500) parts.log.error({ err: thrown, uploadId }, 'an upload could not be accepted');
    return {
      status_code: problem.status,
      headers: { ...problem.headers, 'Content-Type': 'application/problem+json; charset=utf-8' },
      body: problemText(problem),
    };
  }
}

/**
 * Errors of tus itself have a status and a line of text; ours are told in the words of the fault. To `HEAD` our own
 * trouble is always 423: see `keepResumable` in routes/uploads.ts.
 */
async function readError(parts: Parts, method: string, error: TusError) {
  const told = tellError(await withReason(parts, error));
  if (told.status_code < 500) return told;
  parts.log.warn({ err: error, method }, 'tus could not go on');
  return method === 'HEAD' ? { ...told, status_code: 423 } : told;
}

/** tus keeps to itself why it could not write. */
async function withReason(parts: Parts, error: TusError): Promise<TusError> {
  if (error !== ERRORS.FILE_WRITE_ERROR || (await findFreeBytes(parts)) >= MEGABYTE) return error;
  return new Fault(
    'unavailable',
    "The server's disk is full. What has come is kept; make room on it, and the upload goes on.",
  );
}

function tellError(error: TusError) {
  if ('status_code' in error && 'body' in error) {
    return { status_code: Number(error.status_code), body: String(error.body) };
  }
  const { status, detail } = problemOf(error);
  return { status_code: status, body: `${detail}\n` };
}
