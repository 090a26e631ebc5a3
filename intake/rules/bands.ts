import type { TechnicalFacts } from '../../model/file-version.ts';
import type { Message } from '../../model/finding.ts';
import type { Band } from '../../model/look.ts';
import type { ScanFacts } from '../facts.ts';
import { COPY_AGAIN, countIn, join, type Remark, type Rule } from '../findings.ts';
import type { Hole } from '../holes.ts';
import { toUpright } from '../upright.ts';
import { areSameLines, blockRemark } from './lost-blocks.ts';

/** Fewer rows or columns are the same by chance, whatever their share of a small image. */
const MIN_LENGTH = 8;
/** Strips of fewer rows begin anywhere: that a band does where one begins says nothing. */
const MIN_PART_HEIGHT = 8;
/** The rest says the same of the same scan. */
const MAX_REMARKS = 5;

/** Where nothing is the smallest number, and nothing but nothing is: lossy compression makes zeros of darkness. */
const DARK_AT_ZERO = ['RGB', 'BlackIsZero', 'srgb', 'b-w', 'rgb16', 'grey16'];
const LOSSLESS = ['none', 'LZW', 'Deflate', 'PackBits', 'Zstandard', 'LZMA'];

/**
 * No data was lost on the way to the file. Surely lost are zeros to the end of the image, a strip of zeros, a tile
 * that was never written, and zeros from one block of the disk to another. Any other band may be a border that was clipped, and is only said. What lies along two edges
 * or more is a border or a cloth, and no more is said of it. Images of two tones have margins of one level, and are not
 * looked at.
 */
export const bands: Rule = {
  severity: 'error',
  check(facts, { bandPct, blankDeviation }) {
    const { technical, look, decoding } = facts;
    if (technical === undefined || technical.bitsPerSample === 1 || decoding?.ok === false) return [];
    const seen = look?.bands.filter(({ length }) => length >= MIN_LENGTH) ?? [];
    const isBlank = look !== undefined && look.deviation < blankDeviation;
    const found = seen
      .filter((band) => band.length * 100 > bandPct * sideOf(band, technical))
      .filter((band) => !isBlank || band.level === 0)
      .flatMap((band) => kindsOf(band, seen, facts, technical).map((kind) => ({ band, kind })))
      .sort((one, other) => rank(one.kind) - rank(other.kind) || other.band.length - one.band.length);
    const lost = found.filter(({ kind }) => rank(kind) === 0);
    const holes = (facts.holes ?? []).filter((hole) => !lost.some(({ band }) => isWithin(hole, band)));
    const told = [...lost.map(({ band }) => linesOf(band)), ...holes.map(({ region }) => region)];
    const blocks = (facts.lostBlocks ?? []).filter(
      ({ region }) => !told.some((lines) => areSameLines(lines, region)),
    );
    const doubts = found
      .slice(lost.length)
      .filter(({ band }) => !blocks.some(({ region }) => areSameLines(region, linesOf(band))))
      .filter(({ band }) => !holes.some((hole) => isColumnsOf(hole, band, technical)));
    return [
      ...lost.map(({ band, kind }) => remarkOf(band, kind, technical, bandPct)),
      ...holes.map((hole) => holeRemark(hole, technical)),
      ...blocks.map((block) => blockRemark(block, technical)),
      ...doubts.map(({ band, kind }) => remarkOf(band, kind, technical, bandPct)),
    ].slice(0, MAX_REMARKS);
  },
};

/** The lines of a band of rows; none of one of columns. */
function linesOf({ axis, from, length }: Band): { readonly y: number; readonly height: number } {
  return axis === 'rows' ? { y: from, height: length } : { y: 0, height: 0 };
}

/** Whether the lines of a band say it already. */
function isWithin({ region }: Hole, { from, length }: Band): boolean {
  return region.y >= from && region.y + region.height <= from + length;
}

/** Whether a hole from top to bottom says what a band of columns does. */
function isColumnsOf({ region }: Hole, { axis, from, length }: Band, { height }: TechnicalFacts): boolean {
  const isMet = region.x < from + length && from < region.x + region.width;
  return axis === 'columns' && region.height === height && isMet;
}

function holeRemark({ region, isOneColour }: Hole, technical: TechnicalFacts): Remark {
  const { x, y, width, height } = region;
  const [first, last] = [countIn(y + 1), countIn(y + height)];
  const sentence = isOneColour
    ? {
        en: `In lines ${first.en} to ${last.en} one colour is nothing but zeros: it was lost.`,
        nl: `In de regels ${first.nl} tot en met ${last.nl} bestaat één kleur uit louter nullen: die is verloren gegaan.`,
      }
    : {
        en: `A box of ${width} × ${height} pixels, from line ${first.en} on, is nothing but zeros, exactly where the file keeps one part of the picture: that part was lost.`,
        nl: `Een vak van ${width} × ${height} pixels, vanaf regel ${first.nl}, bestaat uit louter nullen, precies waar het bestand een deel van het beeld bewaart: dat deel is verloren gegaan.`,
      };
  return {
    value: `zeros in ${width}x${height} at ${x},${y}`,
    message: join(sentence, COPY_AGAIN),
    region: toUpright(region, technical, technical.orientation),
  };
}

