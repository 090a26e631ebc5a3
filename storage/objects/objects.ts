import type { Readable } from 'node:stream';

/** A stored object, as its store describes it. */
export interface ObjectStat {
  readonly key: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** What was written, counted and digested over the bytes that went into the store. */
export interface Written {
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** False where an object already stood under that key: it was left as it is. */
  readonly created: boolean;
}

export interface WriteOptions {
  /** Refuse (Fault `digest-mismatch`, nothing stored) unless the bytes have this digest. Lower-case hex. */
  readonly sha256?: string;
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

/**
 * The store of bytes: masters, packs, published manifests. Write-once: what stands under a key is never
 * replaced, and a half-written object is never seen. Keys come from `keys.ts` alone.
 *
 * Faults: `not-found` (reading a missing key), `digest-mismatch`, `conflict` (other bytes stand there), `unavailable` (the store does not
 * answer or is full), `bad-request` (a key or a range that cannot be).
 */
export interface Objects {
  /**
   * Streams bytes in. Durable when it returns: synced to disk, or acknowledged by the S3 server. Where an object
   * stands already and `sha256` is given, that object is held against it too (Fault `conflict` if it is other
   * bytes). Errors of the body come out as they are; the body is destroyed in the end.
   */
  write(key: string, body: Readable, options?: WriteOptions): Promise<Written>;
  /**
   * Takes a finished local file in, and removes it from where it was once it is safe. Digests what is stored.
   * On a mismatch the file stays where it is, and where an object stands already unless `sha256` was given and
   * is that object's: only then are these bytes known to be safe.
   */
  takeFile(key: string, path: string, options?: WriteOptions): Promise<Written>;
  /** The whole object, as a stream. */
  read(key: string, signal?: AbortSignal): Promise<Readable>;
  /** Exactly `length` bytes (1 to 1 GiB) from `offset`. One request to the store. */
  readRange(key: string, offset: number, length: number, signal?: AbortSignal): Promise<Buffer>;
  /** undefined if there is no such object. */
  stat(key: string): Promise<ObjectStat | undefined>;
  /** Every object whose key begins with a prefix, in the order of the keys. */
  list(prefix: string): AsyncIterable<ObjectStat>;
  /** Removes an object for good; nothing happens if there is none. */
  remove(key: string): Promise<void>;
  /**
   * Lends an object as a local file for as long as `use` runs, because image libraries read files. The file
   * must not be changed. The local store lends its own; S3 fetches a copy into `scratch` and removes it.
   */
  withLocalFile<T>(key: string, use: (path: string) => Promise<T>, signal?: AbortSignal): Promise<T>;
  close(): Promise<void>;
}
