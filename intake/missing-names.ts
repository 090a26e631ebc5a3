/** A name with a number in it that counts its sides: the last run of digits. */
export interface Numbered {
  readonly before: string;
  readonly digits: string;
  readonly after: string;
  readonly number: number;
}

/** Places of which each holds one name: a number, or one of the two sides of a leaf. */
interface Series {
  readonly before: string;
  /** With how many digits numbers are written at least. */
  readonly width: number;
  /** What follows the number: the two sides of a leaf, or what most names have. */
  readonly sides: readonly string[];
  /** The places that are taken: the number times the sides, and which side it is. */
  readonly places: ReadonlySet<number>;
  /** How many names it has. */
  readonly count: number;
  /** Whether what comes before the first and after the last can be named. */
  readonly isPlain: boolean;
}

/** More than these nobody reads. */
const MOST = 200;

/** How the two sides of a leaf are told apart in a name, in their order, whatever stands before it. */
const LEAVES = /^[ ._-]?(?:r|recto|a)$/iu;
const BACKS = /^[ ._-]?(?:v|verso|b)$/iu;

/**
 * What is missing in a series of names: `p1, p2, p4` lacks `p3`, and `1r, 1v, 2r` of four lacks `2v`. Of several series the
 * longest counts. A jump that is wider than the series itself is no gap, as cameras begin anew, unless just so many are
 * missing.
 *
 * @param wanted how many are missing in all; null where nobody knows, so that only gaps between names are told
 * @returns names without an extension, in their order: never one that is there, two hundred at most. They are more than
 *   `wanted` where there are more gaps than that: which of them is the one, nobody can tell.
 */
export function missingIn(names: readonly string[], wanted: number | null): readonly string[] {
  const series = longest(names);
  if (series === undefined || wanted === 0) return [];
  const gaps = gapsIn(series, wanted);
  const rest = wanted === null || !series.isPlain ? 0 : Math.min(MOST, wanted) - gaps.length;
  return [...ahead(series, rest), ...gaps, ...behind(series, rest)]
    .slice(0, MOST)
    .map((place) => nameOf(series, place));
}

/** The number in a name, and what stands around it; undefined where there is none. */
export function readNumber(name: string): Numbered | undefined {
  const read = /^(.*?)(\d{1,9})(\D{0,10})$/su.exec(name);
  if (read === null) return undefined;
  const [, before = '', digits = '', after = ''] = read;
  return { before, digits, after, number: Number(digits) };
}

function longest(names: readonly string[]): Series | undefined {
  const found = new Map<string, Numbered[]>();
  for (const name of names) {
    const read = readNumber(name);
    if (read === undefined) continue;
    const known = found.get(read.before);
    if (known === undefined) found.set(read.before, [read]);
    else known.push(read);
  }
  const [most] = [...found.values()].sort((one, other) => other.length - one.length);
  return most && seriesOf(most);
}

function seriesOf(names: readonly Numbered[]): Series {
  const { sides, isPlain } = sidesOf(names);
  const placed = names.map(({ number, after }) => number * sides.length + Math.max(0, sides.indexOf(after)));
  return {
    before: names[0]?.before ?? '',
    width: names.reduce((least, { digits }) => Math.min(least, digits.length), Number.POSITIVE_INFINITY),
    sides,
    places: new Set(placed),
    count: names.length,
    isPlain,
  };
}

/** What names have behind their number: the sides of a leaf, or else what more than half of them have. */
function sidesOf(names: readonly Numbered[]): Pick<Series, 'sides' | 'isPlain'> {
  const counts = new Map<string, number>();
  for (const { after } of names) counts.set(after, (counts.get(after) ?? 0) + 1);
  const kinds = [...counts.keys()];
  const [front, back] = [kinds.find((kind) => LEAVES.test(kind)), kinds.find((kind) => BACKS.test(kind))];
  if (kinds.length === 2 && front !== undefined && back !== undefined)
    return { sides: [front, back], isPlain: true };
  const usual = kinds.find((kind) => 2 * (counts.get(kind) ?? 0) > names.length);
  return { sides: [usual ?? ''], isPlain: usual !== undefined };
}

/**
 * Places between the first and the last that are not taken; none where the jumps are wider than the series and than what
 * is wanted. Where nobody knows how many there are, a leaf of which one side is there lacks nothing.
 */
function gapsIn({ places, count, sides }: Series, wanted: number | null): readonly number[] {
  const [first, last] = [leastOf(places), mostOf(places)];
  if (last - first + 1 - places.size > Math.max(count, wanted ?? 0)) return [];
  const hasLeaf = (place: number) => {
    const leaf = place - (place % sides.length);
    return wanted === null && sides.some((_, side) => places.has(leaf + side));
  };
  const found: number[] = [];
  for (let place = first; place < last && found.length < MOST; place += 1)
    if (!places.has(place) && !hasLeaf(place)) found.push(place);
  return found;
}

/** What lies before the first of a series that begins a little after 1. */
function ahead({ places, sides }: Series, rest: number): readonly number[] {
  const first = leastOf(places);
  const count = first - sides.length;
  return count > 0 && count <= rest ? Array.from({ length: count }, (_, index) => sides.length + index) : [];
}

/** What comes after the last, as many as are still wanted. */
function behind(series: Series, rest: number): readonly number[] {
  const count = Math.max(0, rest - ahead(series, rest).length);
  const last = mostOf(series.places);
  return Array.from({ length: count }, (_, index) => last + 1 + index);
}

function leastOf(places: ReadonlySet<number>): number {
  return [...places].reduce((least, place) => Math.min(least, place), Number.POSITIVE_INFINITY);
}

function mostOf(places: ReadonlySet<number>): number {
  return [...places].reduce((most, place) => Math.max(most, place), Number.NEGATIVE_INFINITY);
}

/** With as many digits as the others have. */
function nameOf({ before, width, sides }: Series, place: number): string {
  const number = Math.floor(place / sides.length);
  return `${before}${String(number).padStart(width, '0')}${sides[place % sides.length] ?? ''}`;
}
