import { makeProfile } from './icc.ts';
import { error, type Kind, masterFields, masterOf, pageMaster, type Writer, warning } from './kind.ts';
import type { Random } from './random.ts';
import { drawPage, toGrey, toSixteenBits, toTwoTones, withChannel } from './raster.ts';
import type { Tools } from './tools.ts';
import { type FieldValue, ratio, short, type TiffImage, writeTiff } from './write-tiff.ts';

type Expects = Kind['expects'];

/** What is readable, but is not what was agreed upon. */
function tagKind(
  [kind, about, writer]: readonly [kind: string, about: string, writer: Writer],
  expects: Expects,
  make: (random: Random, tools: Tools) => Buffer | Promise<Buffer>,
): Kind {
  return {
    kind,
    about,
    writer,
    profile: 'strict',
    expects,
    make: async (...given) => ({ bytes: await make(...given) }),
  };
}

/** A master with some fields of its own. */
function fieldKind(kind: string, about: string, expects: Expects, fields: TiffImage['fields']): Kind {
  return tagKind(
    [kind, about, 'own bytes'],
    expects,
    (random) => pageMaster(random, { fields: { ...fields } }).bytes,
  );
}

function icc(bytes: Buffer): Record<number, FieldValue> {
  return { 34675: { type: 7, values: bytes } };
}

const PPI = (says = /per inch|ppi|resolution/i): Expects => [error('ppi', says)];
const ICC = (says = /profile/i): Expects => [error('icc', says)];

const RESOLUTION: readonly Kind[] = [
  fieldKind('ppi-72', '72 per inch, as programs write that do not know', PPI(/72/), {
    282: ratio(72),
    283: ratio(72),
  }),
  fieldKind('ppi-absent', 'no resolution', PPI(), { 282: null, 283: null, 296: null }),
  fieldKind('ppi-zero', 'a resolution of 0', PPI(), { 282: ratio(0), 283: ratio(0) }),
  fieldKind('ppi-over-zero', 'a resolution of 300 over 0', PPI(), { 282: ratio(300, 0), 283: ratio(300, 0) }),
  fieldKind('ppi-ratio-only', '300 without a unit', PPI(/unit/i), { 296: short(1) }),
  fieldKind('ppi-centimetre', '300 per centimetre, where inch was meant', PPI(/762/), { 296: short(3) }),
  fieldKind('ppi-uneven', '302 across and 298 down', PPI(/302.*298.*stretched/), {
    282: ratio(302),
    283: ratio(298),
  }),
  tagKind(
    ['ppi-set-low', '150 per inch, set afterwards', 'libtiff'],
    PPI(/150/),
    async (random, { tiffset }) =>
      tiffset(await tiffset(pageMaster(random).bytes, 282, '150.0'), 283, '150.0'),
  ),
];

