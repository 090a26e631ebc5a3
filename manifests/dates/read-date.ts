import type { DateReading } from '../../model/date-reading.ts';
import type { Message } from '../../model/finding.ts';
import { sayDate } from './date-words.ts';
import { type EdtfDate, formatEdtf, navDateOf, parseEdtf } from './edtf.ts';
import { foldDate, isUndated, typedDate } from './typed-dates.ts';
import { twoReadings } from './typed-points.ts';

/**
 * Reads a date that a person typed: EDTF, or words in English, Dutch or German where it is sure what they mean
 * (docs/desk/dates.md).
 */
export function readDate(text: string): DateReading {
  const given = text.trim();
  const folded = foldDate(given);
  const date = parseEdtf(given) ?? parseTyped(folded, /[\u2010-\u2015\u2212]/.test(given));
  if (date === undefined) return { fault: faultOf(given, folded) };
  return { edtf: formatEdtf(date), navDate: navDateOf(date), words: sayDate(date) };
}

function parseTyped(folded: string, hadDash: boolean): EdtfDate | undefined {
  const edtf = typedDate(folded, hadDash);
  return edtf === undefined ? undefined : parseEdtf(edtf);
}

function faultOf(given: string, folded: string): Message {
  if (given === '' || isUndated(folded))
    return {
      en: 'Leave the date empty where there is none.',
      nl: 'Laat de datum leeg als er geen is.',
    };
  const [one, other] = (twoReadings(folded) ?? []).map((edtf) => parseEdtf(edtf));
  if (one !== undefined && other !== undefined) return eitherOf(given, one, other);
  return {
    en: `"${given}" is no date that is understood for sure. Write it like 1917, May 1917, 1 May 1917, 1917–1919, about 1917, 1917?, 1920s, spring 1848, or as EDTF: 1917-05, 1917~, 192X, 1917/1919.`,
    nl: `"${given}" is geen datum die zeker begrepen wordt. Schrijf bijvoorbeeld 1917, mei 1917, 1 mei 1917, 1917–1919, omstreeks 1917, 1917?, jaren 1920, lente 1848, of als EDTF: 1917-05, 1917~, 192X, 1917/1919.`,
  };
}

function eitherOf(given: string, one: EdtfDate, other: EdtfDate): Message {
  const [first, second] = [sayDate(one), sayDate(other)];
  return {
    en: `"${given}" may be ${first['en']} or ${second['en']}. Write the month as a word.`,
    nl: `"${given}" kan ${first['nl']} of ${second['nl']} zijn. Schrijf de maand als woord.`,
  };
}
