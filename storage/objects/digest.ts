import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Fault } from '../../model/fault.ts';
import type { Objects } from './objects.ts';

/** What was counted and digested. `sha256` in lower-case hex. */
export interface Digested {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Counts and digests bytes as they pass. */
export interface Digest {
  add(bytes: Uint8Array): void;
  finish(): Digested;
}

/** A SHA-256 over bytes that pass by. */
export function createDigest(): Digest {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  return {
    add(bytes) {
      hash.update(bytes);
      sizeBytes += bytes.byteLength;
    },
    finish: () => ({ sha256: hash.digest('hex'), sizeBytes }),
  };
}

/** Reads a stream to its end, keeping nothing of it but its digest. Throws what the stream throws. */
export async function digestStream(stream: Readable): Promise<Digested> {
  const digest = createDigest();
  for await (const chunk of stream) digest.add(bytesOf(chunk));
  return digest.finish();
}

/** A chunk of any stream as bytes: text is UTF-8. */
export function bytesOf(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  if (typeof chunk === 'string') return Buffer.from(chunk);
  throw new Fault('internal', 'Something else than bytes was to be stored.');
}

/**
 * Holds bytes against what was promised of them, if anything was.
 *
 * @throws Fault('digest-mismatch')
 */
export function checkDigest(promised: string | undefined, found: Digested): void {
  if (promised === undefined || promised === found.sha256) return;
  throw new Fault(
    'digest-mismatch',
    `Other bytes arrived than were sent: their SHA-256 is ${found.sha256}, and ${promised} was promised. ` +
      'Please send the file again.',
  );
}

/**
 * Holds what stands under a key already against the digest that was promised for it: where it is other
 * bytes, nobody may believe that theirs are stored.
 *
 * @throws Fault('conflict')
 */
export async function checkStanding(
  objects: Pick<Objects, 'read'>,
  key: string,
  promised: string,
  signal?: AbortSignal,
): Promise<void> {
  const standing = await digestStream(await objects.read(key, signal));
  if (standing.sha256 === promised) return;
  throw new Fault(
    'conflict',
    'Other bytes stand in the store under this key already, and they are never replaced. ' +
      `Their SHA-256 is ${standing.sha256}, and ${promised} was to be stored.`,
  );
}
