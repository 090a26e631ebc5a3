import { Fault } from '../model/fault.ts';

/**
 * ZIP as this project needs it: stored entries, one disk, no encryption, ZIP64 where numbers grow too large. Names are
 * ASCII. Offsets count from the start of the file.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export interface ZipEntry {
  readonly name: string;
  readonly crc32: number;
  readonly sizeBytes: number;
  readonly headerOffset: number;
  /** General purpose bits; bit 3 says that a descriptor follows the data. */
  readonly flags: number;
  /** The extra field, but for what ZIP64 adds to it. */
  readonly extra: Buffer;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const MAX16 = 0xffff;
const MAX32 = 0xffffffff;
const ZIP64_EXTRA = 1;
/** 1980-01-01, 00:00: a pack does not depend on when it was made. */
const DOS_DATE = 0x21;

/** The fixed part of a local header. */
export const LOCAL_HEADER_BYTES = 30;
const CENTRAL_BYTES = 46;
/** The record that ends every ZIP without a comment. */
export const END_BYTES = 22;
const LOCATOR64_BYTES = 20;
const END64_BYTES = 56;
/** How many bytes the records at the end take where ZIP64 adds its own. */
export const MAX_END_BYTES = END64_BYTES + LOCATOR64_BYTES + END_BYTES;

