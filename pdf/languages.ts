import { directionOf, type LanguageMap } from '../model/language.ts';

/** A text in one language. */
export interface Said {
  /** A BCP 47 tag, or `none`. */
  readonly tag: string;
  readonly text: string;
}

const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** Everything that a map says, as it was written: the language that stands first was said first. */
export function allSaid(map: LanguageMap): Said[] {
  return Object.entries(map).flatMap(([tag, values]) =>
    values.filter((text) => text.trim() !== '').map((text) => ({ tag, text })),
  );
}

/** What a map says in its first language, in one line; `otherwise` where it says nothing. */
export function firstSaid(map: LanguageMap, otherwise: string): string {
  const [first] = allSaid(map);
  return first === undefined ? otherwise : inOneLine(first.text);
}

/** A text without line ends and tabs. */
export function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Which way a text runs: as its language does; where nobody has said, as its first letter does. */
export function wayOf({ tag, text }: Said): 'ltr' | 'rtl' {
  if (tag === 'none') return RIGHT_TO_LEFT.test(text) ? 'rtl' : 'ltr';
  // What was written in Latin letters (`ar-Latn`) runs as they do.
  return /-Latn(-|$)/.test(tag) ? 'ltr' : directionOf(tag);
}
