/** The languages that the public pages speak. */
export type PageLanguage = 'en' | 'nl';

const ENGLISH = {
  attribution: 'Attribution',
  closed: 'This item is closed to the public',
  closedDetail: 'The institution keeps it closed at the moment, and can tell you why.',
  closedUntil: (day: string) => `This item is closed until ${day}`,
  copied: 'Copied',
  copy: 'Copy link',
  draft: 'Draft. Only people who are signed in see this page.',
  dragHint: 'Drag this mark into any IIIF viewer, or copy the link.',
  gone: 'This item has been withdrawn',
  goneDetail: 'The institution has taken it back, and can tell you why.',
  goneName: 'It was published here as',
  goneOn: (day: string) => `Withdrawn on ${day}.`,
  goneTo: 'You will find it here now:',
  loading: 'The viewer is loading…',
  manifest: 'IIIF manifest',
  missing: 'There is nothing here',
  missingDetail: 'The address may be mistyped, or what it leads to is not published.',
  noScript: 'The viewer needs JavaScript. This is the first image:',
  opensOn: (day: string) => `On ${day} it opens here by itself.`,
  pages: 'Pages',
  reference: 'Reference',
  rights: 'Rights',
  skip: 'Skip the viewer',
  viewer: 'Viewer',
  withdrawnDraft: 'Withdrawn. Only people who are signed in see this page.',
};

/** What the public pages say, by key. */
export type PageWords = Readonly<typeof ENGLISH>;

const DUTCH: PageWords = {
  attribution: 'Naamsvermelding',
  closed: 'Dit item is niet openbaar',
  closedDetail: 'De instelling houdt het op dit moment gesloten en kan vertellen waarom.',
  closedUntil: (day) => `Dit item is gesloten tot ${day}`,
  copied: 'Gekopieerd',
  copy: 'Link kopiëren',
  draft: 'Concept. Alleen wie is aangemeld ziet deze pagina.',
  dragHint: 'Sleep dit teken naar een IIIF-viewer, of kopieer de link.',
  gone: 'Dit item is ingetrokken',
  goneDetail: 'De instelling heeft het teruggenomen en kan vertellen waarom.',
  goneName: 'Het is hier gepubliceerd als',
  goneOn: (day) => `Ingetrokken op ${day}.`,
  goneTo: 'Het staat nu hier:',
  loading: 'De viewer wordt geladen…',
  manifest: 'IIIF-manifest',
  missing: 'Hier is niets',
  missingDetail: 'Misschien is het adres verkeerd getypt, of is dit niet gepubliceerd.',
  noScript: 'De viewer heeft JavaScript nodig. Dit is de eerste afbeelding:',
  opensOn: (day) => `Op ${day} gaat het hier vanzelf open.`,
  pages: "Pagina's",
  reference: 'Referentie',
  rights: 'Rechten',
  skip: 'Viewer overslaan',
  viewer: 'Viewer',
  withdrawnDraft: 'Ingetrokken. Alleen wie is aangemeld ziet deze pagina.',
};

/** The words of the public pages in a language. */
export function wordsIn(language: PageLanguage): PageWords {
  return language === 'nl' ? DUTCH : ENGLISH;
}
