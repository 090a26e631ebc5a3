import type { TechnicalFacts } from '../model/file-version.ts';
import type { ByteSource } from './bytes.ts';
import { profileName } from './icc.ts';
import {
  type DirectoryDamage,
  MAX_PARTS,
  readDirectory,
  readLayout,
  readNumbers,
  type TiffDirectory,
  type TiffLayout,
} from './tiff-directory.ts';
import { bytesTooMany } from './tiff-lines.ts';
import { compressionName, photometricName, TAG } from './tiff-names.ts';
import { countOverlaps } from './tiff-overlap.ts';

/** One image in a TIFF, as its directory describes it. Its size is 0 where the file does not say. */
export interface TiffPage extends Omit<TechnicalFacts, 'puid' | 'formatName' | 'pages'> {
  /** A smaller copy or a mask of another page: no page of its own. */
  readonly isSecondary: boolean;
  readonly isTiled: boolean;
  /** How many rows of pixels a strip or tile holds. */
  readonly partHeight: number;
  /** Undefined where the file does not say; inches are then meant. */
  readonly resolutionUnit: ResolutionUnit | undefined;
}

/** What a resolution is counted by; `none` makes it a ratio of the sides only. */
export type ResolutionUnit = 'none' | 'inch' | 'cm';

/** What is wrong with the structure. Parts are the strips or tiles that hold the pixels. */
export type TiffDamage =
  | DirectoryDamage
  | { readonly kind: 'header' }
  | { readonly kind: 'directory-loop' }
  | { readonly kind: 'too-many-directories'; readonly limit: number }
  | { readonly kind: 'no-dimensions' }
  | { readonly kind: 'no-pixels' }
  | { readonly kind: 'lines-too-long'; readonly bytes: number }
  | {
      readonly kind: 'parts-beyond-end' | 'parts-missing' | 'parts-empty' | 'parts-overlap';
      readonly parts: 'strips' | 'tiles';
      /** How many are bad, of how many. */
      readonly bad: number;
      readonly total: number;
    };

export interface TiffReading {
  /** Whatever could be read, in the order of the file. */
  readonly pages: readonly TiffPage[];
  /** The first thing that is wrong. */
  readonly damage: TiffDamage | undefined;
}

const MAX_DIRECTORIES = 1_000;
const MAX_PROFILE_BYTES = 16_000_000;
const CM_PER_INCH = 2.54;
const UNCOMPRESSED = 1;
const SEPARATE_PLANES = 2;
const MAX_SAMPLES = 16;
/** Where strips may be filled up with zeros, so many of them are looked at, and so few of their bytes. */
const STRIP_ENDS = 8;
const END_BYTES = 3;
/** Its samples may be fewer than its pixels. */
const YCBCR = 6;
const OLD_JPEG = 6;
/** What the camera says of itself and of its place, and smaller copies: directories that no chain leads to. */
const POINTERS = [TAG.subDirectories, TAG.exifDirectory, TAG.gpsDirectory] as const;
const RESOLUTION_UNITS: Readonly<Record<number, ResolutionUnit>> = { 1: 'none', 2: 'inch', 3: 'cm' };

/**
 * Reads the structure of a classic TIFF or BigTIFF in either byte order, and proves that every strip and tile
 * lies inside the file. Reads directories only, never pixels, so it takes milliseconds; whatever the file says,
 * it comes to an end.
 */
export async function readTiff(source: ByteSource): Promise<TiffReading> {
  const layout = readLayout(await source.read(0, Math.min(16, source.sizeBytes)));
  if (layout === undefined) return { pages: [], damage: { kind: 'header' } };
  const pages: TiffPage[] = [];
  const seen = new Set<number>();
  const left = { parts: MAX_PARTS };
  for (let offset = layout.first; offset !== 0 || seen.size === 0; ) {
    if (seen.has(offset)) return { pages, damage: { kind: 'directory-loop' } };
    if (seen.size >= MAX_DIRECTORIES)
      return { pages, damage: { kind: 'too-many-directories', limit: MAX_DIRECTORIES } };
    seen.add(offset);
    const { directory, next, damage } = await readDirectory(source, layout, offset);
    const file = { source, layout, directory, left, isFirst: seen.size === 1 };
    if (directory.size > 0) pages.push(await readPage(file));
    const wrong = damage ?? (await damageOfPointers(file)) ?? (await damageOfParts(file));
    if (wrong !== undefined) return { pages, damage: wrong };
    offset = next;
  }
  return { pages, damage: undefined };
}

