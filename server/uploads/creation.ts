import type { IncomingMessage } from 'node:http';
import { Metadata as TusMetadata } from '@tus/server';
import { type DeliveryPlace, deliveryPath, isDeliveryPath } from '../../model/batch.ts';
import { Fault } from '../../model/fault.ts';
import { isId } from '../../model/ids.ts';
import { parseFileName } from '../../model/surface.ts';
import { parseSha256 } from '../../model/upload.ts';
import { MEGABYTE } from './room.ts';

/** What a sender says of a file before the first byte. */
export interface Creation {
  readonly itemId: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** Lower-case hex; null where it cannot know. */
  readonly sha256: string | null;
  /** As its sender says; null where nothing was said. */
  readonly sessionId: string | null;
  readonly stationId: string | null;
  /** For how long it has lain finished at its sender; 0 where nothing was said. */
  readonly waitedMs: number;
  /** Where in which delivery it belongs; undefined where nothing was said. */
  readonly place?: DeliveryPlace | undefined;
}

type Metadata = Partial<
  Record<'item' | 'filename' | 'sha256' | 'session' | 'station' | 'waited' | 'batch' | 'path', string | null>
>;

/**
 * Reads what the headers of a tus creation say of a file.
 *
 * @throws Fault('bad-request') in words that say which of it is wrong, Fault('too-large')
 * @see https://tus.io/protocols/resumable-upload#creation
 */
export function readCreation(req: IncomingMessage, maxUploadMb: number): Creation {
  const { item: itemId, filename, sha256, session, station, waited, batch, path } = readMetadata(req);
  const fileName = readFileName(filename ?? '');
  if (!itemId || !isId(itemId))
    throw new Fault('bad-request', '`item` in Upload-Metadata must be the id of an item.');
  const sessionId = readSessionId(session, '`session` in Upload-Metadata');
  const stationId = readStationId(station, '`station` in Upload-Metadata');
  const sizeBytes = readSize(req, fileName, maxUploadMb);
  const place = readDeliveryPlace(batch ?? undefined, path || fileName);
  const waitedMs = readWaited(waited);
  const said = { sessionId, stationId, waitedMs, place };
  return { itemId, fileName, sha256: readSha256(sha256), sizeBytes, ...said };
}

/**
 * Where in which delivery a file belongs.
 *
 * @param batch the id of the delivery; undefined where the file is of none.
 * @throws Fault('bad-request')
 */
export function readDeliveryPlace(batch: string | undefined, path: string): DeliveryPlace | undefined {
  if (batch === undefined) return undefined;
  if (!isId(batch)) throw new Fault('bad-request', 'The delivery must be named by its id.');
  if (!isDeliveryPath(path))
    throw new Fault(
      'bad-request',
      'The path of a file in a delivery has names with / between them, and no more than 1,024 bytes.',
    );
  return { batchId: batch, path: deliveryPath(path) };
}

/** @throws Fault('bad-request') */
export function readFileName(text: string): string {
  const fileName = parseFileName(text);
  if (fileName === undefined)
    throw new Fault(
      'bad-request',
      'The file needs a name of 1 to 255 characters, without control characters.',
    );
  return fileName;
}

function readWaited(text: string | null | undefined): number {
  if (!text) return 0;
  if (!/^\d{1,12}$/.test(text))
    throw new Fault('bad-request', '`waited` in Upload-Metadata must be a whole number of milliseconds.');
  return Number(text);
}

/** The id of a capture session; null where none is named. @throws Fault('bad-request'), in which `place` is named. */
export function readSessionId(text: string | null | undefined, place: string): string | null {
  if (!text) return null;
  if (!isId(text)) throw new Fault('bad-request', `${place} must be the id of a capture session.`);
  return text;
}

/** The id of a station; null where none is named. @throws Fault('bad-request'), in which `place` is named. */
export function readStationId(text: string | null | undefined, place: string): string | null {
  if (!text) return null;
  if (!isId(text)) throw new Fault('bad-request', `${place} must be the id of a station.`);
  return text;
}

/** @throws Fault('bad-request') for nothing, Fault('too-large') for more than is allowed. */
export function checkSize(fileName: string, sizeBytes: number, maxUploadMb: number): void {
  if (sizeBytes === 0) throw new Fault('bad-request', `${fileName} is empty.`);
  if (sizeBytes <= maxUploadMb * MEGABYTE) return;
  const sizeMb = Math.ceil(sizeBytes / MEGABYTE);
  throw new Fault('too-large', `${fileName} has ${sizeMb} MB; at most ${maxUploadMb} MB are accepted.`);
}

function readMetadata(req: IncomingMessage): Metadata {
  const text = req.headers['upload-metadata'];
  try {
    return TusMetadata.parse(typeof text === 'string' ? text : '');
  } catch (cause) {
    throw new Fault('bad-request', 'Upload-Metadata must give `item` and `filename`.', { cause });
  }
}

function readSha256(text: string | null | undefined): string | null {
  if (!text) return null;
  const sha256 = parseSha256(text);
  if (sha256 === undefined)
    throw new Fault('bad-request', '`sha256` in Upload-Metadata must be 64 hexadecimal digits.');
  return sha256;
}

function readSize(req: IncomingMessage, fileName: string, maxUploadMb: number): number {
  const text = req.headers['upload-length'];
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text))
    throw new Fault('bad-request', 'Upload-Length must say how many bytes the file has.');
  const sizeBytes = Number(text);
  checkSize(fileName, sizeBytes, maxUploadMb);
  return sizeBytes;
}
