import type { InternationalString } from '@iiif/presentation-3';
import type { LanguageMap } from '../model/language.ts';

/** A language map as IIIF writes it, without languages and values that say nothing. */
export function formatLanguageMap(map: LanguageMap): InternationalString {
  const said = Object.entries(map)
    .map(([tag, values]) => [tag, values.filter((value) => value.trim() !== '')] as const)
    .filter(([, values]) => values.length > 0);
  return Object.fromEntries(said);
}

/** Whether a language map says anything. */
export function saysSomething(map: LanguageMap): boolean {
  return Object.keys(formatLanguageMap(map)).length > 0;
}