/** The local header of an entry, without its data. Sizes are left out where a descriptor follows the data. */
export function encodeLocalHeader(entry: Omit<ZipEntry, 'headerOffset'>): Buffer {
  const name = Buffer.from(entry.name, 'latin1');
  const header = Buffer.alloc(LOCAL_HEADER_BYTES);
  const isDescribedLater = (entry.flags & 8) !== 0;
  header.writeUInt32LE(LOCAL, 0);
  header.writeUInt16LE(10, 4);
  header.writeUInt16LE(entry.flags, 6);
  header.writeUInt16LE(DOS_DATE, 12);
  header.writeUInt32LE(isDescribedLater ? 0 : entry.crc32, 14);
  header.writeUInt32LE(isDescribedLater ? 0 : entry.sizeBytes, 18);
  header.writeUInt32LE(isDescribedLater ? 0 : entry.sizeBytes, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(entry.extra.length, 28);
  return Buffer.concat([header, name, entry.extra]);
}

/** The central directory of these entries and the records that end the file, to be put at `directoryOffset`. */
export function encodeDirectory(entries: readonly ZipEntry[], directoryOffset: number): Buffer {
  const central = Buffer.concat(entries.map(encodeCentral));
  const needs64 = entries.length >= MAX16 || directoryOffset + central.length >= MAX32;
  return Buffer.concat([
    central,
    ...(needs64 ? [encodeEnd64(entries.length, central.length, directoryOffset)] : []),
    encodeEnd(entries.length, central.length, directoryOffset),
  ]);
}

/** Where the records that end a ZIP say its directory lies. */
export interface DirectoryEnd {
  readonly entryCount: number;
  readonly centralBytes: number;
  readonly centralOffset: number;
}

/**
 * Reads the records that end a ZIP from the bytes at the end of the file. Comments are not allowed.
 *
 * @throws Fault('internal') where they are damaged, or cut short
 */
export function decodeEnd(tail: Buffer): DirectoryEnd {
  const at = tail.length - END_BYTES;
  if (at < 0 || tail.readUInt32LE(at) !== END || tail.readUInt16LE(at + 20) !== 0) throw damaged('its end');
  const end = {
    entryCount: tail.readUInt16LE(at + 10),
    centralBytes: tail.readUInt32LE(at + 12),
    centralOffset: tail.readUInt32LE(at + 16),
  };
  const is64 = end.entryCount === MAX16 || end.centralBytes === MAX32 || end.centralOffset === MAX32;
  return is64 ? decodeEnd64(tail, at) : end;
}

/** Reads the entries of a central directory, one after another. @throws Fault('internal') */
export function* decodeCentral(bytes: Buffer, entryCount: number): Generator<ZipEntry> {
  let at = 0;
  for (let index = 0; index < entryCount; index += 1) {
    if (at + CENTRAL_BYTES > bytes.length || bytes.readUInt32LE(at) !== CENTRAL)
      throw damaged('its directory');
    const nameEnd = at + CENTRAL_BYTES + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    const next = extraEnd + bytes.readUInt16LE(at + 32);
    if (next > bytes.length) throw damaged('its directory');
    yield decodeEntry(bytes.subarray(at, extraEnd), nameEnd - at);
    at = next;
  }
  if (at !== bytes.length) throw damaged('its directory');
}

/** The one way in which a pack is refused. */
export function damaged(part: string, cause?: unknown): Fault {
  return new Fault('internal', `The tile pack is damaged in ${part}.`, { cause });
}

function decodeEntry(record: Buffer, nameEnd: number): ZipEntry {
  const flags = record.readUInt16LE(8);
  const isStored = record.readUInt16LE(10) === 0 && record.readUInt32LE(20) === record.readUInt32LE(24);
  if (!isStored || (flags & 1) !== 0) throw damaged('an entry that is not plainly stored');
  const { zip64, extra } = splitExtra(record.subarray(nameEnd));
  let used = 0;
  const wide = (value: number): number => {
    if (value !== MAX32) return value;
    if (used + 8 > zip64.length) throw damaged('a ZIP64 field');
    used += 8;
    return toSafe(zip64.readBigUInt64LE(used - 8));
  };
  const sizeBytes = wide(record.readUInt32LE(24));
  if (record.readUInt32LE(20) === MAX32) wide(MAX32);
  const headerOffset = wide(record.readUInt32LE(42));
  const name = record.toString('latin1', CENTRAL_BYTES, nameEnd);
  return { name, crc32: record.readUInt32LE(16), sizeBytes, headerOffset, flags, extra };
}

/** Parts the extra field into what ZIP64 put there and the rest. */
function splitExtra(field: Buffer): { zip64: Buffer; extra: Buffer } {
  let zip64 = Buffer.alloc(0);
  const rest: Buffer[] = [];
  for (let at = 0; at < field.length; ) {
    const end = at + 4 <= field.length ? at + 4 + field.readUInt16LE(at + 2) : Number.POSITIVE_INFINITY;
    if (end > field.length) throw damaged('an extra field');
    if (field.readUInt16LE(at) === ZIP64_EXTRA) zip64 = Buffer.from(field.subarray(at + 4, end));
    else rest.push(field.subarray(at, end));
    at = end;
  }
  return { zip64, extra: Buffer.concat(rest) };
}

function encodeCentral(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.name, 'latin1');
  const isFar = entry.headerOffset >= MAX32;
  const wide = Buffer.alloc(isFar ? 12 : 0);
  if (isFar) {
    wide.writeUInt16LE(ZIP64_EXTRA, 0);
    wide.writeUInt16LE(8, 2);
    wide.writeBigUInt64LE(BigInt(entry.headerOffset), 4);
  }
  const record = Buffer.alloc(CENTRAL_BYTES);
  record.writeUInt32LE(CENTRAL, 0);
  record.writeUInt16LE(isFar ? 45 : 10, 4);
  record.writeUInt16LE(isFar ? 45 : 10, 6);
  record.writeUInt16LE(entry.flags, 8);
  record.writeUInt16LE(DOS_DATE, 14);
  record.writeUInt32LE(entry.crc32, 16);
  record.writeUInt32LE(entry.sizeBytes, 20);
  record.writeUInt32LE(entry.sizeBytes, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt16LE(entry.extra.length + wide.length, 30);
  record.writeUInt32LE(isFar ? MAX32 : entry.headerOffset, 42);
  return Buffer.concat([record, name, entry.extra, wide]);
}

function encodeEnd(entryCount: number, centralBytes: number, centralOffset: number): Buffer {
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(Math.min(entryCount, MAX16), 8);
  end.writeUInt16LE(Math.min(entryCount, MAX16), 10);
  end.writeUInt32LE(Math.min(centralBytes, MAX32), 12);
  end.writeUInt32LE(Math.min(centralOffset, MAX32), 16);
  return end;
}

function encodeEnd64(entryCount: number, centralBytes: number, centralOffset: number): Buffer {
  const end = Buffer.alloc(END64_BYTES + LOCATOR64_BYTES);
  end.writeUInt32LE(END64, 0);
  end.writeBigUInt64LE(BigInt(END64_BYTES - 12), 4);
  end.writeUInt16LE(45, 12);
  end.writeUInt16LE(45, 14);
  end.writeBigUInt64LE(BigInt(entryCount), 24);
  end.writeBigUInt64LE(BigInt(entryCount), 32);
  end.writeBigUInt64LE(BigInt(centralBytes), 40);
  end.writeBigUInt64LE(BigInt(centralOffset), 48);
  end.writeUInt32LE(LOCATOR64, END64_BYTES);
  end.writeBigUInt64LE(BigInt(centralOffset + centralBytes), END64_BYTES + 8);
  end.writeUInt32LE(1, END64_BYTES + 16);
  return end;
}

function decodeEnd64(tail: Buffer, endAt: number): DirectoryEnd {
  const at = endAt - LOCATOR64_BYTES - END64_BYTES;
  const isThere =
    at >= 0 && tail.readUInt32LE(at) === END64 && tail.readUInt32LE(at + END64_BYTES) === LOCATOR64;
  if (!isThere) throw damaged('its ZIP64 end');
  return {
    entryCount: toSafe(tail.readBigUInt64LE(at + 32)),
    centralBytes: toSafe(tail.readBigUInt64LE(at + 40)),
    centralOffset: toSafe(tail.readBigUInt64LE(at + 48)),
  };
}

function toSafe(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged('a number');
  return Number(value);
}
