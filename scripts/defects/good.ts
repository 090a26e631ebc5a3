import { deflateSync } from 'node:zlib';
import {
  FILE_NAME,
  type Kind,
  type MadeScan,
  masterFields,
  masterOf,
  type ProfileName,
  pageMaster,
  type Writer,
} from './kind.ts';
import { GOOD_NEIGHBOURS } from './neighbours.ts';
import type { Random } from './random.ts';
import {
  drawPage,
  PAGE_HEIGHT,
  PAGE_WIDTH,
  resize,
  toGrey,
  toSixteenBits,
  toTwoTones,
  withChannel,
} from './raster.ts';
import type { Tools } from './tools.ts';
import { ratio, short, type TiffForm, type TiffImage, writeTiff } from './write-tiff.ts';

type Make = (random: Random, tools: Tools) => MadeScan | Promise<MadeScan>;

function good(
  kind: string,
  about: string,
  make: Make,
  more: { writer?: Writer; profile?: ProfileName } = {},
): Kind {
  return { kind: `good-${kind}`, about, writer: 'own bytes', profile: 'any', ...more, expects: [], make };
}

/** A good master in a form of its own. */
function formed(
  kind: string,
  about: string,
  image?: Omit<TiffImage, 'raster'>,
  form?: TiffForm,
  profile: ProfileName = 'any',
): Kind {
  return good(kind, about, (random) => ({ bytes: pageMaster(random, image, form).bytes }), { profile });
}

/** A good master, written again by another program. */
function again(
  kind: string,
  about: string,
  program: 'tiffcp' | 'convert',
  ...flags: readonly string[]
): Kind {
  const make: Make = async (random, tools) => {
    const { bytes } = pageMaster(random);
    const made = program === 'tiffcp' ? tools.tiffcp(bytes, ...flags) : tools.convert(bytes, 'tif', ...flags);
    return { bytes: await made };
  };
  return good(kind, about, make, { writer: program === 'tiffcp' ? 'libtiff' : 'ImageMagick' });
}

/** The same scan as another kind of file. */
function as(extension: string, ...flags: readonly string[]): Kind {
  const make: Make = async (random, { convert }) => ({
    bytes: await convert(pageMaster(random).bytes, extension, ...flags),
    fileName: FILE_NAME.replace('tif', extension),
  });
  return good(extension, `a ${extension.toUpperCase()}`, make, { writer: 'ImageMagick' });
}

const PAGES: readonly Kind[] = [
  good('master', 'all that the contract asks for', (random) => ({ bytes: pageMaster(random).bytes }), {
    profile: 'strict',
  }),
  good('white-border', 'clipped white on all four sides, each a twelfth of the page', (random) => ({
    bytes: pageMaster(random, {}, {}, { whiteBorder: 0.08 }).bytes,
  })),
  good('black-cloth', 'black cloth around the page', (random) => ({
    bytes: pageMaster(random, {}, {}, { blackCloth: 0.1 }).bytes,
  })),
  good('clipped-cloth', 'black cloth around the page, so dark that it is nothing but zeros', (random) => ({
    bytes: pageMaster(random, {}, {}, { blackCloth: 0.1, isClipped: true }).bytes,
  })),
  good('noise', 'noise alone', (random) => {
    const { data, ...rest } = drawPage(random);
    return { bytes: masterOf({ ...rest, data: data.map(() => random.int(0, 255)) }).bytes };
  }),
  good('tall', 'a strip of paper, fifteen times as high as wide', (random) => ({
    bytes: pageMaster(random, {}, {}, { width: 120, height: 1_800 }).bytes,
  })),
  good('wide', 'a panorama, nine times as wide as high', (random) => ({
    bytes: pageMaster(random, {}, {}, { width: 1_800, height: 200 }).bytes,
  })),
  good('tiny', 'a stamp of 24 by 31 pixels', (random) => ({
    bytes: pageMaster(random, {}, {}, { width: 24, height: 31 }).bytes,
  })),
  good('two-tones', 'black and white of 1 bit', (random) => ({
    bytes: masterOf(toTwoTones(drawPage(random))).bytes,
  })),
  good('grey', 'grey of 8 bits', (random) => ({ bytes: masterOf(toGrey(drawPage(random))).bytes })),
  good('negative', 'grey in which white is zero', (random) => ({
    bytes: masterOf(toGrey(drawPage(random)), { photometric: 0 }).bytes,
  })),
  good('sixteen-bits', '16 bits a sample', (random) => ({
    bytes: masterOf(toSixteenBits(drawPage(random), random)).bytes,
  })),
  good('sixteen-bits-dark', '16 bits a sample, all of it in the lowest of the eight', (random) => {
    const page = toSixteenBits(drawPage(random), random);
    return { bytes: masterOf({ ...page, data: page.data.map((level) => level >> 3) }).bytes };
  }),
  good('alpha', 'a fourth channel, of transparency', (random) => ({
    bytes: masterOf(
      withChannel(drawPage(random), () => 255),
      { fields: { 338: short(2) } },
    ).bytes,
  })),
  good('blown-up', 'every pixel twice in both directions, as by a program that enlarges', (random) => {
    const page = drawPage(random, { width: PAGE_WIDTH / 2, height: PAGE_HEIGHT / 2 });
    return { bytes: masterOf(resize(page, PAGE_WIDTH, PAGE_HEIGHT)).bytes };
  }),
];

