/** A name with a number in it that counts its sides: the last run of digits. */
interface Numbered {
  readonly before: string;
  readonly digits: string;
  readonly after: string;
  readonly number: number;
}

interface Series {
  readonly sample: Numbered;
  readonly numbers: ReadonlySet<number>;
  /** How many names it has: with rectos and versos more than numbers. */
  readonly count: number;
  readonly isPlain: boolean;
}

/** More than these nobody reads. */
const MOST = 200;

/**
 * What is missing in a series of names: `p1, p2, p4` lacks `p3`. Of several series the longest counts. A jump that is
 * wider than the series itself is no gap: cameras begin anew.
 *
 * @param wanted how many are missing in all; null where nobody knows, so that only gaps between names are told
 * @returns names without an extension, in their order: never one that is there, `wanted` of them at most.
 */
export function missingIn(names: readonly string[], wanted: number | null): readonly string[] {
  const series = longest(names);
  if (series === undefined) return [];
  const most = Math.min(MOST, wanted ?? MOST);
  const told = gapsIn(series);
  const rest = wanted === null || !series.isPlain ? 0 : most - told.length;
  return [...ahead(series, rest), ...told, ...behind(series, rest)]
    .slice(0, most)
    .sort((one, other) => one - other)
    .map((number) => nameOf(series, number));
}

function longest(names: readonly string[]): Series | undefined {
  const found = new Map<string, Numbered[]>();
  for (const name of names) {
    const read = readNumber(name);
    if (read !== undefined) found.set(read.before, [...(found.get(read.before) ?? []), read]);
  }
  const [most] = [...found.values()].sort((one, other) => other.length - one.length);
  const sample = most?.toSorted((one, other) => one.digits.length - other.digits.length)[0];
  if (most === undefined || sample === undefined) return undefined;
  return {
    sample,
    numbers: new Set(most.map(({ number }) => number)),
    count: most.length,
    isPlain: most.every(({ after }) => after === sample.after),
  };
}

function readNumber(name: string): Numbered | undefined {
  const read = /^(.*?)(\d{1,9})(\D{0,10})$/su.exec(name);
  if (read === null) return undefined;
  const [, before = '', digits = '', after = ''] = read;
  return { before, digits, after, number: Number(digits) };
}

/** Numbers between the first and the last that are not there; none where the jumps are wider than the series. */
function gapsIn({ numbers, count }: Series): readonly number[] {
  const first = Math.min(...numbers);
  const width = Math.max(...numbers) - first + 1;
  if (width - numbers.size > count) return [];
  return Array.from({ length: width }, (_, index) => first + index).filter((number) => !numbers.has(number));
}

/** What lies before the first of a series that begins a little after 1. */
function ahead({ numbers }: Series, rest: number): readonly number[] {
  const first = Math.min(...numbers);
  return first > 1 && first - 1 <= rest ? Array.from({ length: first - 1 }, (_, index) => index + 1) : [];
}

/** What comes after the last, as many as are still wanted. */
function behind(series: Series, rest: number): readonly number[] {
  const count = Math.max(0, rest - ahead(series, rest).length);
  const last = Math.max(...series.numbers);
  return Array.from({ length: count }, (_, index) => last + 1 + index);
}

/** With as many digits as the others have, and without a side where they have several. */
function nameOf({ sample, isPlain }: Series, number: number): string {
  const { before, digits, after } = sample;
  return `${before}${String(number).padStart(digits.length, '0')}${isPlain ? after : ''}`;
}
