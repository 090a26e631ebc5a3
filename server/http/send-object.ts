import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Objects } from '../../storage/objects/objects.ts';
import { isNotModified } from './conditional.ts';
import { askedRange, type BytePart, formatContentRange } from './range.ts';

/** An object that is sent as it is. */
export interface SentObject {
  readonly key: string;
  readonly sizeBytes: number;
  /** Strong, with its quotes. */
  readonly etag: string;
  /** ms since 1970. */
  readonly modifiedAt: number;
  readonly contentType: string;
}

/** A part is read in pieces of so many bytes, each as the client takes it: no more of it is ever in memory. */
const PIECE_BYTES = 2 ** 20;

/**
 * Answers with a stored object, or the part of it that is asked for; 304 to who holds it, 416 to who asks beyond its end.
 * However long it takes, memory holds a piece of it. Who hangs up ends it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14
 */
export async function sendObject(
  objects: Pick<Objects, 'read' | 'readRange'>,
  req: IncomingMessage,
  res: ServerResponse,
  sent: SentObject,
): Promise<void> {
  const { sizeBytes, etag } = sent;
  const lastModified = new Date(sent.modifiedAt).toUTCString();
  res.setHeader('ETag', etag);
  res.setHeader('Last-Modified', lastModified);
  res.setHeader('Accept-Ranges', 'bytes');
  if (isNotModified(req.headers, etag, sent.modifiedAt)) {
    res.writeHead(304).end();
    return;
  }
  const asked = askedRange(req.headers, { sizeBytes, etag, lastModified });
  if (asked === 'nowhere') {
    res.writeHead(416, { 'Content-Range': formatContentRange(undefined, sizeBytes) }).end();
    return;
  }
  const part = asked === 'whole' ? undefined : asked;
  if (part !== undefined) res.setHeader('Content-Range', formatContentRange(part, sizeBytes));
  res.setHeader('Content-Type', sent.contentType);
  res.setHeader('Content-Length', part?.length ?? sizeBytes);
  res.statusCode = part === undefined ? 200 : 206;
  if (req.method === 'HEAD') res.end();
  else await stream(objects, res, { key: sent.key, part });
}

async function stream(
  objects: Pick<Objects, 'read' | 'readRange'>,
  res: ServerResponse,
  { key, part }: { readonly key: string; readonly part: BytePart | undefined },
): Promise<void> {
  const stopping = new AbortController();
  res.once('close', () => stopping.abort());
  try {
    const body =
      part === undefined
        ? await objects.read(key, stopping.signal)
        : Readable.from(pieces(objects, key, part, stopping.signal), { highWaterMark: 1 });
    await pipeline(body, res);
  } catch (thrown) {
    // Who hung up is told nothing; who did not sees that the file is not whole, and asks for the rest.
    if (!stopping.signal.aborted) throw thrown;
  }
}

async function* pieces(
  objects: Pick<Objects, 'readRange'>,
  key: string,
  { offset, length }: BytePart,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  for (let done = 0; done < length; done += PIECE_BYTES)
    yield await objects.readRange(key, offset + done, Math.min(PIECE_BYTES, length - done), signal);
}
