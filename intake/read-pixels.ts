import { devNull } from 'node:os';
import sharp, { type Sharp } from 'sharp';
import { Fault } from '../model/fault.ts';
import type { TechnicalFacts } from '../model/file-version.ts';
import type { Look } from '../model/look.ts';
import type { Complaint, Decoding } from './facts.ts';
import type { Format } from './format.ts';
import { profileName } from './icc.ts';
import {
  type Looking,
  lookOf,
  type PixelRows,
  provenBands,
  type Slice,
  slicesFor,
  squeezedWidth,
  suspectedBands,
} from './look-of.ts';
import { type Preview, previewOfRows } from './read-preview.ts';

// Its cache answers for the file that stood at a path before.
sharp.cache(false);

/** How many threads one image may use in this process. Set once, at start. */
export function limitThreads(threads: number): void {
  sharp.concurrency(threads);
}

/** A file's path, or all of its bytes. */
export type Image = string | Buffer;

/** How to read the pixels of one image. */
export interface PixelRequest extends Looking {
  /** Nothing larger is decoded. */
  readonly maxPixels: number;
  readonly bitsPerSample: number;
  /** How it is to be turned to stand upright: 1 to 8. */
  readonly orientation: number;
  readonly signal?: AbortSignal | undefined;
}

/** What came out of reading every pixel. */
export interface PixelReading {
  readonly decoding: Decoding;
  /** undefined where the decoder stopped, or the image is too long to be looked at. */
  readonly look: Look | undefined;
  /** undefined where not every row could be read, or the image is too long. */
  readonly preview: Preview | undefined;
}

/**
 * Decodes every pixel of the first page once, in order, and looks at them on the way: what is kept of each row is its
 * squeezed form, so memory stays bounded whatever the size. Any warning of the decoder counts. Where something looks
 * like a band the image is decoded once or twice more, to see whether samples really are the same (decision 0013).
 *
 * @throws Fault('unavailable') where it is not the scan's fault: no memory, no file.
 */
export async function readPixels(image: Image, request: PixelRequest): Promise<PixelReading> {
  const width = squeezedWidth(request.size);
  if (width === undefined) {
    const decoded = await decode(image, request, discard);
    return { decoding: decoded.decoding, look: undefined, preview: undefined };
  }
  const { decoding, rows } = await decode(image, request, (decoder) => squeeze(decoder, request, width));
  if (rows === undefined) return { decoding, look: undefined, preview: undefined };
  // The preview is drawn by threads of libvips, while this one compares rows.
  const drawn = previewOfRows(rows, request.size, request.orientation);
  const [preview, seen] = await Promise.all([drawn, lookAt(image, rows, request)]);
  return { decoding, preview, ...seen };
}

/** What the rows look like; as another decoding found it where that one did not come to its end. */
async function lookAt(
  image: Image,
  rows: PixelRows,
  request: PixelRequest,
): Promise<{ readonly look: Look | undefined; readonly decoding?: Decoding }> {
  // A bilevel page has rows without ink, which say nothing.
  const suspected = request.bitsPerSample === 1 ? [] : suspectedBands(rows, request);
  const isSure = suspected.length === 0 || (rows.width === request.size.width && request.bitsPerSample === 8);
  if (isSure) return { look: lookOf(rows, suspected, request) };
  const slices: [Slice, PixelRows][] = [];
  for (const slice of slicesFor(suspected, request.size, rows.width)) {
    const exact = await decode(image, request, (decoder) => cut(decoder, request, slice));
    if (exact.rows === undefined) return { decoding: exact.decoding, look: undefined };
    slices.push([slice, exact.rows]);
  }
  const bands = provenBands(suspected, { squeezed: rows, slices }, request);
  return { look: lookOf(rows, bands, request) };
}

interface Decoded {
  readonly decoding: Decoding;
  readonly rows: PixelRows | undefined;
}

async function decode(
  image: Image,
  { maxPixels, signal }: PixelRequest,
  use: (decoder: Sharp) => Promise<PixelRows | undefined>,
): Promise<Decoded> {
  const warnings: string[] = [];
  try {
    const decoder = sharp(image, {
      failOn: 'warning',
      sequentialRead: true,
      ignoreIcc: true,
      limitInputPixels: maxPixels,
    });
    decoder.on('warning', (warning: string) => warnings.push(warning));
    const rows = await use(decoder);
    signal?.throwIfAborted();
    return { decoding: { ok: true }, rows };
  } catch (error) {
    signal?.throwIfAborted();
    return { decoding: { ok: false, complaint: complaintOf(error, warnings) }, rows: undefined };
  }
}

