import type { IncomingHttpHeaders } from 'node:http';

/** A part of a representation, in bytes. */
export interface BytePart {
  readonly offset: number;
  readonly length: number;
}

/** What a Range header means: all of it, one part, or nothing that there is. */
export type RangeAsked = 'whole' | 'nowhere' | BytePart;

/**
 * Reads a Range header for a representation of so many bytes (at least one). What makes no sense, or asks for several
 * parts at once, is answered with all of it, as the specification allows.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2
 */
export function parseRange(header: string, sizeBytes: number): RangeAsked {
  const [, first = '', last = ''] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header) ?? [];
  if (first === '') return last === '' ? 'whole' : parseSuffix(Number(last), sizeBytes);
  const offset = Number(first);
  const end = last === '' ? sizeBytes - 1 : Number(last);
  if (end < offset && last !== '') return 'whole';
  if (offset >= sizeBytes) return 'nowhere';
  return { offset, length: Math.min(end, sizeBytes - 1) - offset + 1 };
}

/** The last so many bytes. */
function parseSuffix(length: number, sizeBytes: number): RangeAsked {
  if (length === 0) return 'nowhere';
  const taken = Math.min(length, sizeBytes);
  return { offset: sizeBytes - taken, length: taken };
}

/** What a part is a part of. */
export interface Ranged {
  readonly sizeBytes: number;
  /** Strong, with its quotes. */
  readonly etag: string;
  /** As it stands in Last-Modified. */
  readonly lastModified: string;
}

/**
 * What a GET asks for of a representation. A client that says by `If-Range` what it holds a part of gets all of it
 * once that is not what it was: the same strong ETag, or exactly the same date.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5
 */
export function askedRange(headers: IncomingHttpHeaders, of: Ranged): RangeAsked {
  if (headers.range === undefined) return 'whole';
  const held = headers['if-range'];
  if (held !== undefined && held !== of.etag && held !== of.lastModified) return 'whole';
  return parseRange(headers.range, of.sizeBytes);
}

/** The Content-Range of an answer: 206 with a part, 416 without. */
export function formatContentRange(part: BytePart | undefined, sizeBytes: number): string {
  return part === undefined
    ? `bytes */${sizeBytes}`
    : `bytes ${part.offset}-${part.offset + part.length - 1}/${sizeBytes}`;
}