interface Place {
  readonly source: ByteSource;
  readonly layout: TiffLayout;
  readonly directory: TiffDirectory;
  /** How many more strips and tiles are looked at in the whole file. */
  readonly left: { parts: number };
  readonly isFirst: boolean;
}

function numbersOf(place: Place, tag: number, most?: number): Promise<readonly number[]> {
  return readNumbers(place.source, place.layout, place.directory.get(tag), most);
}

async function numberOf(place: Place, tag: number, otherwise: number): Promise<number> {
  const [value] = await numbersOf(place, tag, 1);
  return value ?? otherwise;
}

async function readPage(place: Place): Promise<TiffPage> {
  const subfile = await numberOf(place, TAG.newSubfileType, 0);
  const oldSubfile = await numberOf(place, TAG.subfileType, 1);
  const unit = RESOLUTION_UNITS[await numberOf(place, TAG.resolutionUnit, 0)];
  const bits = await numbersOf(place, TAG.bitsPerSample);
  const height = await numberOf(place, TAG.imageLength, 0);
  const isTiled = place.directory.has(TAG.tileOffsets);
  return {
    width: await numberOf(place, TAG.imageWidth, 0),
    height,
    bitsPerSample: bits.length === 0 ? 1 : Math.max(...bits),
    samplesPerPixel: await numberOf(place, TAG.samplesPerPixel, 1),
    photometric: photometricName(await numberOf(place, TAG.photometric, 1)),
    compression: compressionName(await numberOf(place, TAG.compression, 1)),
    iccProfile: await readProfileName(place),
    ppiX: ppiOf(await numberOf(place, TAG.xResolution, 0), unit),
    ppiY: ppiOf(await numberOf(place, TAG.yResolution, 0), unit),
    orientation: orientationOf(await numberOf(place, TAG.orientation, 1)),
    isSecondary: (subfile & 0b101) !== 0 || oldSubfile === 2,
    isTiled,
    partHeight: (await numberOf(place, isTiled ? TAG.tileLength : TAG.rowsPerStrip, height)) || height,
    resolutionUnit: unit,
  };
}

function orientationOf(value: number): number {
  return value >= 1 && value <= 8 ? value : 1;
}

function ppiOf(resolution: number, unit: ResolutionUnit | undefined): number | null {
  const ppi = unit === 'cm' ? resolution * CM_PER_INCH : resolution;
  return unit === 'none' || !Number.isFinite(ppi) || ppi <= 0 ? null : Math.round(ppi * 1_000) / 1_000;
}

async function readProfileName({ source, directory }: Place): Promise<string | null> {
  const field = directory.get(TAG.iccProfile);
  if (field === undefined || field.sizeBytes > MAX_PROFILE_BYTES) return null;
  if (field.offset + field.sizeBytes > source.sizeBytes) return null;
  return profileName(await source.read(field.offset, field.sizeBytes)) ?? 'unnamed profile';
}

async function damageOfPointers(place: Place): Promise<TiffDamage | undefined> {
  for (const tag of POINTERS) {
    const offsets = await numbersOf(place, tag);
    if (offsets.some((offset) => offset >= place.source.sizeBytes)) return { kind: 'values-beyond-end', tag };
  }
  return undefined;
}

