import type { InterfaceLanguage } from '../language/messages.ts';
import { dayAt, startOfDay } from './days.ts';

const LOCALES: Readonly<Record<InterfaceLanguage, string>> = { en: 'en-GB', nl: 'nl-NL' };

/** A day in a place, in words; with the hour where the moment is not the first of its day there. */
export function dayInWords(at: number, timeZone: string, language: InterfaceLanguage): string {
  const isStart = startOfDay(dayAt(at, timeZone), timeZone) === at;
  return new Intl.DateTimeFormat(LOCALES[language], {
    ...{ timeZone, dateStyle: 'long' },
    ...(!isStart && { timeStyle: 'short' }),
  }).format(at);
}
