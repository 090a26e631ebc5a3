import type { CaptureProfile } from '../model/capture-profile.ts';
import type { Finding, Message, Severity } from '../model/finding.ts';
import type { ScanFacts } from './facts.ts';

/** What a rule has to say: a finding without its name and severity, which the table and the profile give. */
export type Remark = Omit<Finding, 'rule' | 'severity'>;

/** One thing to look at. `check` is pure; silence is good. */
export interface Rule {
  /** Unless the profile says otherwise. */
  readonly severity: Severity;
  readonly check: (facts: ScanFacts, profile: CaptureProfile) => readonly Remark[];
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

/** Millions of pixels, with one decimal below ten. */
export function megapixelsIn(pixels: number): Message {
  const digits = pixels < 10_000_000 ? 1 : 0;
  const format = (locale: string): string =>
    (pixels / 1e6).toLocaleString(locale, { maximumFractionDigits: digits });
  return { en: format('en-GB'), nl: format('nl-NL') };
}
