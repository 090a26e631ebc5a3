/** What the title page of a PDF says of itself, in the languages that the institution speaks. */
const ENGLISH = {
  attribution: 'Attribution',
  file: (revision: number, date: string) =>
    `This file was made from revision ${revision} of the digitised item, published on ${date}.`,
  images: (px: number) =>
    `Its images are at most ${px} pixels on the longer side. The full images are at the address above.`,
  notShown: 'This page is not shown.',
  persistent: 'Address',
  reference: 'Reference',
  rights: 'Rights',
};

/** The words of the title page. */
export type TitleWords = Readonly<typeof ENGLISH>;

const DUTCH: TitleWords = {
  attribution: 'Naamsvermelding',
  file: (revision, date) =>
    `Dit bestand is gemaakt van revisie ${revision} van het gedigitaliseerde item, gepubliceerd op ${date}.`,
  images: (px) =>
    `De afbeeldingen zijn hooguit ${px} pixels aan de lange kant. De volledige afbeeldingen staan op het adres hierboven.`,
  notShown: 'Deze pagina wordt niet getoond.',
  persistent: 'Adres',
  reference: 'Referentie',
  rights: 'Rechten',
};

/** In Dutch where what is described is, else in English. @param tag a BCP 47 tag, or `none`. */
export function titleWords(tag: string): TitleWords {
  return /^nl(-|$)/.test(tag) ? DUTCH : ENGLISH;
}

/** A day as both languages write it, in Universal Time: the same revision always says the same. */
export function dayOf(at: number, tag: string): string {
  const locale = /^nl(-|$)/.test(tag) ? 'nl-NL' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}
