import { latin1 } from './bytes.ts';

/** What a file is, by its content. Named even when it is not accepted, so that the sentence can say it. */
export interface Format {
  readonly name: FormatName;
  /** PRONOM id, where it is known for certain. @see https://www.nationalarchives.gov.uk/PRONOM/ */
  readonly puid: string | undefined;
  /** What a file of this format may be called, without the dot. */
  readonly extensions: readonly string[];
}

export type FormatName = keyof typeof EXTENSIONS;

/** How much of a file's beginning tells what it is. */
export const HEAD_BYTES = 65_536;

const EXTENSIONS = {
  TIFF: ['tif', 'tiff'],
  BigTIFF: ['tif', 'tiff', 'btf', 'tf8'],
  'Canon raw (CR2)': ['cr2'],
  JPEG: ['jpg', 'jpeg', 'jpe'],
  PNG: ['png'],
  WebP: ['webp'],
  'JPEG 2000': ['jp2', 'jpx', 'jpf', 'jpm'],
  'JPEG 2000 codestream': ['j2k', 'j2c', 'jpc'],
  'JPEG XL': ['jxl'],
  GIF: ['gif'],
  BMP: ['bmp'],
  HEIF: ['heic', 'heif'],
  AVIF: ['avif'],
  Photoshop: ['psd', 'psb'],
  PDF: ['pdf'],
  ZIP: ['zip'],
  XML: ['xml', 'svg'],
  text: ['txt', 'csv'],
} as const;

/** Every format that can be told by its content; not all of them can be decoded. */
export const FORMAT_NAMES = Object.freeze(Object.keys(EXTENSIONS) as FormatName[]);

const PDF_PUIDS: Readonly<Record<string, string>> = {
  '1.0': 'fmt/14',
  '1.1': 'fmt/15',
  '1.2': 'fmt/16',
  '1.3': 'fmt/17',
  '1.4': 'fmt/18',
  '1.5': 'fmt/19',
  '1.6': 'fmt/20',
  '1.7': 'fmt/276',
  '2.0': 'fmt/1129',
};
const JFIF_PUIDS: Readonly<Record<string, string>> = { 0: 'fmt/42', 1: 'fmt/43', 2: 'fmt/44' };
const EXIF_PUIDS: Readonly<Record<string, string>> = {
  '0210': 'x-fmt/390',
  '0220': 'x-fmt/391',
  '0221': 'fmt/645',
};
const WEBP_PUIDS: Readonly<Record<string, string>> = {
  'VP8 ': 'fmt/566',
  VP8L: 'fmt/567',
  VP8X: 'fmt/568',
};
const JP2_PUIDS: Readonly<Record<string, string>> = { 'jp2 ': 'x-fmt/392', 'jpx ': 'fmt/151' };

interface Signature {
  readonly name: FormatName;
  /** How the file begins; a question mark is any byte. */
  readonly begins: readonly string[];
  readonly puid?: string | ((head: string) => string | undefined);
}

/** In the order in which they are asked. */
const SIGNATURES: readonly Signature[] = [
  { name: 'Canon raw (CR2)', begins: ['II*\0????CR'], puid: 'fmt/592' },
  { name: 'TIFF', begins: ['II*\0', 'MM\0*'], puid: 'fmt/353' },
  { name: 'BigTIFF', begins: ['II+\0', 'MM\0+'], puid: 'fmt/1917' },
  { name: 'JPEG', begins: ['\xff\xd8\xff'], puid: jpegPuid },
  { name: 'PNG', begins: ['\x89PNG\r\n\x1a\n'], puid: pngPuid },
  { name: 'WebP', begins: ['RIFF????WEBP'], puid: (head) => WEBP_PUIDS[head.slice(12, 16)] },
  {
    name: 'JPEG 2000',
    begins: ['\0\0\0\x0cjP  \r\n\x87\n'],
    puid: (head) => JP2_PUIDS[head.slice(20, 24)],
  },
  { name: 'JPEG 2000 codestream', begins: ['\xff\x4f\xff\x51'] },
  { name: 'JPEG XL', begins: ['\xff\x0a', '\0\0\0\x0cJXL '] },
  { name: 'GIF', begins: ['GIF87a'], puid: 'fmt/3' },
  { name: 'GIF', begins: ['GIF89a'], puid: 'fmt/4' },
  { name: 'AVIF', begins: ['????ftypavif', '????ftypavis'] },
  { name: 'HEIF', begins: ['????ftyphei', '????ftyphev', '????ftypmif1', '????ftypmsf1'] },
  { name: 'Photoshop', begins: ['8BPS'], puid: 'x-fmt/92' },
  { name: 'PDF', begins: ['%PDF-'], puid: (head) => PDF_PUIDS[head.slice(5, 8)] },
  { name: 'ZIP', begins: ['PK\x03\x04'], puid: 'x-fmt/263' },
  { name: 'BMP', begins: ['BM????\0\0\0\0'] },
  { name: 'XML', begins: ['<?xml', '\xef\xbb\xbf<?xml', '<svg'], puid: 'fmt/101' },
];

/** What a file is, from its first {@link HEAD_BYTES} (or all, if there are fewer); undefined if nothing we know. */
export function recogniseFormat(bytes: Uint8Array): Format | undefined {
  const head = latin1(bytes);
  const found = SIGNATURES.find(({ begins }) => begins.some((pattern) => beginsWith(head, pattern)));
  if (found === undefined)
    return isText(bytes) ? { name: 'text', puid: 'x-fmt/111', extensions: EXTENSIONS.text } : undefined;
  const puid = typeof found.puid === 'function' ? found.puid(head) : found.puid;
  return { name: found.name, puid, extensions: EXTENSIONS[found.name] };
}

function beginsWith(head: string, pattern: string): boolean {
  if (head.length < pattern.length) return false;
  return [...pattern].every((character, at) => character === '?' || character === head[at]);
}

function jpegPuid(head: string): string | undefined {
  if (head.startsWith('JFIF', 6))
    return head.charCodeAt(11) === 1 ? JFIF_PUIDS[head.charCodeAt(12)] : undefined;
  if (!head.startsWith('Exif', 6)) return 'fmt/41';
  const at = Math.max(head.indexOf('\x90\0\0\x07\0\0\0\x04'), head.indexOf('\0\x90\x07\0\x04\0\0\0'));
  return at < 0 ? undefined : EXIF_PUIDS[head.slice(at + 8, at + 12)];
}

function pngPuid(head: string): string {
  const chunks = head.slice(0, Math.max(0, head.indexOf('IDAT')));
  if (chunks.includes('iTXt')) return 'fmt/13';
  return /iCCP|sPLT|sRGB/.test(chunks) ? 'fmt/12' : 'fmt/11';
}

/** UTF-8 without control characters but white space, and something in it. */
function isText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 4_096);
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
  } catch {
    return false;
  }
  return sample.length > 0 && sample.every((byte) => (byte >= 32 ? byte !== 127 : byte >= 9 && byte <= 13));
}
