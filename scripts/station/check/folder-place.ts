import type { ScanFacts } from '../../../intake/facts.ts';
import type { Neighbour, PlaceFacts } from '../../../intake/place.ts';

/** A folder that stands for an item as long as nothing has been sent. */
export interface FolderOfScans {
  /** What it is called where an item's reference would stand. */
  readonly reference: string;
  readonly original: PlaceFacts['original'];
}

/**
 * Tells of each scan of a folder, by its number, where it stands among the others. They are given in the order of
 * their names; undefined stands for a file that could not be read, and nobody is compared with it.
 */
export function placesIn(
  scans: readonly (ScanFacts | undefined)[],
  folder: FolderOfScans,
): (at: number) => PlaceFacts | undefined {
  const byDigest = namesByDigest(scans);
  const siblingsOf = siblingsAmong(scans);
  return (at) => {
    const scan = scans[at];
    if (scan === undefined) return undefined;
    const same = (byDigest.get(scan.sha256) ?? []).filter((name) => name !== scan.originalName);
    return {
      sameBytes: same.map((name) => ({ name, reference: folder.reference, isSameItem: true })),
      before: neighbourOf(scan, scans[at - 1]),
      after: neighbourOf(scan, scans[at + 1]),
      siblings: siblingsOf(scan),
      original: folder.original,
    };
  };
}

function namesByDigest(scans: readonly (ScanFacts | undefined)[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const scan of scans) {
    if (scan === undefined) continue;
    const same = names.get(scan.sha256);
    if (same === undefined) names.set(scan.sha256, [scan.originalName]);
    else same.push(scan.originalName);
  }
  return names;
}

function siblingsAmong(
  scans: readonly (ScanFacts | undefined)[],
): (scan: ScanFacts) => PlaceFacts['siblings'] {
  const sides = scans.flatMap((scan) => scan?.technical ?? []);
  const widths = sides.map(({ width }) => width).sort((one, other) => one - other);
  const heights = sides.map(({ height }) => height).sort((one, other) => one - other);
  return ({ technical }) => {
    const count = sides.length - 1;
    if (technical === undefined || count === 0) return undefined;
    return {
      count,
      medianWidth: medianWithout(widths, technical.width),
      medianHeight: medianWithout(heights, technical.height),
    };
  };
}

/** The very same file looks the same too, but that has been said. */
function neighbourOf(scan: ScanFacts, other: ScanFacts | undefined): Neighbour | undefined {
  if (other?.look === undefined || other.technical === undefined) return undefined;
  if (other.sha256 === scan.sha256) return undefined;
  const { width, height } = other.technical;
  return { name: other.originalName, look: other.look, width, height };
}

/** The median of sorted numbers, at least two, without one that has this value. */
function medianWithout(sorted: readonly number[], value: number): number {
  const left = sorted.length - 1;
  const nth = (place: number): number => {
    const here = sorted[place] ?? value;
    return here < value ? here : (sorted[place + 1] ?? value);
  };
  return (nth(Math.floor((left - 1) / 2)) + nth(Math.floor(left / 2))) / 2;
}