/** As an uncompressed image to nowhere, so that the very last line is decoded too. */
async function discard(decoder: Sharp): Promise<undefined> {
  await decoder.png({ compressionLevel: 0, adaptiveFiltering: false }).toFile(devNull);
}

/** Every row, as high as it was, its neighbours averaged. Decodes the last line too, since none is left out. */
function squeeze(decoder: Sharp, { size }: PixelRequest, width: number): Promise<PixelRows> {
  const { height } = size;
  return rowsOf(decoder.resize({ width, height, fit: 'fill', kernel: 'linear' }).raw());
}

/** The samples of some columns as they are, in all their bits. */
function cut(
  decoder: Sharp,
  { size, bitsPerSample }: PixelRequest,
  { left, width }: Slice,
): Promise<PixelRows> {
  const slice = decoder.extract({ left, top: 0, width, height: size.height });
  return rowsOf(bitsPerSample > 8 ? slice.toColourspace('rgb16').raw({ depth: 'ushort' }) : slice.raw());
}

async function rowsOf(raw: Sharp): Promise<PixelRows> {
  const { data, info } = await raw.toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const samples = width * height * channels;
  const is16Bit = data.length === samples * 2;
  return {
    ...{ width, height, channels },
    data: is16Bit ? new Uint16Array(data.buffer, data.byteOffset, samples) : data,
  };
}

/** What the header of an image says that is no TIFF; a complaint where it cannot be read. */
export async function readHeader(image: Image, format: Format): Promise<TechnicalFacts | Complaint> {
  try {
    const header = await sharp(image, { failOn: 'none', limitInputPixels: false }).metadata();
    const density = header.density === undefined || header.density <= 1 ? null : header.density;
    return {
      puid: format.puid ?? '',
      formatName: format.name,
      width: header.width,
      height: header.height,
      bitsPerSample: header.bitsPerSample ?? (header.depth === 'ushort' ? 16 : 8),
      samplesPerPixel: header.channels,
      photometric: header.isPalette === true ? 'palette' : header.space,
      compression: COMPRESSIONS[format.name] ?? 'unknown',
      iccProfile: header.icc === undefined ? null : (profileName(header.icc) ?? 'unnamed profile'),
      ppiX: density,
      ppiY: density,
      orientation: header.orientation ?? 1,
      pages: header.pages ?? 1,
    };
  } catch (error) {
    return complaintOf(error);
  }
}

const COMPRESSIONS: Readonly<Record<string, string>> = { JPEG: 'JPEG', PNG: 'Deflate', WebP: 'WebP' };

/** Not the scan's fault, but ours: another time, on another machine, it may go well. */
const OURS =
  /out of memory|unable to (?:malloc|allocate|open)|Input file is missing|No space left|Too many open|Permission denied/i;
const UNSUPPORTED =
  /unsupported(?! marker)|bad labq|no known route|not supported|not configured|not implemented|unknown compression(?! method)|no codec|Sorry, can not handle|can ?not handle|unimplemented/i;
const CUT_SHORT =
  /premature end|truncat|not enough data|unexpected end|end of file|got \d+ bytes, expected|early eof|(?<!png )read error|incomplete|no IDAT|not enough image data|stream error/i;
const DAMAGED =
  /corrupt|decod|decompress|invalid|bad |error|mismatch|wrong|warning|overflow|out of range|marker|not yet in table|bogus/i;

function complaintOf(error: unknown, warnings: readonly string[] = []): Complaint {
  const words = wordsOf(error) || wordsOf(new Error(warnings.join('\n')));
  if (!(error instanceof Error) || OURS.test(words))
    throw new Fault('unavailable', 'The image could not be read just now. It will be tried again.', {
      cause: error,
    });
  const line = /(?:scanline|row|line) (\d{1,9})/i.exec(words)?.[1];
  return { kind: kindOf(words), line: line === undefined ? undefined : Number(line), words };
}

function kindOf(words: string): Complaint['kind'] {
  if (UNSUPPORTED.test(words)) return 'unsupported';
  if (CUT_SHORT.test(words)) return 'cut-short';
  return DAMAGED.test(words) ? 'damaged' : 'unreadable';
}

/**
 * The decoder's words, without the path of the file, which is nobody's business, and without those of the writer
 * behind it, which stops when the decoder does. (libvips' warnings belong to the process, so another image's may
 * be among them: they serve only where there are no other words.)
 */
function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split('\n').filter((line) => !line.startsWith('vips2png:'));
  const telling = lines.filter((line) => !/^(?:Warning treated as error|tiff2vips: read error)/.test(line));
  return [...new Set(telling.join('').trim() === '' ? lines : telling)]
    .join('; ')
    .replace(/(?:\/[^\s/:]+)+\/?/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 500);
}
