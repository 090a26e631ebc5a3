/** A file that can be read in pieces: a local file, or one in the object store. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Exactly `length` bytes from `offset`, both inside the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Reads numbers out of bytes in the byte order that a file has said. Outside the bytes it throws RangeError. */
export interface NumberReader {
  u16(at: number): number;
  u32(at: number): number;
  /** Beyond 2^53 the number is no longer exact, which is far beyond every file. */
  u64(at: number): number;
}

/** Numbers in `bytes`, little- or big-endian. */
export function numbersIn(bytes: Uint8Array, littleEndian: boolean): NumberReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    u16: (at) => view.getUint16(at, littleEndian),
    u32: (at) => view.getUint32(at, littleEndian),
    u64: (at) => Number(view.getBigUint64(at, littleEndian)),
  };
}

/** Bytes as ISO 8859-1, for signatures and names. */
export function latin1(bytes: Uint8Array, from = 0, to = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to);
}
