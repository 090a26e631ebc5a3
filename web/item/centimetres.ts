/** What somebody typed as a size in centimetres, in whole millimetres, as it is kept. */
export type Centimetres =
  | { readonly kind: 'nothing' | 'wrong' }
  /** `isRounded` where it was said more finely than in millimetres. */
  | { readonly kind: 'size'; readonly mm: number; readonly isRounded: boolean };

/** The largest side that is kept: a hundred metres. */
const LARGEST_MM = 100_000;

/** Reads `14.85` and `14,85` alike, with or without `cm`, to the nearest millimetre. */
export function readCentimetres(typed: string): Centimetres {
  if (typed.trim() === '') return { kind: 'nothing' };
  const found = /^\s*(\d{1,6}(?:[.,]\d{1,6})?)\s*(?:cm)?\s*$/iu.exec(typed);
  // Without the last digits, which a number of two may have gained: 4.35 is 43.49999999999999.
  const exact = Number((Number(found?.[1]?.replace(',', '.')) * 10).toPrecision(12));
  const mm = Math.round(exact);
  if (!(mm >= 1 && mm <= LARGEST_MM)) return { kind: 'wrong' };
  return { kind: 'size', mm, isRounded: mm !== exact };
}
