import type { DeskSurface } from '../../model/desk.ts';
import { valuesOf } from '../language/format.ts';

/** The place of the page that somebody names, counted from 0; undefined where none or several are called so. */
export function placeNamed(sides: readonly DeskSurface[], words: string): number | undefined {
  const asked = words.trim().toLowerCase();
  if (asked === '') return undefined;
  const named = (names: (side: DeskSurface) => readonly string[]) =>
    sides.flatMap((side, at) => (names(side).some((name) => name.toLowerCase() === asked) ? [at] : []));
  const labelled = named(({ label }) => valuesOf(label).map(({ value }) => value));
  if (labelled.length > 0) return labelled.length === 1 ? labelled[0] : undefined;
  const number = /^\d+$/.test(asked) ? Number(asked) : 0;
  if (number >= 1 && number <= sides.length) return number - 1;
  const called = named(({ name }) => [name]);
  return called.length === 1 ? called[0] : undefined;
}
