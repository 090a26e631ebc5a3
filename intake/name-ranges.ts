import { type Numbered, readNumber } from './missing-names.ts';

/** Names as a person reads them. */
export interface NameRanges {
  /** `0017–0019`, `0031`: each one name, or three and more that follow one another. */
  readonly ranges: readonly string[];
  /** How many names these are. */
  readonly count: number;
}

/** From as many that follow one another on they are said as a range. */
const LEAST = 3;

/**
 * Says names shortly: those that follow one another as a range, and without what all of an item's names begin with.
 *
 * @param names what is to be said, in its order
 * @param others all other names of the item: what these do not begin with is never left out
 * @param most as many ranges at most
 */
export function nameRanges(names: readonly string[], others: readonly string[], most: number): NameRanges {
  const shared = sharedStart([...names, ...others]).length;
  const runs = runsIn(names).slice(0, most);
  return {
    ranges: runs.map((run) => {
      const said = run.map((name) => name.slice(shared));
      return said.length === 1 ? `${said[0]}` : `${said[0]}–${said.at(-1)}`;
    }),
    count: runs.reduce((sum, { length }) => sum + length, 0),
  };
}

/** What all numbered names begin with, up to the last separator before the number: `ARCH00860_1_`. */
function sharedStart(names: readonly string[]): string {
  const starts = names.map((name) => readNumber(name)?.before).filter((start) => start !== undefined);
  const [first = ''] = starts;
  if (starts.length < names.length || starts.some((start) => start !== first)) return '';
  return /^.*[ ._-]/su.exec(first)?.[0] ?? '';
}

/** Names that follow one another together, if they are enough; every other alone. */
function runsIn(names: readonly string[]): readonly (readonly string[])[] {
  const runs: string[][] = [];
  let before: Numbered | undefined;
  for (const name of names) {
    const read = readNumber(name);
    if (before !== undefined && read !== undefined && follows(before, read)) runs.at(-1)?.push(name);
    else runs.push([name]);
    before = read;
  }
  return runs.flatMap((run) => (run.length >= LEAST ? [run] : run.map((name) => [name])));
}

function follows(one: Numbered, other: Numbered): boolean {
  return one.before === other.before && one.after === other.after && one.number + 1 === other.number;
}
