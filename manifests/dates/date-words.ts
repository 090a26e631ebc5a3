import type { LanguageMap } from '../../model/language.ts';
import { DATE_LANGUAGES, type DateLanguage, MONTHS, SEASONS } from './date-names.ts';
import type { EdtfDate, EdtfInterval, EdtfPoint, Qualifier } from './edtf.ts';

/** How one language says dates. */
interface Saying {
  readonly qualifiers: Readonly<Record<Exclude<Qualifier, ''>, string>>;
  readonly unknown: Readonly<Record<Exclude<EdtfPoint['unknown'], ''>, string>>;
  readonly century: (number: number) => string;
  readonly decade: (year: number) => string;
  /** Between the number of a day and its month. */
  readonly afterDay: string;
  readonly from: string;
  readonly until: string;
  readonly endUnknown: string;
  readonly beginningUnknown: string;
}

const SAYINGS: Readonly<Record<DateLanguage, Saying>> = Object.freeze({
  en: {
    qualifiers: { '?': 'probably', '~': 'about', '%': 'probably about' },
    unknown: { month: 'month unknown', day: 'day unknown', 'month and day': 'month and day unknown' },
    century: (number) => `${number}${ordinalEnding(number)} century`,
    decade: (year) => `${year}s`,
    afterDay: ' ',
    from: 'from',
    until: 'until',
    endUnknown: 'end unknown',
    beginningUnknown: 'beginning unknown',
  },
  nl: {
    qualifiers: { '?': 'waarschijnlijk', '~': 'omstreeks', '%': 'waarschijnlijk omstreeks' },
    unknown: { month: 'maand onbekend', day: 'dag onbekend', 'month and day': 'maand en dag onbekend' },
    century: (number) => `${number}e eeuw`,
    decade: (year) => `jaren ${year}`,
    afterDay: ' ',
    from: 'vanaf',
    until: 'tot en met',
    endUnknown: 'einde onbekend',
    beginningUnknown: 'begin onbekend',
  },
  de: {
    qualifiers: { '?': 'wahrscheinlich', '~': 'um', '%': 'wahrscheinlich um' },
    unknown: { month: 'Monat unbekannt', day: 'Tag unbekannt', 'month and day': 'Monat und Tag unbekannt' },
    century: (number) => `${number}. Jahrhundert`,
    decade: (year) => `${year}er Jahre`,
    afterDay: '. ',
    from: 'ab',
    until: 'bis',
    endUnknown: 'Ende unbekannt',
    beginningUnknown: 'Anfang unbekannt',
  },
});

/** A date for people, in English, Dutch and German: `about 1917`, `omstreeks 1917`, `um 1917`. */
export function sayDate(date: EdtfDate): LanguageMap {
  return Object.fromEntries(
    DATE_LANGUAGES.map((language) => [
      language,
      [date.kind === 'interval' ? sayInterval(date, language) : sayPoint(date, language)],
    ]),
  );
}

function sayInterval({ from, to }: EdtfInterval, language: DateLanguage): string {
  const saying = SAYINGS[language];
  if (typeof to === 'string') {
    const begin = typeof from === 'string' ? '' : sayPoint(from, language);
    return `${saying.from} ${begin}${to === 'unknown' ? `, ${saying.endUnknown}` : ''}`;
  }
  const end = sayPoint(to, language);
  if (typeof from === 'string')
    return `${saying.until} ${end}${from === 'unknown' ? `, ${saying.beginningUnknown}` : ''}`;
  const areYears = [from, to].every(({ kind, qualifier }) => kind === 'year' && qualifier === '');
  return [sayPoint(from, language), end].join(areYears ? '–' : ' – ');
}

function sayPoint(point: EdtfPoint, language: DateLanguage): string {
  const { qualifiers, unknown } = SAYINGS[language];
  const said = sayPlain(point, language);
  const whole = point.unknown === '' ? said : `${said}, ${unknown[point.unknown]}`;
  return point.qualifier === '' ? whole : `${qualifiers[point.qualifier]} ${whole}`;
}

function sayPlain({ kind, year, month, day }: EdtfPoint, language: DateLanguage): string {
  const { century, decade, afterDay } = SAYINGS[language];
  const name = MONTHS[language][month - 1] ?? '';
  switch (kind) {
    case 'century':
      return century(year / 100 + 1);
    case 'decade':
      // 1900s may be a hundred years or ten.
      return year % 100 === 0 ? `${year}–${year + 9}` : decade(year);
    case 'year':
      return String(year);
    case 'season':
      return `${SEASONS[language][month - 21] ?? ''} ${year}`;
    case 'month':
      return `${name} ${year}`;
    case 'day':
      return `${day}${afterDay}${name} ${year}`;
  }
}

function ordinalEnding(number: number): string {
  if (number % 100 >= 11 && number % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][number % 10] ?? 'th';
}