type Kind = 'all' | 'rest' | 'part' | 'doubt';

function rank(kind: Kind): number {
  return kind === 'doubt' ? 1 : 0;
}

function sideOf({ axis }: Band, { width, height }: TechnicalFacts): number {
  return axis === 'rows' ? height : width;
}

/** What a band is, or nothing where it is a border. */
function kindsOf(
  band: Band,
  seen: readonly Band[],
  { tiff }: ScanFacts,
  technical: TechnicalFacts,
): readonly Kind[] {
  const isAll = band.length >= sideOf(band, technical);
  // All rows the same makes all columns the same, which says it twice.
  if (isAll && band.axis === 'columns') return [];
  const border = isAll ? undefined : borderOf(band, seen, technical);
  if (border !== undefined) return band.length > 2 * border ? ['doubt'] : [];
  if (!canBeLost(band, technical)) return ['doubt'];
  if (isAll) return ['all'];
  const end = band.from + band.length;
  if (end === technical.height) return ['rest'];
  const partHeight = tiff?.pages[0]?.partHeight ?? 0;
  const isPart = partHeight >= MIN_PART_HEIGHT && band.from % partHeight === 0 && end % partHeight === 0;
  return [band.from > 0 && isPart ? 'part' : 'doubt'];
}

function canBeLost(band: Band, { photometric, compression }: TechnicalFacts): boolean {
  const isZero = band.axis === 'rows' && band.level === 0 && band.fadesIn !== true;
  return isZero && DARK_AT_ZERO.includes(photometric) && LOSSLESS.includes(compression);
}

/** How wide the border of a band's level is elsewhere along the edges, where it lies along two of them or more. */
function borderOf(band: Band, seen: readonly Band[], technical: TechnicalFacts): number | undefined {
  const along = seen.filter((one) => one.level === band.level && isAlongEdge(one, technical));
  if (along.length < 2) return undefined;
  return Math.max(...along.filter((one) => one !== band).map(({ length }) => length));
}

function isAlongEdge(band: Band, technical: TechnicalFacts): boolean {
  const side = sideOf(band, technical);
  return band.length < side && (band.from === 0 || band.from + band.length === side);
}

function remarkOf(band: Band, kind: Kind, technical: TechnicalFacts, bandPct: number): Remark {
  const { axis, from, length, level } = band;
  const { width, height, orientation } = technical;
  const stored =
    axis === 'rows' ? { x: 0, y: from, width, height: length } : { x: from, y: 0, width: length, height };
  return {
    value: `${axis} ${from + 1}-${from + length}, level ${level}`,
    expected: `at most ${bandPct}% of the ${axis}`,
    message: join(sentenceOf(band, kind), kind === 'doubt' ? LOOK_AT_IT : COPY_AGAIN),
    region: toUpright(stored, technical, orientation),
    ...(kind === 'doubt' && { atMost: 'warning' }),
  };
}

const LOOK_AT_IT: Message = {
  en: 'Look at the image: if this is a border, all is well; otherwise data was lost, and the scan must be made again.',
  nl: 'Bekijk de afbeelding: als dit een rand is, is alles goed; anders zijn er gegevens verloren en moet opnieuw worden gescand.',
};

function sentenceOf({ axis, from, length, level }: Band, kind: Kind): Message {
  const first = countIn(from + 1);
  const last = countIn(from + length);
  if (kind === 'all')
    return {
      en: 'The image is nothing but zeros: the picture was lost.',
      nl: 'De afbeelding bestaat uit louter nullen: het beeld is verloren gegaan.',
    };
  if (kind === 'rest')
    return {
      en: `From line ${first.en} to the end the image is nothing but zeros: the rest of the picture was lost.`,
      nl: `Vanaf regel ${first.nl} tot het einde bestaat de afbeelding uit louter nullen: de rest van het beeld is verloren gegaan.`,
    };
  if (kind === 'part')
    return {
      en: `Lines ${first.en} to ${last.en} are nothing but zeros, exactly where the file keeps one part of the picture: that part was lost.`,
      nl: `Regels ${first.nl} tot en met ${last.nl} zijn louter nullen, precies waar het bestand een deel van het beeld bewaart: dat deel is verloren gegaan.`,
    };
  return axis === 'rows'
    ? {
        en: `Lines ${first.en} to ${last.en} of the file are all exactly the same (mean level ${level}).`,
        nl: `Regels ${first.nl} tot en met ${last.nl} van het bestand zijn precies gelijk (gemiddeld niveau ${level}).`,
      }
    : {
        en: `Columns ${first.en} to ${last.en} of the file do not change from the first line to the last (mean level ${level}).`,
        nl: `Kolommen ${first.nl} tot en met ${last.nl} van het bestand veranderen niet van de eerste regel tot de laatste (gemiddeld niveau ${level}).`,
      };
}
