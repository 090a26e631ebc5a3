import { wrong } from './options.ts';
import type { Env } from './orders.ts';

/** What a station speaks to people: the languages that findings have sentences in. */
export type Language = 'en' | 'nl';

/** The language of the person at the station, by what the system says: Dutch where it says Dutch, else English. */
export function languageOf(env: Env): Language {
  const { LC_ALL: all, LC_MESSAGES: messages, LANG: lang } = env;
  return /^nl(?![a-z])/i.test(all || messages || lang || '') ? 'nl' : 'en';
}

/** A language that is asked for by its code. @throws Fault('bad-request') */
export function readLanguage(text: string): Language {
  if (text !== 'en' && text !== 'nl') throw wrong(`--language takes en or nl, not "${text}".`);
  return text;
}
