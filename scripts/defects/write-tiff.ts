import { type Endian, endianOf } from './endian.ts';
import { cutOut, type Raster } from './raster.ts';

/** The values of one field: numbers of a type, or bytes as they are. A rational is two numbers. */
export interface FieldValue {
  readonly type: 1 | 2 | 3 | 4 | 5 | 7 | 13 | 16;
  readonly values: readonly number[] | Buffer;
  /** What to claim in the place of how many there are. */
  readonly count?: number;
}

/** One image of a file. */
export interface TiffImage {
  readonly raster: Raster;
  /** PhotometricInterpretation; 2 (RGB) or 1 (grey) unless it says otherwise. */
  readonly photometric?: number;
  /** The side of its tiles, a multiple of 16; in strips without it. */
  readonly tile?: number;
  readonly rowsPerStrip?: number;
  /** Each sample in strips of its own. */
  readonly isPlanar?: boolean;
  readonly compression?: { readonly code: number; readonly pack: (part: Buffer) => Buffer };
  /** Fields to add, to put in the place of others, or (null) to leave out. */
  readonly fields?: Readonly<Record<number, FieldValue | null>>;
}

export interface TiffForm {
  readonly littleEndian?: boolean;
  readonly big?: boolean;
  /** Whether directories stand before their pixels, as scanners have them, or after, as libtiff. */
  readonly directory?: 'first' | 'last';
}

/** Where things lie in the file that was written: what defects break. */
export interface WrittenImage {
  readonly directoryAt: number;
  /** Where the offset of the next directory stands. */
  readonly nextAt: number;
  readonly parts: readonly { readonly offset: number; readonly length: number }[];
  /** By tag: where the field stands, and where its values do. */
  readonly fields: ReadonlyMap<number, { readonly entryAt: number; readonly valueAt: number }>;
}

export interface WrittenTiff {
  readonly bytes: Buffer;
  readonly endian: Endian;
  readonly images: readonly [WrittenImage, ...WrittenImage[]];
}

const CLASSIC = {
  magic: 42,
  headBytes: 8,
  countBytes: 2,
  fieldBytes: 12,
  offsetBytes: 4,
  offsetType: 4,
} as const;
const BIG = {
  magic: 43,
  headBytes: 16,
  countBytes: 8,
  fieldBytes: 20,
  offsetBytes: 8,
  offsetType: 16,
} as const;
const TYPE_BYTES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 13: 4, 16: 8 };

/** A field of short numbers. */
export const short = (...values: readonly number[]): FieldValue => ({ type: 3, values });
/** A field of long numbers. */
export const long = (...values: readonly number[]): FieldValue => ({ type: 4, values });
/** A field of one fraction. */
export const ratio = (over: number, under = 1): FieldValue => ({ type: 5, values: [over, under] });

/**
 * Writes a TIFF byte by byte, without any library, as a scanner's program might: classic or BigTIFF, in either byte
 * order, in strips, tiles or planes. @see https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf
 */
export function writeTiff(images: readonly [TiffImage, ...TiffImage[]], form: TiffForm = {}): WrittenTiff {
  const endian = endianOf(form.littleEndian ?? true);
  const sizes = form.big === true ? BIG : CLASSIC;
  const chunks: Buffer[] = [headOf(endian, form.big === true)];
  const written: WrittenImage[] = [];
  const fileBytes = (): number => chunks.reduce((sum, { length }) => sum + length, 0);
  let linkAt = sizes.headBytes - sizes.offsetBytes;
  const links: (readonly [at: number, to: number])[] = [];
  for (const image of images) {
    const parts = partsOf(image, endian);
    const body = layOut({ image, parts, at: fileBytes(), sizes, endian, isFirst: form.directory !== 'last' });
    chunks.push(...body.chunks);
    links.push([linkAt, body.image.directoryAt]);
    linkAt = body.image.nextAt;
    written.push(body.image);
  }
  const bytes = Buffer.concat(chunks);
  for (const [at, to] of links) endian.write(bytes, at, sizes.offsetBytes, to);
  return { bytes, endian, images: written as [WrittenImage, ...WrittenImage[]] };
}

function headOf(endian: Endian, big: boolean): Buffer {
  const head = Buffer.alloc(big ? 16 : 8);
  head.write(endian.mark, 'latin1');
  endian.write(head, 2, 2, big ? 43 : 42);
  if (big) endian.write(head, 4, 2, 8);
  return head;
}

interface Layout {
  readonly image: TiffImage;
  readonly parts: readonly Buffer[];
  readonly at: number;
  readonly sizes: typeof CLASSIC | typeof BIG;
  readonly endian: Endian;
  readonly isFirst: boolean;
}

/** Puts one image at an offset: its directory, the values that do not fit into it, and its parts. */
function layOut(layout: Layout): { chunks: readonly Buffer[]; image: WrittenImage } {
  const { parts, at, sizes, isFirst } = layout;
  const partsBytes = parts.reduce((sum, { length }) => sum + length + (length % 2), 0);
  const sizeOf = (offsets: readonly number[]): number => directoryOf(layout, offsets, 0).bytes.length;
  const directoryAt = isFirst ? at : at + partsBytes;
  let from = isFirst ? at + sizeOf(parts.map(() => 0)) : at;
  const placed = parts.map(({ length }) => {
    const offset = from;
    from += length + (length % 2);
    return { offset, length };
  });
  const offsets = placed.map(({ offset }) => offset);
  const directory = directoryOf(layout, offsets, directoryAt);
  const even = parts.flatMap((part) => (part.length % 2 === 0 ? [part] : [part, Buffer.alloc(1)]));
  const nextAt = directoryAt + sizes.countBytes + directory.fields.size * sizes.fieldBytes;
  return {
    chunks: isFirst ? [directory.bytes, ...even] : [...even, directory.bytes],
    image: { directoryAt, nextAt, parts: placed, fields: directory.fields },
  };
}

