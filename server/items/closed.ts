import { isEmbargoed } from '../../model/access.ts';
import { Fault } from '../../model/fault.ts';
import type { Item } from '../../model/item.ts';
import type { LanguageMap } from '../../model/language.ts';

/** What is said to strangers of an item that they may not see. Never the internal basis of it. */
export interface Closing {
  /** When it opens by itself, in ms since 1970; null where nobody has said. */
  readonly until: number | null;
  /** Why, in words for everybody; '' for none. */
  readonly reason: string;
}

/** The answer to a stranger who asks for what is published and closed: one sentence in English, and what it is made of. */
export class Closed extends Fault {
  readonly closing: Closing;

  constructor(closing: Closing, timeZone: string) {
    super('forbidden', sayClosed(closing, timeZone));
    this.closing = closing;
  }
}

/** What strangers are told of a closed item now; `at` in ms since 1970. */
export function closingOf(
  { access, embargoUntil, accessReason }: Pick<Item, 'access' | 'embargoUntil' | 'accessReason'>,
  at: number,
): Closing {
  const opensByItself = access === 'open' && isEmbargoed({ embargoUntil }, at);
  return { until: opensByItself ? embargoUntil : null, reason: accessReason };
}

function sayClosed({ until, reason }: Closing, timeZone: string): string {
  const start =
    until === null ? 'Closed to the public' : `Closed until ${dayOf(until, { timeZone, language: 'en' })}`;
  if (reason !== '') return `${start}: ${reason}`;
  return until === null ? 'This is closed to the public.' : `${start}.`;
}

/** English as it is written in Europe. */
const LOCALES = { en: 'en-GB', nl: 'nl-NL' } as const;

/**
 * A day in words: `1 January 2030`; with the hour where it is not the first moment of the day there.
 *
 * @param timeZone by its IANA name
 */
export function dayOf(
  at: number,
  { timeZone, language }: { timeZone: string; language: 'en' | 'nl' },
): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(at);
  if (time === '00:00:00') return wholeDayOf(at, { timeZone, language });
  const shown = { timeZone, dateStyle: 'long', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(LOCALES[language], shown).format(at);
}

/** A day in words, whatever the hour. */
export function wholeDayOf(
  at: number,
  { timeZone, language }: { timeZone: string; language: 'en' | 'nl' },
): string {
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone, dateStyle: 'long' }).format(at);
}

/** The answer to a stranger who asks for a picture of a side that is not shown: what readers are told, in every language. */
export function hiddenSide(statement: LanguageMap): Fault {
  const said = Object.values(statement).flat().join(' / ').slice(0, 2_000);
  return new Fault('forbidden', said === '' ? 'This page is not shown.' : `This page is not shown: ${said}`);
}