const FORMS: readonly Kind[] = [
  formed('big-endian', 'big-endian', {}, { littleEndian: false }, 'strict'),
  formed('directory-last', 'the directory behind the pixels', {}, { directory: 'last' }, 'strict'),
  formed('bigtiff', 'BigTIFF', {}, { big: true }),
  formed(
    'bigtiff-big-endian',
    'BigTIFF, big-endian, directory last',
    {},
    { big: true, littleEndian: false, directory: 'last' },
  ),
  formed('planes', 'each colour in a plane of its own', { isPlanar: true }, {}, 'strict'),
  formed('tiles', 'tiles of 128 by 128', { tile: 128 }, {}, 'strict'),
  formed('one-strip', 'all lines in one strip', { rowsPerStrip: 10_000 }, {}, 'strict'),
  formed('line-strips', 'a strip for every line', { rowsPerStrip: 1 }, {}, 'strict'),
  formed('deflate', 'Deflate', { compression: { code: 8, pack: (part) => deflateSync(part) } }),
  formed('lab', 'CIELab of 8 bits', { photometric: 8 }),
  formed(
    'centimetre',
    '118.11 per centimetre, which is 300 per inch',
    {
      fields: { 282: ratio(11_811, 100), 283: ratio(11_811, 100), 296: short(3) },
    },
    {},
    'strict',
  ),
  formed('without-tags', 'no resolution, no profile, no orientation', {
    fields: { 274: null, 282: null, 283: null, 296: null, 34675: null },
  }),
  formed(
    'unknown-tags',
    'tags that nobody knows',
    { fields: { 37724: short(7), 65000: short(1, 2, 3, 4, 5) } },
    {},
    'strict',
  ),
  formed(
    'empty-description',
    'a description of no letters',
    { fields: { 270: { type: 2, values: Buffer.from('\0') } } },
    {},
    'strict',
  ),
  good(
    'thumbnail',
    'a thumbnail as a second image',
    (random) => {
      const raster = drawPage(random);
      const small = { raster: resize(raster, 99, 132), fields: { 254: { type: 4, values: [1] } as const } };
      return { bytes: writeTiff([{ raster, fields: masterFields() }, small]).bytes };
    },
    { profile: 'strict' },
  ),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((orientation) =>
    formed(`orientation-${orientation}`, `orientation ${orientation}`, {
      fields: { 274: short(orientation) },
    }),
  ),
];

const PROGRAMS: readonly Kind[] = [
  again('lzw', 'LZW with a predictor', 'tiffcp', '-c', 'lzw:2'),
  again('jpeg-strips', 'JPEG in YCbCr strips', 'tiffcp', '-r', '64', '-c', 'jpeg'),
  again('jpeg-tiles', 'JPEG in tiles', 'tiffcp', '-t', '-w', '64', '-l', '64', '-c', 'jpeg:r'),
  again('packbits', 'PackBits', 'tiffcp', '-c', 'packbits'),
  again('bigtiff-lzw', 'BigTIFF, big-endian, LZW', 'tiffcp', '-8', '-B', '-c', 'lzw'),
  again('group-4', 'CCITT Group 4', 'convert', '-threshold', '50%', '-compress', 'group4'),
  again('deflate-sixteen', 'Deflate of 16 bits', 'convert', '-depth', '16', '-compress', 'zip'),
  again(
    'lab-sixteen',
    'CIELab of 16 bits',
    'convert',
    '-colorspace',
    'Lab',
    '-depth',
    '16',
    '-compress',
    'none',
  ),
  again('cmyk', 'CMYK', 'convert', '-colorspace', 'CMYK', '-compress', 'lzw'),
  again('palette', 'a palette', 'convert', '-type', 'palette', '-compress', 'lzw'),
  as('jpg', '-quality', '90'),
  as('png'),
];

/** Scans of which nothing is to be said under their profile. */
export const GOOD: readonly Kind[] = [...PAGES, ...FORMS, ...PROGRAMS, ...GOOD_NEIGHBOURS];
