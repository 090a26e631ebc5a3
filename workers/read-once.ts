import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ByteSource } from '../intake/bytes.ts';
import { type LabLabel, planLabLabel } from '../intake/lab-label.ts';
import { Fault } from '../model/fault.ts';
import type { ByteBudget } from './byte-budget.ts';
import { sourceOf, sourceOfBytes } from './local-source.ts';

/** A scan that was read to its end, as `examine` takes it. */
export interface ReadScan {
  /** Lower-case hex, over the bytes as they came. */
  readonly sha256: string;
  /** The file as it came. */
  readonly source: ByteSource;
  /** All of its bytes or a path, for the decoder: relabelled where it is Lab that the decoder would get wrong. */
  readonly image: Buffer | string;
}

/** Where to keep what was read. */
export interface Keeping {
  /** How many bytes there are to come. */
  readonly sizeBytes: number;
  /** In memory while there is room for all of it… */
  readonly memory: ByteBudget;
  /** …else as a file in this folder, which is removed by whoever made it. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/**
 * Reads a scan from its store once, however large: the digest is taken while the bytes go by, and what is kept of them
 * is lent to `use` for its structure and its pixels. The body is destroyed in the end.
 *
 * @throws what the body ends with; Fault('unavailable') where more or fewer bytes come, or the disk is full.
 */
export async function readOnce<T>(
  body: Readable,
  keeping: Keeping,
  use: (scan: ReadScan) => Promise<T>,
): Promise<T> {
  const giveBack = keeping.memory.take(keeping.sizeBytes);
  const kept = await (giveBack === undefined ? inFile(keeping.folder) : inMemory(keeping.sizeBytes)).catch(
    (thrown: unknown) => {
      body.destroy();
      giveBack?.();
      throw thrown;
    },
  );
  try {
    const sha256 = await take(body, keeping, kept);
    const source = await kept.source();
    const label = await planLabLabel(source);
    const shown = label === undefined ? source : await relabel(source, label, kept);
    return await use({ sha256, source: shown, image: kept.image });
  } finally {
    body.destroy();
    await kept.close();
    giveBack?.();
  }
}

/** Where the bytes go. */
interface Kept {
  readonly image: ReadScan['image'];
  write(bytes: Uint8Array, offset: number): Promise<void>;
  source(): Promise<ByteSource>;
  close(): Promise<void>;
}

async function inMemory(sizeBytes: number): Promise<Kept> {
  const image = Buffer.allocUnsafeSlow(sizeBytes);
  return {
    image,
    write: async (bytes, offset) => image.set(bytes, offset),
    source: async () => sourceOfBytes(image),
    close: async () => undefined,
  };
}

async function inFile(folder: string): Promise<Kept> {
  const image = join(folder, 'scan');
  const file = await writing(() => open(image, 'wx+', 0o600));
  return {
    image,
    async write(bytes, offset) {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await writing(() =>
          file.write(bytes, done, bytes.length - done, offset + done),
        );
        done += bytesWritten;
      }
    },
    source: () => sourceOf(file),
    close: () => file.close(),
  };
}

async function writing<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    throw new Fault('unavailable', 'The scan could not be kept for its check: the disk may be full.', {
      cause,
    });
  }
}

async function take(body: Readable, { sizeBytes, signal }: Keeping, kept: Kept): Promise<string> {
  const hash = createHash('sha256');
  let seen = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      signal.throwIfAborted();
      if (seen + chunk.length > sizeBytes) throw otherSize();
      hash.update(chunk);
      await kept.write(chunk, seen);
      seen += chunk.length;
    }
  } catch (thrown) {
    signal.throwIfAborted();
    throw thrown;
  }
  if (seen < sizeBytes) throw otherSize();
  return hash.digest('hex');
}

function otherSize(): Fault {
  return new Fault('unavailable', 'The stored scan has another size than the store says.');
}

/** Writes the label into what is kept, which is ours, and returns the file as it came. */
async function relabel(source: ByteSource, { patches }: LabLabel, kept: Kept): Promise<ByteSource> {
  const originals: { offset: number; bytes: Buffer }[] = [];
  for (const { offset, bytes } of patches) {
    originals.push({ offset, bytes: Buffer.from(await source.read(offset, bytes.length)) });
    await kept.write(bytes, offset);
  }
  return {
    sizeBytes: source.sizeBytes,
    async read(from, length) {
      const read = Buffer.from(await source.read(from, length));
      for (const { offset, bytes } of originals)
        for (const [index, byte] of bytes.entries()) {
          const at = offset + index - from;
          if (at >= 0 && at < length) read[at] = byte;
        }
      return read;
    },
  };
}
