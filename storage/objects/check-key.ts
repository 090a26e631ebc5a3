import { Fault } from '../../model/fault.ts';

/** S3 takes 1024 bytes with its prefix. */
const MAX_KEY_BYTES = 900;
/** What every file system takes as one name. */
const MAX_SEGMENT_BYTES = 255;
/** No request may make the server set aside more memory than this for one range. */
const MAX_RANGE_BYTES = 1024 ** 3;

/** Control characters, halves of surrogate pairs, what XML cannot carry, and the other system's slash. */
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\\]/u;

function isSegment(segment: string): boolean {
  return segment !== '' && !segment.startsWith('.') && Buffer.byteLength(segment) <= MAX_SEGMENT_BYTES;
}

function isText(text: string): boolean {
  return Buffer.byteLength(text) <= MAX_KEY_BYTES && !FORBIDDEN.test(text) && text === text.normalize('NFC');
}

/**
 * Keys that mean the same thing in every store: segments joined by `/`, none empty or beginning with a dot
 * (so no way out of a directory, and no clash with temporary files), in Unicode's composed form.
 *
 * @throws Fault('bad-request')
 */
export function checkKey(key: string): void {
  if (!isText(key) || !key.split('/').every(isSegment)) {
    throw new Fault('bad-request', 'This cannot be the key of a stored object.');
  }
}

/**
 * Whatever a key may begin with, the empty string too.
 *
 * @throws Fault('bad-request')
 */
export function checkPrefix(prefix: string): void {
  const segments = prefix.split('/');
  const last = segments.pop() ?? '';
  if (!isText(prefix) || !segments.every(isSegment) || last.startsWith('.')) {
    throw new Fault('bad-request', 'No key of a stored object can begin like this.');
  }
}

/**
 * A range in bytes: at least one byte, at most 1 GiB.
 *
 * @throws Fault('bad-request')
 */
export function checkRange(offset: number, length: number): void {
  const possible =
    Number.isSafeInteger(offset) &&
    offset >= 0 &&
    Number.isSafeInteger(length) &&
    length >= 1 &&
    length <= MAX_RANGE_BYTES;
  if (!possible) throw new Fault('bad-request', 'This is not a range of bytes that can be read.');
}

/** What both stores say to a range that runs over the end of the object. */
export function overTheEnd(cause?: unknown): Fault {
  return new Fault('bad-request', 'The range runs over the end of the object.', { cause });
}
