import type { LanguageEntry } from '../model/describing.ts';
import { directionOf, scriptOf } from '../model/language.ts';

/** What an archive of social movements all over the world meets, the most frequent first; then what is spelt in other letters. */
const TAGS = `
nl en de fr es it pt ru uk pl cs da sv no fi hu ro bg sr-Cyrl sr-Latn hr sl sk el
yi he lad ar fa tr ota ku ckb hy ka az ur
zh-Hans zh-Hant ja ko vi th id ms jv hi bn ta pa
fy af pap srn ca eu ga la eo lt lv et be mk sq
ru-Latn uk-Latn bg-Latn yi-Latn he-Latn ar-Latn fa-Latn ota-Latn hy-Latn ka-Latn el-Latn zh-Latn-pinyin ja-Latn ko-Latn
mul und
`
  .trim()
  .split(/\s+/);

/** Languages that are found with few steps; any other BCP 47 tag will do as well. */
export const LANGUAGES: readonly LanguageEntry[] = Object.freeze(TAGS.map(describe));

function describe(tag: string): LanguageEntry {
  const isOne = tag !== 'mul' && tag !== 'und';
  return {
    tag,
    name: { en: nameIn('en', tag), nl: nameIn('nl', tag) },
    direction: directionOf(tag),
    script: isOne ? (scriptOf(tag) ?? '') : '',
  };
}

function nameIn(language: string, tag: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
}