async function damageOfParts(place: Place): Promise<TiffDamage | undefined> {
  const width = await numberOf(place, TAG.imageWidth, 0);
  const height = await numberOf(place, TAG.imageLength, 0);
  if (width === 0 || height === 0) return { kind: 'no-dimensions' };
  const parts = place.directory.has(TAG.tileOffsets) ? 'tiles' : 'strips';
  const [offsetsTag, countsTag] =
    parts === 'tiles' ? [TAG.tileOffsets, TAG.tileByteCounts] : [TAG.stripOffsets, TAG.stripByteCounts];
  const total = await expectedParts(place, parts, { width, height });
  const listed = Math.min(total, place.directory.get(offsetsTag)?.count ?? 0);
  place.left.parts -= listed;
  if (place.left.parts < 0) return { kind: 'absurd-count', tag: offsetsTag, count: listed };
  const offsets = await numbersOf(place, offsetsTag, total);
  if (offsets.length === 0) return (await isOldJpeg(place)) ? undefined : { kind: 'no-pixels' };
  if (offsets.length < total) return { kind: 'parts-missing', parts, bad: total - offsets.length, total };
  const counts = await numbersOf(place, countsTag, total);
  const end = place.source.sizeBytes;
  const beyond = offsets.filter((offset, index) => offset + (counts[index] ?? 1) > end).length;
  if (beyond > 0) return { kind: 'parts-beyond-end', parts, bad: beyond, total };
  const empty = offsets.filter((offset, index) => offset === 0 || counts[index] === 0).length;
  if (empty > 0) return { kind: 'parts-empty', parts, bad: empty, total };
  const isPacked = (await numberOf(place, TAG.compression, 1)) !== UNCOMPRESSED;
  const bad = countOverlaps({ offsets, counts, isPacked });
  if (bad > 0) return { kind: 'parts-overlap', parts, bad, total };
  return place.isFirst && !isPacked && parts === 'strips'
    ? await damageOfLines(place, { offsets, counts })
    : undefined;
}

interface Strips {
  readonly offsets: readonly number[];
  readonly counts: readonly number[];
}

/** Of the first image alone: a thumbnail is nobody's scan. */
async function damageOfLines(place: Place, strips: Strips): Promise<TiffDamage | undefined> {
  const bits = await numbersOf(place, TAG.bitsPerSample, MAX_SAMPLES);
  const isYcbcr = (await numberOf(place, TAG.photometric, 1)) === YCBCR;
  if (isYcbcr || bits.some((one) => one !== bits[0])) return undefined;
  const isPlanar = (await numberOf(place, TAG.planarConfiguration, 1)) === SEPARATE_PLANES;
  const height = await numberOf(place, TAG.imageLength, 0);
  const bytes = bytesTooMany({
    width: await numberOf(place, TAG.imageWidth, 0),
    height,
    samples: isPlanar ? 1 : await numberOf(place, TAG.samplesPerPixel, 1),
    bits: bits[0] ?? 1,
    rowsPerStrip: (await numberOf(place, TAG.rowsPerStrip, height)) || height,
    counts: strips.counts,
  });
  return bytes > 0 && (await endInPicture(place, strips)) ? { kind: 'lines-too-long', bytes } : undefined;
}

/** Whether strips end in anything but zeros, with which they may be filled up to a multiple of something. */
async function endInPicture({ source }: Place, { offsets, counts }: Strips): Promise<boolean> {
  for (const [index, offset] of offsets.slice(0, STRIP_ENDS).entries()) {
    const count = counts[index] ?? 0;
    const bytes = await source.read(offset + Math.max(0, count - END_BYTES), Math.min(count, END_BYTES));
    if (bytes.some((byte) => byte !== 0)) return true;
  }
  return false;
}

async function isOldJpeg(place: Place): Promise<boolean> {
  return place.directory.has(TAG.jpegInterchange) && (await numberOf(place, TAG.compression, 1)) === OLD_JPEG;
}

/** How many strips or tiles an image of these dimensions has; in separate planes, as many for each sample. */
async function expectedParts(
  place: Place,
  parts: 'strips' | 'tiles',
  { width, height }: { width: number; height: number },
): Promise<number> {
  const planar = await numberOf(place, TAG.planarConfiguration, 1);
  const planes = planar === SEPARATE_PLANES ? await numberOf(place, TAG.samplesPerPixel, 1) : 1;
  if (parts === 'strips') {
    const rows = (await numberOf(place, TAG.rowsPerStrip, height)) || height;
    return Math.ceil(height / rows) * planes;
  }
  const tileWidth = (await numberOf(place, TAG.tileWidth, width)) || width;
  const tileLength = (await numberOf(place, TAG.tileLength, height)) || height;
  return Math.ceil(width / tileWidth) * Math.ceil(height / tileLength) * planes;
}
