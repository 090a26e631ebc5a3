import type { ItemKind } from '../model/item.ts';
import type { LanguageMap } from '../model/language.ts';

const named = (en: string, nl: string, de: string): LanguageMap => ({ en: [en], nl: [nl], de: [de] });

/**
 * What lines of a description are called. Codes are stored with items: one that was ever given out keeps its meaning.
 */
export const FIELDS = {
  maker: named('Maker', 'Maker', 'Urheber'),
  author: named('Author', 'Auteur', 'Verfasser'),
  writer: named('Writer', 'Schrijver', 'Schreiber'),
  addressee: named('Addressee', 'Geadresseerde', 'Empfänger'),
  printer: named('Printer', 'Drukker', 'Drucker'),
  publisher: named('Publisher', 'Uitgever', 'Verlag'),
  place: named('Place', 'Plaats', 'Ort'),
  date: named('Date', 'Datering', 'Datierung'),
  technique: named('Technique', 'Techniek', 'Technik'),
  size: named('Size', 'Afmetingen', 'Maße'),
  extent: named('Extent', 'Omvang', 'Umfang'),
  language: named('Language', 'Taal', 'Sprache'),
  subject: named('Subject', 'Onderwerp', 'Thema'),
  note: named('Note', 'Opmerking', 'Anmerkung'),
  collection: named('Collection', 'Collectie', 'Sammlung'),
  'call-number': named('Call number', 'Signatuur', 'Signatur'),
} as const satisfies Readonly<Record<string, LanguageMap>>;

export type FieldCode = keyof typeof FIELDS;

const COMMON = ['subject', 'note', 'collection', 'call-number'] as const;

/** Which lines a description of each kind begins with, in the order in which they are shown. */
export const TEMPLATES: Readonly<Record<ItemKind, readonly FieldCode[]>> = Object.freeze({
  poster: ['maker', 'printer', 'publisher', 'place', 'date', 'technique', 'size', ...COMMON],
  pamphlet: ['author', 'publisher', 'printer', 'place', 'date', 'extent', 'language', ...COMMON],
  manuscript: ['writer', 'addressee', 'place', 'date', 'extent', 'language', ...COMMON],
});

/** What a field is called, in English, Dutch and German; undefined of a code that is none. */
export function labelOfField(code: string): LanguageMap | undefined {
  return Object.hasOwn(FIELDS, code) ? FIELDS[code as FieldCode] : undefined;
}