/** A directory at an offset, with the values that it points at behind it. */
function directoryOf({ image, parts, sizes, endian }: Layout, offsets: readonly number[], at: number) {
  const fields = fieldsOf(image, offsets, parts, sizes.offsetType);
  const fixed = sizes.countBytes + fields.length * sizes.fieldBytes + sizes.offsetBytes;
  const bytes = Buffer.alloc(fixed);
  const behind: Buffer[] = [];
  let behindAt = at + fixed;
  const places = new Map<number, { entryAt: number; valueAt: number }>();
  endian.write(bytes, 0, sizes.countBytes, fields.length);
  for (const [index, [tag, field]] of fields.entries()) {
    const entry = sizes.countBytes + index * sizes.fieldBytes;
    const values = valuesOf(field, endian);
    const valueSlot = entry + 4 + sizes.offsetBytes;
    const isInline = values.length <= sizes.offsetBytes;
    endian.write(bytes, entry, 2, tag);
    endian.write(bytes, entry + 2, 2, field.type);
    endian.write(
      bytes,
      entry + 4,
      sizes.offsetBytes,
      field.count ?? values.length / (TYPE_BYTES[field.type] ?? 1),
    );
    if (isInline) values.copy(bytes, valueSlot);
    else endian.write(bytes, valueSlot, sizes.offsetBytes, behindAt);
    places.set(tag, { entryAt: at + entry, valueAt: isInline ? at + valueSlot : behindAt });
    if (isInline) continue;
    const even = Buffer.concat([values, Buffer.alloc(values.length % 2)]);
    behind.push(even);
    behindAt += even.length;
  }
  return { bytes: Buffer.concat([bytes, ...behind]), fields: places };
}

function valuesOf({ type, values }: FieldValue, endian: Endian): Buffer {
  if (Buffer.isBuffer(values)) return values;
  const width = type === 5 ? 4 : (TYPE_BYTES[type] ?? 1);
  const bytes = Buffer.alloc(values.length * width);
  for (const [index, value] of values.entries()) endian.write(bytes, index * width, width, value);
  return bytes;
}

/** Every field, in the order of its tag. */
function fieldsOf(
  image: TiffImage,
  offsets: readonly number[],
  parts: readonly Buffer[],
  offsetType: 4 | 16,
): readonly (readonly [number, FieldValue])[] {
  const { raster, tile } = image;
  const { width, height, samples, bits } = raster;
  const at: FieldValue = { type: offsetType, values: offsets };
  const counts: FieldValue = { type: offsetType, values: parts.map(({ length }) => length) };
  const fields: Record<number, FieldValue | null> = {
    256: long(width),
    257: long(height),
    258: short(...Array.from({ length: samples }, () => bits)),
    259: short(image.compression?.code ?? 1),
    262: short(image.photometric ?? (samples >= 3 ? 2 : 1)),
    277: short(samples),
    284: short(image.isPlanar === true ? 2 : 1),
    ...(tile === undefined
      ? { 273: at, 278: long(rowsPerStripOf(image)), 279: counts }
      : { 322: long(tile), 323: long(tile), 324: at, 325: counts }),
    ...image.fields,
  };
  return Object.entries(fields).flatMap(([tag, field]) =>
    field === null ? [] : [[Number(tag), field] as const],
  );
}

function rowsPerStripOf({ raster, rowsPerStrip = 32 }: TiffImage): number {
  return Math.min(rowsPerStrip, raster.height);
}

/** The strips or tiles of an image, packed, in the order in which a directory lists them. */
function partsOf(image: TiffImage, endian: Endian): readonly Buffer[] {
  const { raster, tile, isPlanar = false } = image;
  const rows = rowsPerStripOf(image);
  const [stepX, stepY] = tile === undefined ? [raster.width, rows] : [tile, tile];
  const planes = isPlanar ? Array.from({ length: raster.samples }, (_, plane) => plane) : [undefined];
  const parts: Buffer[] = [];
  for (const plane of planes)
    for (let top = 0; top < raster.height; top += stepY)
      for (let left = 0; left < raster.width; left += stepX) {
        const height = tile ?? Math.min(rows, raster.height - top);
        const part = cutOut(raster, { left, top, width: stepX, height });
        parts.push(bytesOf(part, plane, endian));
      }
  const pack = image.compression?.pack;
  return pack === undefined ? parts : parts.map(pack);
}

/** The samples of a part as they stand in a file: of one plane, or of all. */
function bytesOf(
  { data, bits, samples, width, height }: Raster,
  plane: number | undefined,
  endian: Endian,
): Buffer {
  const kept = plane === undefined ? data : data.filter((_, at) => at % samples === plane);
  if (bits === 8) return Buffer.from(Uint8Array.from(kept));
  if (bits === 16) return endian.samples(kept);
  const rowBytes = Math.ceil(width / 8);
  const packed = Buffer.alloc(rowBytes * height);
  for (const [at, sample] of kept.entries()) {
    const place = Math.floor(at / width) * rowBytes + ((at % width) >> 3);
    packed[place] = (packed[place] ?? 0) | (sample << (7 - ((at % width) & 7)));
  }
  return packed;
}
