import type { LanguageMap } from '../../model/language.ts';
import type { InterfaceLanguage, Messages } from './messages.ts';

const UNITS = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Bytes as people say them: `12.4 MB`. */
export function formatSize(sizeBytes: number, language: InterfaceLanguage): string {
  const power = Math.max(1, Math.min(UNITS.length, Math.floor(Math.log10(Math.max(sizeBytes, 1)) / 3)));
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[power - 1] ?? 'kilobyte',
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(sizeBytes / 1000 ** power);
}

/** English as it is written in Europe: the day before the month, and hours to 24. */
const LOCALES: Readonly<Record<InterfaceLanguage, string>> = { en: 'en-GB', nl: 'nl-NL' };

/** A time as date and hour, in the reader's own time zone. */
export function formatTime(at: number, language: InterfaceLanguage): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** The hour, and the day as well where that is another than today. */
export function hourOf(at: number, language: InterfaceLanguage): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday
    ? new Intl.DateTimeFormat(LOCALES[language], { timeStyle: 'short' }).format(at)
    : formatTime(at, language);
}

/** A fraction from 0 to 1 as whole per cents. */
export function formatPercent(fraction: number): string {
  return `${Math.floor(Math.min(1, Math.max(0, fraction)) * 100)}%`;
}

/** A duration in one unit, rounded up, so that it never promises too much. */
export function formatDuration(durationMs: number, text: Messages): string {
  const seconds = Math.max(1, Math.ceil(durationMs / 1000));
  if (seconds < 60) return text.seconds(seconds);
  if (seconds < 5400) return text.minutes(Math.ceil(seconds / 60));
  return text.hours(Math.ceil(seconds / 3600));
}

/** A text and the language that it is in. */
export interface Value {
  readonly tag: string;
  readonly value: string;
}

/** A language map's texts, one after the other. */
export function valuesOf(map: LanguageMap): Value[] {
  return Object.entries(map).flatMap(([tag, values]) => values.map((value) => ({ tag, value })));
}

/** Texts as a language map; empty ones are left out. Inverse of {@link valuesOf}. */
export function mapOf(values: readonly Value[]): LanguageMap {
  const map: Record<string, string[]> = {};
  for (const { tag, value } of values) {
    const text = value.trim();
    if (text === '') continue;
    map[tag] = [...(map[tag] ?? []), text];
  }
  return map;
}

const TAG = /^(none|[a-z]{2,8}(-[A-Za-z0-9]{1,8})*)$/;

/** Whether a text has the form of a language tag, as `model/language.ts` has it. */
export function isTag(text: string): boolean {
  return TAG.test(text);
}

const RIGHT_TO_LEFT = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa']);

/** Which way a text in a language runs: by the script that it is written in, which a tag may name; by its letters where no language is known. */
export function directionFor(tag: string): 'ltr' | 'rtl' | 'auto' {
  if (tag === '' || tag === 'none' || tag === 'und') return 'auto';
  try {
    return RIGHT_TO_LEFT.has(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr';
  } catch {
    return 'auto';
  }
}

/** The text to show: in the language of the interface if there is one, else the first. */
export function bestValue(map: LanguageMap, language: InterfaceLanguage): Value | undefined {
  const values = valuesOf(map);
  return values.find(({ tag }) => tag.split('-')[0] === language) ?? values[0];
}
