import { type ByteSource, type NumberReader, numbersIn } from './bytes.ts';

/** Classic TIFF and BigTIFF differ in the width of their numbers alone. */
export interface TiffLayout {
  readonly littleEndian: boolean;
  readonly big: boolean;
  /** Offset of the first directory. */
  readonly first: number;
}

export interface TiffField {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where its values lie in the file. */
  readonly offset: number;
  readonly sizeBytes: number;
}

export type TiffDirectory = ReadonlyMap<number, TiffField>;

/** What is wrong with one directory itself. */
export type DirectoryDamage =
  | { readonly kind: 'directory-beyond-end' }
  | { readonly kind: 'absurd-count'; readonly tag: number | null; readonly count: number }
  | { readonly kind: 'values-beyond-end'; readonly tag: number };

/** More fields than any software writes; TIFF itself allows 65,535. */
const MAX_FIELDS = 4_096;
/** Offsets of more strips or tiles than two million megapixels have. */
export const MAX_PARTS = 4_000_000;
/** More numbers than any other field has that is read. */
const FEW = 64;
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8] as const;

/** The layout that the first 16 bytes (or all, if there are fewer) tell; undefined if they are no TIFF header. */
export function readLayout(head: Uint8Array): TiffLayout | undefined {
  if (head.length < 8) return undefined;
  const littleEndian = head[0] === 0x49;
  const numbers = numbersIn(head, littleEndian);
  const big = numbers.u16(2) === 43;
  if (!big) return { littleEndian, big, first: numbers.u32(4) };
  const isValid = head.length >= 16 && numbers.u16(4) === 8 && numbers.u16(6) === 0;
  return isValid ? { littleEndian, big, first: numbers.u64(8) } : undefined;
}

/**
 * Reads one directory. Fields of unknown types are passed over, as every reader does. Damage is returned beside
 * whatever could be read.
 */
export async function readDirectory(
  source: ByteSource,
  layout: TiffLayout,
  offset: number,
): Promise<{ directory: TiffDirectory; next: number; damage: DirectoryDamage | undefined }> {
  const { countBytes, fieldBytes, offsetBytes } = layout.big
    ? { countBytes: 8, fieldBytes: 20, offsetBytes: 8 }
    : { countBytes: 2, fieldBytes: 12, offsetBytes: 4 };
  const directory = new Map<number, TiffField>();
  const broken = (damage: DirectoryDamage) => ({ directory, next: 0, damage });
  if (offset < 8 || offset + countBytes > source.sizeBytes) return broken({ kind: 'directory-beyond-end' });
  const counter = numbersIn(await source.read(offset, countBytes), layout.littleEndian);
  const count = layout.big ? counter.u64(0) : counter.u16(0);
  if (count === 0 || count > MAX_FIELDS) return broken({ kind: 'absurd-count', tag: null, count });
  const length = count * fieldBytes + offsetBytes;
  if (offset + countBytes + length > source.sizeBytes) return broken({ kind: 'directory-beyond-end' });
  const numbers = numbersIn(await source.read(offset + countBytes, length), layout.littleEndian);
  let damage: DirectoryDamage | undefined;
  for (let index = 0; index < count; index += 1) {
    const at = index * fieldBytes;
    const field = readField(numbers, at, { layout, base: offset + countBytes });
    if (field === undefined) continue;
    damage ??= damageOf(field, source.sizeBytes);
    if (!directory.has(field.tag)) directory.set(field.tag, field);
  }
  const next = layout.big ? numbers.u64(count * fieldBytes) : numbers.u32(count * fieldBytes);
  return { directory, next, damage };
}

function readField(
  numbers: NumberReader,
  at: number,
  place: { layout: TiffLayout; base: number },
): TiffField | undefined {
  const { big } = place.layout;
  const type = numbers.u16(at + 2);
  const typeBytes = TYPE_BYTES[type] ?? 0;
  if (typeBytes === 0) return undefined;
  const count = big ? numbers.u64(at + 4) : numbers.u32(at + 4);
  const sizeBytes = count * typeBytes;
  const valueAt = at + (big ? 12 : 8);
  const isInline = sizeBytes <= (big ? 8 : 4);
  const pointer = (): number => (big ? numbers.u64(valueAt) : numbers.u32(valueAt));
  const offset = isInline ? place.base + valueAt : pointer();
  return { tag: numbers.u16(at), type, count, offset, sizeBytes };
}

function damageOf(field: TiffField, fileBytes: number): DirectoryDamage | undefined {
  const { tag, count } = field;
  if (field.sizeBytes > fileBytes) return { kind: 'absurd-count', tag, count };
  if (field.offset + field.sizeBytes > fileBytes) return { kind: 'values-beyond-end', tag };
  return undefined;
}

/**
 * The first numbers of a field, SHORT, LONG, LONG8 and RATIONAL alike; empty where there is no such field or where
 * it lies outside the file (which the directory's damage has told). However many a field claims to have, no more
 * than `most` are read: a thousand directories may share one array of millions.
 */
export async function readNumbers(
  source: ByteSource,
  layout: TiffLayout,
  field: TiffField | undefined,
  most: number = FEW,
): Promise<readonly number[]> {
  if (field === undefined || field.count > MAX_PARTS || damageOf(field, source.sizeBytes) !== undefined)
    return [];
  const count = Math.min(field.count, most);
  const sizeBytes = count * (TYPE_BYTES[field.type] ?? 0);
  const numbers = numbersIn(await source.read(field.offset, sizeBytes), layout.littleEndian);
  const read = {
    3: (index: number) => numbers.u16(index * 2),
    4: (index: number) => numbers.u32(index * 4),
    5: (index: number) => numbers.u32(index * 8) / numbers.u32(index * 8 + 4),
    13: (index: number) => numbers.u32(index * 4),
    16: (index: number) => numbers.u64(index * 8),
    18: (index: number) => numbers.u64(index * 8),
  }[field.type];
  return read === undefined ? [] : Array.from({ length: count }, (_, index) => read(index));
}
