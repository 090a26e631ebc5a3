import { FILE_NAME, type Kind, type MadeScan, masterOf, type OtherScan, warning } from './kind.ts';
import type { Random } from './random.ts';
import { cutOut, drawPage, mapSamples, PAGE_HEIGHT, PAGE_WIDTH, type Raster, resize } from './raster.ts';
import { ratio, short } from './write-tiff.ts';

type Expected = Kind['expects'][number];

/** The millimetres of {@link PAGE_WIDTH} pixels at 300 per inch. */
const MM_PER_PIXEL = 25.4 / 300;
const ORIGINAL = { widthMm: PAGE_WIDTH * MM_PER_PIXEL, heightMm: PAGE_HEIGHT * MM_PER_PIXEL };
/** The item has five more scans: two before the one that is judged, three after. */
const NUMBERS = [1, 2, 4, 5, 6] as const;

/** The scans that stand beside. Every page has words of its own. */
export function othersOf(random: Random): readonly OtherScan[] {
  return NUMBERS.map((number) => otherOf(number, drawPage(random)));
}

function otherOf(number: number, raster: Raster): OtherScan {
  return { fileName: FILE_NAME.replace('00003', `0000${number}`), bytes: masterOf(raster).bytes };
}

/** The page as a second shot would have it: moved a little, lit a little differently, with noise of its own. */
function shotAgain(random: Random, page: Raster): Raster {
  const moved = cutOut(page, {
    left: random.int(-2, 2),
    top: random.int(-2, 2),
    width: page.width,
    height: page.height,
  });
  const light = random.int(-4, 4);
  return mapSamples(moved, (level) => Math.min(255, level + light + random.int(-3, 3)));
}

function placeKind(
  kind: string,
  about: string,
  expected: Expected,
  make: (random: Random) => MadeScan,
): Kind {
  return { kind, about, writer: 'own bytes', profile: 'any', expects: [expected], make };
}

function sized(random: Random, width: number, height: number): MadeScan {
  return { bytes: masterOf(resize(drawPage(random), width, height)).bytes, others: othersOf(random) };
}

const DUPLICATE = warning('near-duplicate', /almost the same as ARCH00860/);
const OUTLIER = warning('outlier', /the others of this item/);
const PHYSICAL = warning('physical-size', /is said to be/);

/** Scans that are whole, but stand in the wrong place or beside the wrong scans. */
export const NEIGHBOURS: readonly Kind[] = [
  placeKind('same-bytes', 'the same file under the next number', warning('same-bytes', /00002/), (random) => {
    const others = othersOf(random);
    return { bytes: others[1]?.bytes ?? Buffer.alloc(0), others };
  }),
  placeKind('same-bytes-far', 'the same file three numbers on', warning('same-bytes', /00006/), (random) => {
    const others = othersOf(random);
    return { bytes: others[4]?.bytes ?? Buffer.alloc(0), others };
  }),
  placeKind(
    'same-bytes-elsewhere',
    'a file of another item',
    warning('same-bytes', /ARCH00293\.7/),
    (random) => ({
      bytes: masterOf(drawPage(random)).bytes,
      elsewhere: { reference: 'ARCH00293.7', name: '12' },
    }),
  ),
  placeKind('shot-again', 'the page before, shot a second time', DUPLICATE, (random) => {
    const page = drawPage(random);
    const others = othersOf(random).map((other, at) => (at === 1 ? otherOf(2, page) : other));
    return { bytes: masterOf(shotAgain(random, page)).bytes, others };
  }),
  placeKind('shot-before', 'the page after, shot a second time', DUPLICATE, (random) => {
    const page = drawPage(random);
    const others = othersOf(random).map((other, at) => (at === 2 ? otherOf(4, page) : other));
    return { bytes: masterOf(shotAgain(random, page)).bytes, others };
  }),
  placeKind('cropped', 'a third of the page is cropped away', OUTLIER, (random) => {
    const box = { left: 0, top: 0, width: PAGE_WIDTH, height: Math.round(PAGE_HEIGHT * 0.66) };
    return { bytes: masterOf(cutOut(drawPage(random), box)).bytes, others: othersOf(random) };
  }),
  placeKind('zoomed', 'half as large again as the other pages', OUTLIER, (random) =>
    sized(random, Math.round(PAGE_WIDTH * 1.5), Math.round(PAGE_HEIGHT * 1.5)),
  ),
  placeKind('two-in-one', 'an opening among single pages', OUTLIER, (random) =>
    sized(random, PAGE_WIDTH * 2, PAGE_HEIGHT),
  ),
  placeKind('physical-size', 'half as large as the catalogue says', PHYSICAL, (random) => ({
    bytes: masterOf(drawPage(random)).bytes,
    original: { widthMm: ORIGINAL.widthMm * 2, heightMm: ORIGINAL.heightMm * 2 },
  })),
  placeKind('physical-ppi', 'a resolution tag that makes the original half its size', PHYSICAL, (random) => ({
    bytes: masterOf(drawPage(random), { fields: { 282: ratio(600), 283: ratio(600) } }).bytes,
    original: ORIGINAL,
  })),
];

/** Good scans among others, and those of which somebody might think otherwise. */
export const GOOD_NEIGHBOURS: readonly Kind[] = [
  goodPlace('good-item', 'a page among the others, as large as the catalogue says', (random) => ({
    bytes: masterOf(drawPage(random)).bytes,
    others: othersOf(random),
    original: ORIGINAL,
  })),
  goodPlace('good-item-uneven', 'a page a twentieth smaller than the others', (random) =>
    sized(random, Math.round(PAGE_WIDTH * 0.95), Math.round(PAGE_HEIGHT * 0.95)),
  ),
  goodPlace('good-item-turned', 'a page that lies on its side and that a tag turns upright', (random) => ({
    bytes: masterOf(drawPage(random, { width: PAGE_HEIGHT, height: PAGE_WIDTH }), {
      fields: { 274: short(6) },
    }).bytes,
    others: othersOf(random),
    original: ORIGINAL,
  })),
];

function goodPlace(kind: string, about: string, make: (random: Random) => MadeScan): Kind {
  return { kind, about, writer: 'own bytes', profile: 'any', expects: [], make };
}
