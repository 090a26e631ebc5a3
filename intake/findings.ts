import type { CaptureProfile } from '../model/capture-profile.ts';
import type { TechnicalFacts } from '../model/file-version.ts';
import type { Finding, Message, Severity } from '../model/finding.ts';
import type { ScanFacts } from './facts.ts';

/** What a rule has to say: a finding without its name and severity, which the table and the profile give. */
export interface Remark extends Omit<Finding, 'rule' | 'severity'> {
  /** Where a good scan may look the same: no profile makes an error of it. */
  readonly atMost?: 'warning';
}

/** One thing to look at. `check` is pure; silence is good. */
export interface Rule {
  /** Unless the profile says otherwise. */
  readonly severity: Severity;
  readonly check: (facts: ScanFacts, profile: CaptureProfile) => readonly Remark[];
}

/**
 * What the header says, for rules about it. Where the directory of a TIFF is broken itself, what is read of it is
 * not what was meant, and `structure` speaks alone.
 */
export function headerOf({ technical, tiff }: ScanFacts): TechnicalFacts | undefined {
  const damage = tiff?.damage?.kind;
  return damage === undefined || damage.startsWith('parts-') ? technical : undefined;
}

/** What to do about a file that is broken: the same words wherever they apply. */
export const COPY_AGAIN: Message = Object.freeze({
  en: 'Copy it again from the camera or scanner, or scan again.',
  nl: 'Kopieer het opnieuw van de camera of scanner, of scan opnieuw.',
});

/** Two sentences in each language, one after the other. */
export function join(...messages: readonly Message[]): Message {
  return {
    en: messages.map((message) => message.en).join(' '),
    nl: messages.map((message) => message.nl).join(' '),
  };
}

/** A whole number as people write it in each language: 1,431 and 1.431. */
export function countIn(value: number): Message {
  return { en: value.toLocaleString('en-GB'), nl: value.toLocaleString('nl-NL') };
}

/** A number with no more decimals than asked for, as people write it in each language: 21.5 and 21,5. */
export function decimalIn(value: number, digits = 1): Message {
  const format = (locale: string): string => value.toLocaleString(locale, { maximumFractionDigits: digits });
  return { en: format('en-GB'), nl: format('nl-NL') };
}

/** Millions of pixels, with one decimal below ten. */
export function megapixelsIn(pixels: number): Message {
  const digits = pixels < 10_000_000 ? 1 : 0;
  const format = (locale: string): string =>
    (pixels / 1e6).toLocaleString(locale, { maximumFractionDigits: digits });
  return { en: format('en-GB'), nl: format('nl-NL') };
}

/** A choice as people write it in each language: `8 or 16`, `8 of 16`. */
export function anyOf(values: readonly Message[]): Message {
  const listIn = (language: keyof Message, locale: string): string =>
    new Intl.ListFormat(locale, { type: 'disjunction' }).format(values.map((value) => value[language]));
  return { en: listIn('en', 'en-GB'), nl: listIn('nl', 'nl-NL') };
}

/** The same in both languages: a number, or a name that is nobody's to translate. */
export function asIs(value: string | number): Message {
  return { en: String(value), nl: String(value) };
}
