import {
  error,
  FILE_NAME,
  type Kind,
  type MadeScan,
  type ProfileName,
  pageMaster,
  sha256Of,
  type Writer,
} from './kind.ts';
import type { Random } from './random.ts';
import type { Tools } from './tools.ts';
import { long } from './write-tiff.ts';

type Expected = Kind['expects'][number];

function fileKind(
  [kind, about]: readonly [kind: string, about: string],
  expected: Expected,
  make: (random: Random, tools: Tools) => MadeScan | Promise<MadeScan>,
  more: { writer?: Writer; profile?: ProfileName } = {},
): Kind {
  return { kind, about, writer: 'own bytes', profile: 'any', ...more, expects: [expected], make };
}

const IMAGEMAGICK = { writer: 'ImageMagick' } as const;

async function asJpeg(random: Random, { convert }: Tools): Promise<Buffer> {
  return convert(pageMaster(random).bytes, 'jpg', '-quality', '90');
}

function named(kind: string, about: string, fileName: string): Kind {
  const make = (random: Random) => ({ bytes: pageMaster(random).bytes, fileName });
  return fileKind([kind, about], error('name', /name/i), make, { profile: 'strict' });
}

/** What is wrong with a file before anybody looks at its pixels. */
export const FILES: readonly Kind[] = [
  fileKind(['empty', 'no bytes at all'], error('empty', /empty/), () => ({ bytes: Buffer.alloc(0) })),
  fileKind(['zeros', 'zeros alone'], error('format', /not an image/), (random) => ({
    bytes: Buffer.alloc(random.int(2_000, 100_000)),
  })),
  fileKind(['chance', 'bytes of chance'], error('format', /not an image/), (random) => ({
    bytes: Buffer.concat([Buffer.of(0x91), random.bytes(5_000)]),
  })),
  fileKind(['text', 'a text called .tif'], error('format', /text file/), () => ({
    bytes: Buffer.from('The scans of box 12 follow tomorrow.\n'.repeat(40)),
  })),
  fileKind(
    ['byte-order-mark', 'three bytes in front, as text programs put them'],
    error('format', /not an image/),
    (random) => ({
      bytes: Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), pageMaster(random).bytes]),
    }),
  ),
  fileKind(['pdf', 'a PDF called .tif'], error('format', /PDF file/), () => ({
    bytes: Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n'.repeat(40)),
  })),
  fileKind(
    ['bmp', 'a BMP called .tif'],
    error('format', /BMP file/),
    async (random, { convert }) => ({ bytes: await convert(pageMaster(random).bytes, 'bmp') }),
    IMAGEMAGICK,
  ),
  fileKind(
    ['photoshop', 'a Photoshop file called .tif'],
    error('format', /Photoshop file/),
    async (random, { convert }) => ({ bytes: await convert(pageMaster(random).bytes, 'psd') }),
    IMAGEMAGICK,
  ),
  fileKind(
    ['renamed-jpeg', 'a JPEG called .tif'],
    error('extension', /is a JPEG/),
    async (...given) => ({ bytes: await asJpeg(...given) }),
    IMAGEMAGICK,
  ),
  fileKind(
    ['renamed-png', 'a PNG called .jpg'],
    error('extension', /is a PNG/),
    async (random, { convert }) => ({
      bytes: await convert(pageMaster(random).bytes, 'png'),
      fileName: 'page.jpg',
    }),
    IMAGEMAGICK,
  ),
  fileKind(['no-extension', 'a name without an extension'], error('extension', /\.tif/), (random) => ({
    bytes: pageMaster(random).bytes,
    fileName: 'ARCH00860_1_00003',
  })),
  fileKind(
    ['jpeg-cut', 'the first 70 % of a JPEG'],
    error('decode', /ends before/),
    async (...given) => {
      const bytes = await asJpeg(...given);
      return { bytes: bytes.subarray(0, Math.floor(bytes.length * 0.7)), fileName: 'page.jpg' };
    },
    IMAGEMAGICK,
  ),
  fileKind(
    ['png-cut', 'the first 70 % of a PNG'],
    error('decode', /decoded/),
    async (random, { convert }) => {
      const bytes = await convert(pageMaster(random).bytes, 'png');
      return { bytes: bytes.subarray(0, Math.floor(bytes.length * 0.7)), fileName: 'page.png' };
    },
    IMAGEMAGICK,
  ),
  fileKind(
    ['png-one-byte', 'one byte of a PNG is another'],
    error('decode', /damaged/),
    async (random, { convert }) => {
      const bytes = await convert(pageMaster(random).bytes, 'png');
      const at = Math.floor(bytes.length * 0.6);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 0x20, at);
      return { bytes, fileName: 'page.png' };
    },
    IMAGEMAGICK,
  ),
  fileKind(
    ['digest-other', 'other bytes than were promised, as many of them'],
    error('digest', /differs/),
    (random) => {
      const { bytes } = pageMaster(random);
      const promised = { sizeBytes: bytes.length, sha256: sha256Of(bytes) };
      const changed = Buffer.from(bytes);
      const at = bytes.length - random.int(1, 9_000);
      changed.writeUInt8((changed.readUInt8(at) + 1) % 256, at);
      return { bytes: changed, promised };
    },
  ),
  fileKind(
    ['pixels-absurd', 'an image of forty thousand megapixels'],
    error('pixels', /40,000 megapixels/),
    (random) => {
      const fields = { 256: long(200_000), 257: long(200_000), 278: long(20_000_000) };
      return { bytes: pageMaster(random, { fields }).bytes };
    },
  ),
  fileKind(
    ['too-small', 'fewer bytes than any master has'],
    error('bytes', /bytes/),
    (random) => ({ bytes: pageMaster(random, {}, {}, { width: 16, height: 6 }).bytes }),
    { profile: 'strict' },
  ),
  named('name-without-sequence', 'a name without a sequence number', 'ARCH00860.1.tif'),
  named('name-short-sequence', 'four digits where five must be', 'ARCH00860.1_0003.tif'),
  named('name-of-camera', 'the name that the camera gave', 'DSC_4711.tif'),
  named('name-copy', 'a copy that the desktop named', `${FILE_NAME.slice(0, -4)} (1).tif`),
];
