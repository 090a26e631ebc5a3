import type { ItemKind } from '../../model/item.ts';
import type { LanguageMap } from '../../model/language.ts';
import type { Letters } from './letters.ts';
import { makeManuscript } from './manuscript.ts';
import type { Page } from './page.ts';
import { makePamphlet } from './pamphlet.ts';
import { makePoster } from './poster.ts';

/** How the file of a page is written. */
export interface FileForm {
  readonly bits: 8 | 16;
  readonly grey: boolean;
  /** LZW, in the colours of Adobe RGB; else uncompressed sRGB. */
  readonly wide: boolean;
  readonly ppi: number;
}

export interface WorkPage {
  readonly page: Page;
  readonly form: FileForm;
}

/** Something from an archive that never was, with its description. */
export interface Work {
  readonly reference: string;
  readonly kind: ItemKind;
  readonly label: LanguageMap;
  readonly summary: LanguageMap;
  readonly rights: string;
  readonly requiredStatement: LanguageMap;
  /** Makes its pages; not before they are needed. */
  readonly pages: (letters: Letters) => readonly WorkPage[];
}

const PUBLIC_DOMAIN = 'https://creativecommons.org/publicdomain/mark/1.0/';
const STATEMENT: LanguageMap = {
  nl: ['Voorbeeld, gemaakt door Recto: dit stuk ligt in geen archief.'],
  en: ['An example, made by Recto: no archive holds this.'],
};

/** The three works of the demonstration. */
export const WORKS: readonly Work[] = [
  {
    reference: 'DEMO-POSTER-1',
    kind: 'poster',
    label: {
      nl: ['Licht en lucht voor ieder gezin'],
      en: ['Light and air for every family'],
      de: ['Licht und Luft für jede Familie'],
      ru: ['Свет и воздух каждой семье'],
    },
    summary: {
      nl: ['Affiche voor een openluchtdag op het land achter de dijk. Lithografie met rasterfoto.'],
      en: [
        'Poster for a day in the open air on the land behind the dike. Lithograph with a halftone photograph.',
      ],
    },
    rights: PUBLIC_DOMAIN,
    requiredStatement: STATEMENT,
    pages: makePoster,
  },
  {
    reference: 'DEMO-PAMPHLET-1',
    kind: 'pamphlet',
    label: {
      nl: ['De avondschool aan de haven'],
      en: ['The evening school by the harbour'],
      de: ['Die Abendschule am Hafen'],
    },
    summary: {
      nl: ['Brochure van twaalf bladzijden over een avondschool, met platen.'],
      en: ['A pamphlet of twelve pages about an evening school, with plates.'],
    },
    rights: PUBLIC_DOMAIN,
    requiredStatement: STATEMENT,
    pages: makePamphlet,
  },
  {
    reference: 'DEMO-MANUSCRIPT-1',
    kind: 'manuscript',
    label: {
      nl: ['Aantekeningen van een landmeter, met kaart'],
      en: ["A surveyor's notes, with a map"],
    },
    summary: {
      nl: ['Vier bladen, aan beide zijden beschreven, waarvan één een uitslaande kaart is.'],
      en: ['Four leaves, written on both sides, one of them a map that folds out.'],
    },
    rights: PUBLIC_DOMAIN,
    requiredStatement: STATEMENT,
    pages: makeManuscript,
  },
];
