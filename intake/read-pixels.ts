import { devNull } from 'node:os';
import sharp from 'sharp';
import { Fault } from '../model/fault.ts';
import type { TechnicalFacts } from '../model/file-version.ts';
import type { Complaint, Decoding } from './facts.ts';
import type { Format } from './format.ts';
import { profileName } from './icc.ts';

// Its cache answers for the file that stood at a path before.
sharp.cache(false);

/** How many threads one image may use in this process. Set once, at start. */
export function limitThreads(threads: number): void {
  sharp.concurrency(threads);
}

export interface PixelLimits {
  /** Nothing larger is decoded. */
  readonly maxPixels: number;
  readonly signal?: AbortSignal;
}

/**
 * Decodes every pixel of the first page once, in order, and throws the pixels away: memory stays bounded
 * whatever the size. Any warning of the decoder counts. Written as an uncompressed image to nowhere, so that
 * the very last line is decoded too, which making a small one out of it does not promise.
 *
 * @throws Fault('unavailable') where it is not the scan's fault: no memory, no file.
 */
export async function decodePixels(path: string, limits: PixelLimits): Promise<Decoding> {
  const warnings: string[] = [];
  try {
    const image = sharp(path, {
      failOn: 'warning',
      sequentialRead: true,
      ignoreIcc: true,
      limitInputPixels: limits.maxPixels,
    });
    image.on('warning', (warning: string) => warnings.push(warning));
    await image.png({ compressionLevel: 0, adaptiveFiltering: false }).toFile(devNull);
    limits.signal?.throwIfAborted();
    return { ok: true };
  } catch (error) {
    limits.signal?.throwIfAborted();
    return { ok: false, complaint: complaintOf(error, warnings) };
  }
}

/** What the header of an image says that is no TIFF; a complaint where it cannot be read. */
export async function readHeader(path: string, format: Format): Promise<TechnicalFacts | Complaint> {
  try {
    const header = await sharp(path, { failOn: 'none', limitInputPixels: false }).metadata();
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
  /unsupported(?! marker)|bad labq|no known route|not supported|not configured|not implemented|unknown compression|no codec|Sorry, can not handle|can ?not handle|unimplemented/i;
const CUT_SHORT =
  /premature end|truncat|not enough data|unexpected end|end of file|got \d+ bytes, expected|early eof|read error|incomplete|no IDAT|libspng read|not enough image data|stream error/i;
const DAMAGED =
  /corrupt|decod|decompress|invalid|bad |error|mismatch|wrong|warning|overflow|out of range|marker/i;

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
  return [...new Set(lines)]
    .join('; ')
    .replace(/(?:\/[^\s/:]+)+\/?/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 500);
}
