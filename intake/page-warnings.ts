import type { Message } from '../model/finding.ts';
import { nameRanges } from './name-ranges.ts';
import { titleOfRule } from './rule-words.ts';

/** A rule that warns of the scan that a page shows. */
export interface PageWarning {
  readonly name: string;
  readonly rule: string;
}

/** Names and ranges of names of one kind; the strip and the light table have them all. */
const MOST_RANGES = 4;

/**
 * Says of how many pages there are warnings, and which kinds on which pages, so that somebody looks before the item is
 * finished: a warning keeps nothing out.
 *
 * @param warnings in the order of the pages
 * @param names of all pages of the item
 * @returns one sentence, or none where nothing warns
 */
export function pageWarnings(warnings: readonly PageWarning[], names: readonly string[]): readonly Message[] {
  const pages = new Set(warnings.map(({ name }) => name)).size;
  if (pages === 0) return [];
  const rules = [...new Set(warnings.map(({ rule }) => rule))];
  const kinds = rules.map((rule) => {
    const found = new Set(warnings.filter((one) => one.rule === rule).map(({ name }) => name));
    return kindWords(rule, [...found], names);
  });
  const [one, other] =
    pages === 1
      ? ['1 page has a warning. Look at it', '1 pagina heeft een waarschuwing. Bekijk die']
      : [`${pages} pages have warnings. Look at them`, `${pages} pagina’s hebben waarschuwingen. Bekijk die`];
  return [
    {
      en: `${one} before you finish. ${kinds.map(({ en }) => en).join(' ')}`,
      nl: `${other} voordat u afrondt. ${kinds.map(({ nl }) => nl).join(' ')}`,
    },
  ];
}

/** `Blank page: 0012.` */
function kindWords(rule: string, found: readonly string[], names: readonly string[]): Message {
  const { ranges, count } = nameRanges(found, names, MOST_RANGES);
  const title = titleOfRule(rule);
  const more = found.length - count;
  const said = ranges.join(', ');
  return {
    en: `${title.en}: ${said}${more > 0 ? ` and ${more} more` : ''}.`,
    nl: `${title.nl}: ${said}${more > 0 ? ` en nog ${more}` : ''}.`,
  };
}
