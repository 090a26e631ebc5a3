import type { LanguageMap } from '../../model/language.ts';
import { foldLine } from './fold-line.ts';

/** A surface by what people call it; they come in their order. */
export interface LabelledSurface {
  readonly id: string;
  /** Empty: it is called by its number in the order. */
  readonly label: LanguageMap;
}

/** The surfaces of an item by what they are called. Places are from 0. */
export interface PlaceIndex {
  readonly surfaces: readonly LabelledSurface[];
  /** Folded labels, and the places that bear each: those of the whole label, else those of a part of it. */
  readonly places: ReadonlyMap<string, readonly number[]>;
  /** Signs of the longest folded label. */
  readonly longest: number;
  /** Every label that has a number, in order: what else there is near one. */
  readonly numbered: readonly NumberedLabel[];
  readonly largest: number;
}

export interface NumberedLabel {
  readonly text: string;
  readonly number: number;
}

/** Longer labels are only named by their place. */
const MOST_LABEL_SIGNS = 100;

/** What people write before a number: page, folio, column, in several languages. */
export const BEFORE_NUMBER =
  /^(?:pp?|ff?|fols?|bll?|blz|pag|s|cols?|kol|sp|pages?|pagina'?s?|folio'?s?|kolom(?:men)?|columns?)(?:\. *| +)(?=[#[\d])/;

/** The index of surfaces that are given in their order. */
export function indexPlaces(surfaces: readonly LabelledSurface[]): PlaceIndex {
  const whole = new Map<string, number[]>();
  const parts = new Map<string, number[]>();
  const numbered: NumberedLabel[] = [];
  surfaces.forEach((surface, place) => {
    const texts = namesOf(surface, place);
    const keys = new Set(
      texts.flatMap((text) => [text, text.normalize('NFC')].map(foldName)).filter(isUsable),
    );
    const others = new Set([...keys].flatMap(partsOf).filter((part) => isUsable(part) && !keys.has(part)));
    for (const key of keys) append(whole, key, place);
    for (const part of others) append(parts, part, place);
    const [text = ''] = texts;
    const number = /\d+/.exec(foldName(text))?.[0];
    if (number !== undefined) numbered.push({ text, number: Number(number) });
  });
  const places = new Map([...parts, ...whole]);
  const longest = [...places.keys()].reduce((most, { length }) => Math.max(most, length), 0);
  const largest = numbered.reduce((most, { number }) => Math.max(most, number), surfaces.length);
  return { surfaces, places, longest, numbered, largest };
}

/** Every label of a surface, numbers first; its number in the order where it has none. `place` from 0. */
export function namesOf({ label }: LabelledSurface, place: number): string[] {
  const { none = [], ...others } = label;
  const texts = [...none, ...Object.values(others).flat()].map((text) => text.trim()).filter(Boolean);
  return texts.length > 0 ? texts : [String(place + 1)];
}

/** A label as {@link PlaceIndex} has it. */
export function foldName(text: string): string {
  return foldLine(text).trim();
}

function isUsable(key: string): boolean {
  return key !== '' && key.length <= MOST_LABEL_SIGNS;
}

/** What else a page may be called by: `12r` of `f. [12r]`, `1v` and `2r` of `1v–2r`. */
function partsOf(key: string): string[] {
  const bare = key.replace(BEFORE_NUMBER, '');
  const open = bare.replace(/[[\]]/g, '').trim();
  const sides = /^(\d+[a-z]?) *[-/|] *(\d+[a-z]?)$/.exec(open);
  return sides === null ? [bare, open] : [bare, open, ...sides.slice(1)];
}

function append(map: Map<string, number[]>, key: string, place: number): void {
  const places = map.get(key);
  if (places === undefined) map.set(key, [place]);
  else places.push(place);
}