const COLOUR: readonly Kind[] = [
  fieldKind('icc-none', 'no colour profile', ICC(), { 34675: null }),
  fieldKind(
    'icc-other',
    'sRGB where Adobe RGB was agreed',
    ICC(/sRGB/),
    icc(makeProfile('sRGB IEC61966-2.1')),
  ),
  fieldKind(
    'icc-broken',
    'a colour profile of which the end is lost',
    ICC(),
    icc(makeProfile('Adobe RGB (1998)').subarray(0, 140)),
  ),
  tagKind(
    ['icc-chance', 'a colour profile of bytes of chance', 'own bytes'],
    ICC(),
    (random) => pageMaster(random, { fields: icc(random.bytes(600)) }).bytes,
  ),
  tagKind(
    ['grey', 'grey where colour was agreed', 'own bytes'],
    [error('samples', /one channel/), error('photometric', /grey/)],
    (random) => masterOf(toGrey(drawPage(random))).bytes,
  ),
  tagKind(
    ['alpha', 'a fourth channel, of transparency', 'own bytes'],
    [error('samples', /4/)],
    (random) =>
      masterOf(
        withChannel(drawPage(random), () => 255),
        { fields: { 338: short(2) } },
      ).bytes,
  ),
  tagKind(
    ['cmyk', 'CMYK, as for a printer', 'own bytes'],
    [error('samples', /4/), error('photometric', /CMYK/)],
    (random) =>
      masterOf(
        withChannel(drawPage(random), (at) => 30 + (at % 40)),
        { photometric: 5 },
      ).bytes,
  ),
  tagKind(
    ['lab', 'CIELab of 8 bits', 'own bytes'],
    [error('photometric', /Lab/)],
    (random) => masterOf(drawPage(random), { photometric: 8 }).bytes,
  ),
  tagKind(
    ['palette', 'a palette of 256 colours', 'own bytes'],
    [error('samples', /one channel/), error('photometric', /palette/)],
    (random) => {
      const colours = Array.from({ length: 768 }, (_, at) => (at % 256) * 257);
      return masterOf(toGrey(drawPage(random)), { photometric: 3, fields: { 320: short(...colours) } }).bytes;
    },
  ),
  tagKind(
    ['two-tones', 'black and white of 1 bit', 'ImageMagick'],
    [
      error('compression', /Group 4/),
      error('bits', /has 1 bit/),
      error('samples', /one channel/),
      error('photometric', /grey/),
      error('icc', /no colour profile/i),
    ],
    (random, { convert }) =>
      convert(pageMaster(random).bytes, 'tif', '-threshold', '50%', '-compress', 'group4'),
  ),
  tagKind(
    ['two-tones-own', 'black and white of 1 bit, uncompressed', 'own bytes'],
    [error('bits', /has 1 bit/), error('samples', /one channel/), error('photometric', /grey/)],
    (random) => masterOf(toTwoTones(drawPage(random))).bytes,
  ),
  tagKind(
    ['sixteen-bits', '16 bits where 8 were agreed', 'own bytes'],
    [error('bits', /16/)],
    (random) => masterOf(toSixteenBits(drawPage(random), random)).bytes,
  ),
];

const FORM: readonly Kind[] = [
  tagKind(
    ['lzw', 'LZW where nothing may be compressed', 'libtiff'],
    [error('compression', /LZW/)],
    (random, { tiffcp }) => tiffcp(pageMaster(random).bytes, '-c', 'lzw'),
  ),
  tagKind(
    ['jpeg-in-tiff', 'JPEG inside a TIFF', 'libtiff'],
    [error('compression', /JPEG/)],
    (random, { tiffcp }) => tiffcp(pageMaster(random).bytes, '-r', '64', '-c', 'jpeg:r:90'),
  ),
  tagKind(
    ['deflate', 'Deflate where nothing may be compressed', 'ImageMagick'],
    [error('compression', /Deflate/)],
    (random, { convert }) => convert(pageMaster(random).bytes, 'tif', '-compress', 'zip'),
  ),
  tagKind(
    ['bigtiff', 'a BigTIFF where TIFF 6.0 was agreed', 'libtiff'],
    [error('format', /BigTIFF/)],
    (random, { tiffcp }) => tiffcp(pageMaster(random).bytes, '-8'),
  ),
  tagKind(
    ['orientation', 'turned by a tag alone', 'libtiff'],
    [warning('orientation', /not stored upright/)],
    (random, { tiffset }) => tiffset(pageMaster(random).bytes, 274, random.pick([3, 6, 8])),
  ),
  fieldKind('orientation-mirrored', 'mirrored by a tag', [warning('orientation', /mirrored/)], {
    274: short(2),
  }),
  tagKind(['two-pages', 'two pages in one file', 'own bytes'], [warning('pages', /2 pages/)], (random) => {
    const image = () => ({ raster: drawPage(random), fields: masterFields() });
    return writeTiff([image(), image()]).bytes;
  }),
];

/** Masters that are whole and not what the contract says. */
export const TAGS: readonly Kind[] = [...RESOLUTION, ...COLOUR, ...FORM];
