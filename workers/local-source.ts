import type { FileHandle } from 'node:fs/promises';
import type { ByteSource } from '../intake/bytes.ts';
import { Fault } from '../model/fault.ts';

/** An open file as something to read pieces of. @throws Fault('unavailable') where it is shorter than it was */
export async function sourceOf(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  return {
    sizeBytes: size,
    async read(offset, length) {
      const bytes = Buffer.alloc(length);
      for (let filled = 0; filled < length; ) {
        const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
        if (bytesRead === 0)
          throw new Fault('unavailable', 'The stored file became shorter while it was being read.');
        filled += bytesRead;
      }
      return bytes;
    },
  };
}

/** Bytes in memory as the same. What is read is a view of them, no copy. */
export function sourceOfBytes(bytes: Buffer): ByteSource {
  return {
    sizeBytes: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}
