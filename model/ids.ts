/**
 * Identifiers are UUIDv7: unique without asking anyone, and sorting by the time they were made.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7
 */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Builds a UUIDv7 from a time in milliseconds and ten random bytes (their version and variant bits are overwritten). */
export function uuidv7(timeMs: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(timeMs / 2 ** 32));
  view.setUint32(2, timeMs % 2 ** 32);
  bytes.set(random.subarray(0, 10), 6);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A new id, made now. */
export function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

/** Whether a text is a lower-case UUID, which is the only spelling that Recto hands out. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/**
 * The identifier of an image service: a surface, and the number of the file version on it. Its bytes never
 * change, which is why its tiles may be cached for a year. Without a version it means "the current one".
 */
export interface ImageId {
  readonly surfaceId: string;
  /** 1 for the first scan of a surface; undefined for whichever is current. */
  readonly version: number | undefined;
}

/** `{surface}~{n}`, or `{surface}` for the current version. Inverse of {@link parseImageId}. */
export function formatImageId(id: ImageId): string {
  return id.version === undefined ? id.surfaceId : `${id.surfaceId}~${id.version}`;
}

/** Reads an image id (already percent-decoded); undefined if the text is none. */
export function parseImageId(text: string): ImageId | undefined {
  const [surfaceId = '', version, more] = text.split('~');
  if (more !== undefined || !isId(surfaceId)) return undefined;
  if (version === undefined) return { surfaceId, version: undefined };
  return /^[1-9][0-9]{0,5}$/.test(version) ? { surfaceId, version: Number(version) } : undefined;
}
