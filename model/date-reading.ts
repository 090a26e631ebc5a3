import type { Message } from './finding.ts';
import type { LanguageMap } from './language.ts';

/** What a typed date comes to. */
export type DateReading =
  | {
      /** As it is kept: `1917-05`, `1917~`, `1917/1919`. */
      readonly edtf: string;
      /** Its first instant, for timelines: an xsd:dateTime in UTC. */
      readonly navDate: string;
      /** For people, in English, Dutch and German. */
      readonly words: LanguageMap;
    }
  | { readonly fault: Message };

/** No typed date has more signs. */
export const MOST_DATE_SIGNS = 200;
