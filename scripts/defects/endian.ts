/** How numbers stand in a file: the least byte first (`II`), or the greatest (`MM`). */
export interface Endian {
  readonly mark: 'II' | 'MM';
  /** Writes a whole number of 1, 2, 4 or 8 bytes. */
  write(bytes: Buffer, at: number, width: number, value: number): void;
  /** Numbers of 16 bits. */
  samples(values: Uint16Array): Buffer;
}

/** The order of bytes that a file has. */
export function endianOf(littleEndian: boolean): Endian {
  return {
    mark: littleEndian ? 'II' : 'MM',
    write(bytes, at, width, value) {
      if (width === 8)
        littleEndian ? bytes.writeBigUInt64LE(BigInt(value), at) : bytes.writeBigUInt64BE(BigInt(value), at);
      else if (littleEndian) bytes.writeUIntLE(value, at, width);
      else bytes.writeUIntBE(value, at, width);
    },
    samples(values) {
      const bytes = Buffer.alloc(values.length * 2);
      for (const [index, value] of values.entries())
        littleEndian ? bytes.writeUInt16LE(value, index * 2) : bytes.writeUInt16BE(value, index * 2);
      return bytes;
    },
  };
}
