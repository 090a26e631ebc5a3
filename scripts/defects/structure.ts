import { error, type Kind, masterFields, masterOf, pageMaster, warning } from './kind.ts';
import type { Random } from './random.ts';
import { drawPage, PAGE_WIDTH, toSixteenBits } from './raster.ts';
import { long, short, type TiffImage, type WrittenTiff, writeTiff } from './write-tiff.ts';

function structureKind(
  kind: string,
  about: string,
  says: RegExp,
  make: (random: Random) => Buffer,
  more: Kind['expects'] = [],
): Kind {
  const expects = [error('structure', says), ...more];
  return {
    kind,
    about,
    writer: 'own bytes',
    profile: 'any',
    expects,
    make: (random) => ({ bytes: make(random) }),
  };
}

/** A master in whose finished bytes something is overwritten. */
function patched(written: WrittenTiff, patch: (written: WrittenTiff) => void): Buffer {
  patch(written);
  return written.bytes;
}

/** Overwrites the values of a LONG field of the first image, from the given one on. */
function setLong({ bytes, endian, images }: WrittenTiff, tag: number, index: number, value: number): void {
  const field = images[0].fields.get(tag);
  if (field !== undefined) endian.write(bytes, field.valueAt + index * 4, 4, value);
}

function withFields(random: Random, fields: TiffImage['fields']): Buffer {
  return pageMaster(random, { fields: { ...fields } }).bytes;
}

const TWO_PAGES = [warning('pages', /2 pages/)];

/** Directories that contradict themselves or the file. */
export const STRUCTURE: readonly Kind[] = [
  structureKind('loop', 'the list of pages runs in a circle', /circle/, (random) =>
    patched(pageMaster(random), ({ bytes, endian, images: [{ nextAt, directoryAt }] }) =>
      endian.write(bytes, nextAt, 4, directoryAt),
    ),
  ),
  structureKind(
    'loop-of-two',
    'the second page points back at the first',
    /circle/,
    (random) => {
      const image = { raster: drawPage(random), fields: masterFields() };
      return patched(writeTiff([image, image]), ({ bytes, endian, images: [first, second] }) =>
        endian.write(bytes, second?.nextAt ?? 0, 4, first.directoryAt),
      );
    },
    TWO_PAGES,
  ),
  structureKind('next-beyond-end', 'a next page beyond the end of the file', /ends early/, (random) =>
    patched(pageMaster(random), ({ bytes, endian, images: [{ nextAt }] }) =>
      endian.write(bytes, nextAt, 4, bytes.length + random.int(0, 5_000) * 2),
    ),
  ),
  structureKind('no-directory', 'the header points nowhere', /ends early/, (random) =>
    patched(pageMaster(random), ({ bytes, endian }) => endian.write(bytes, 4, 4, 0)),
  ),
  structureKind('absurd-fields', 'a directory of thousands of fields', /values/, (random) =>
    patched(pageMaster(random), ({ bytes, endian, images: [{ directoryAt }] }) =>
      endian.write(bytes, directoryAt, 2, random.int(5_000, 65_535)),
    ),
  ),
  structureKind('absurd-strips', 'billions of strips', /values/, (random) =>
    withFields(random, { 273: { type: 4, values: [0x2000], count: 0xfffffff0 } }),
  ),
  structureKind('bigtiff-absurd-fields', 'a BigTIFF directory of 2^40 fields', /values/, (random) =>
    patched(pageMaster(random, {}, { big: true }), ({ bytes, endian, images: [{ directoryAt }] }) =>
      endian.write(bytes, directoryAt, 8, 2 ** 40),
    ),
  ),
  structureKind(
    'bigtiff-offset-size',
    'a BigTIFF that says its offsets have 4 bytes',
    /first bytes/,
    (random) =>
      patched(pageMaster(random, {}, { big: true }), ({ bytes, endian }) => endian.write(bytes, 4, 2, 4)),
  ),
  structureKind('icc-beyond-end', 'the colour profile lies beyond the end', /34675/, (random) =>
    patched(pageMaster(random), ({ bytes, endian, images: [{ fields }] }) =>
      endian.write(bytes, (fields.get(34_675)?.entryAt ?? 0) + 8, 4, bytes.length - 10),
    ),
  ),
  structureKind('exif-beyond-end', 'the camera data lies beyond the end', /34665|ends early/, (random) =>
    withFields(random, { 34665: long(0x7ffffff0) }),
  ),
  structureKind('no-width', 'an image that is 0 pixels wide', /0 pixels/, (random) =>
    withFields(random, { 256: long(0) }),
  ),
  structureKind('no-strip-offsets', 'no word on where the pixels are', /where its pixels are/, (random) =>
    withFields(random, { 273: null }),
  ),
  structureKind(
    'strips-missing',
    'fewer strips than its lines need',
    /strips are not in the file/,
    (random) =>
      patched(pageMaster(random), (written) => setLong(written, 257, 0, drawPage(random).height * 2)),
  ),
  structureKind(
    'strip-beyond-end',
    'one strip in the middle lies beyond the end',
    /1 of \d+ strips lie beyond/,
    (random) => patched(pageMaster(random), (written) => setLong(written, 273, random.int(1, 8), 0x7fffff00)),
  ),
  structureKind('strip-empty', 'one strip has no bytes', /1 of \d+ strips are empty/, (random) =>
    patched(pageMaster(random), (written) => setLong(written, 279, random.int(1, 8), 0)),
  ),
  structureKind('tile-nowhere', 'one tile has offset 0', /1 of \d+ tiles are empty/, (random) =>
    patched(pageMaster(random, { tile: 128 }), (written) => setLong(written, 324, random.int(1, 8), 0)),
  ),
  structureKind('strip-twice', 'one strip stands in the place of another as well', /strips/, (random) =>
    patched(pageMaster(random), (written) => {
      const [from, to] = [random.int(1, 4), random.int(6, 10)];
      setLong(written, 273, to, written.images[0].parts[from]?.offset ?? 0);
    }),
  ),
  structureKind('strip-in-header', 'one strip begins where the header stands', /strips/, (random) =>
    patched(pageMaster(random), (written) => setLong(written, 273, random.int(1, 8), 4)),
  ),
  structureKind(
    'sixteen-called-eight',
    'says 8 bits, and has 16',
    /each line has \d[\d,]* bytes more.*its bits/,
    (random) => {
      const raster = toSixteenBits(drawPage(random), random);
      return masterOf(raster, { fields: { 258: short(8, 8, 8) } }).bytes;
    },
  ),
  structureKind(
    'narrower-than-lines',
    'says that it is a pixel narrower than its lines are',
    /each line has 3 bytes more.*Its width/,
    (random) => withFields(random, { 256: long(PAGE_WIDTH - 1) }),
  ),
  structureKind(
    'planes-claimed',
    'says that each colour has planes of its own, and has none',
    /not complete: \d+ of \d+ strips/,
    (random) => withFields(random, { 284: short(2) }),
  ),
  structureKind('header-only', 'a header and nothing behind it', /ends early/, (random) =>
    pageMaster(random).bytes.subarray(0, random.int(8, 9)),
  ),
  structureKind(
    'second-page-cut',
    'the second page is cut short',
    /ends early/,
    (random) => {
      const image = { raster: drawPage(random), fields: { ...masterFields(), 254: short(2) } };
      const { bytes, images } = writeTiff([image, image]);
      return bytes.subarray(0, images[1]?.parts[2]?.offset);
    },
    TWO_PAGES,
  ),
];
