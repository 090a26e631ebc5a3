/** Strips or tiles as a directory lists them: where each begins, and how many bytes it has. */
export interface ListedParts {
  readonly offsets: readonly number[];
  readonly counts: readonly number[];
  /** Compressed parts that are the same may be kept once: some writers do so with empty tiles. */
  readonly isPacked: boolean;
}

/** Within these stands the header, and never a picture. */
const HEADER_BYTES = 8;

/** How many parts lie where other data is: another part, or the header. 0 where lengths are not told. */
export function countOverlaps({ offsets, counts, isPacked }: ListedParts): number {
  if (counts.length < offsets.length) return 0;
  let bad = 0;
  let end = HEADER_BYTES;
  let last = { offset: -1, count: -1 };
  for (const index of inOrder(offsets)) {
    const [offset = 0, count = 0] = [offsets[index], counts[index]];
    const isShared = isPacked && offset === last.offset && count === last.count;
    if (offset < end && !isShared) bad += 1;
    end = Math.max(end, offset + count);
    last = { offset, count };
  }
  return bad;
}

/** Indices by offset. Nearly every file has its parts in order already. */
function inOrder(offsets: readonly number[]): Iterable<number> {
  const isSorted = offsets.every((offset, index) => index === 0 || (offsets[index - 1] ?? 0) <= offset);
  if (isSorted) return offsets.keys();
  return Uint32Array.from(offsets.keys()).sort((one, other) => (offsets[one] ?? 0) - (offsets[other] ?? 0));
}
