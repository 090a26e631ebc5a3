/** The languages that dates are said in. */
export const DATE_LANGUAGES = ['en', 'nl', 'de'] as const;
export type DateLanguage = (typeof DATE_LANGUAGES)[number];

const split = (names: string): readonly string[] => names.split(' ');

/** January to December. */
export const MONTHS: Readonly<Record<DateLanguage, readonly string[]>> = Object.freeze({
  en: split('January February March April May June July August September October November December'),
  nl: split('januari februari maart april mei juni juli augustus september oktober november december'),
  de: split('Januar Februar März April Mai Juni Juli August September Oktober November Dezember'),
});

/** Spring to winter. */
export const SEASONS: Readonly<Record<DateLanguage, readonly string[]>> = Object.freeze({
  en: split('spring summer autumn winter'),
  nl: split('lente zomer herfst winter'),
  de: split('Frühling Sommer Herbst Winter'),
});

/** Months by other names than {@link MONTHS} has, in lower case: their numbers. */
const OTHER_MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  jän: 1,
  jänner: 1,
  feb: 2,
  febr: 2,
  mar: 3,
  mrt: 3,
  mär: 3,
  apr: 4,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  sept: 9,
  oct: 10,
  okt: 10,
  nov: 11,
  dec: 12,
  dez: 12,
};
const OTHER_SEASONS: Readonly<Record<string, number>> = {
  voorjaar: 21,
  frühjahr: 21,
  fall: 23,
  najaar: 23,
};
const DUTCH_DECADES = split('tien twintig dertig veertig vijftig zestig zeventig tachtig negentig');

/** The number of a month by its name in any of the languages, in lower case: 1–12; undefined of what is none. */
export function monthOf(name: string): number | undefined {
  return numberIn(MONTHS, name, 1) ?? own(OTHER_MONTHS, name);
}

/** The number that EDTF gives a season: 21–24. */
export function seasonOf(name: string): number | undefined {
  return numberIn(SEASONS, name, 21) ?? own(OTHER_SEASONS, name);
}

/** `twintig` is 20, in `jaren twintig`. */
export function decadeOf(name: string): number | undefined {
  const at = DUTCH_DECADES.indexOf(name);
  return at < 0 ? undefined : (at + 1) * 10;
}

function numberIn(
  names: Readonly<Record<DateLanguage, readonly string[]>>,
  name: string,
  first: number,
): number | undefined {
  const places = Object.values(names).map((all) => all.findIndex((each) => each.toLowerCase() === name));
  const place = places.find((at) => at >= 0);
  return place === undefined ? undefined : place + first;
}

function own(names: Readonly<Record<string, number>>, name: string): number | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined;
}
