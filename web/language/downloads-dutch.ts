import type { Messages } from './messages.ts';

/** Alles over bestanden om mee te nemen. */
export const downloadsDutch: Messages['downloads'] = {
  title: 'Bestanden om mee te nemen',
  kinds: { pdf: 'PDF', zip: 'Afbeeldingen (ZIP)' },
  notPublished: 'Ze worden gemaakt zodra het object is gepubliceerd.',
  never: 'Van deze revisie is er geen.',
  makeNow: 'Nu maken',
  again: 'Opnieuw proberen',
  waits: (n) =>
    n === 0
      ? 'Het is als volgende aan de beurt.'
      : n === 1
        ? 'Eén bestand gaat voor.'
        : `${n} bestanden gaan voor.`,
  page: (done, total) => `Pagina ${done} van ${total}`,
  failed: (why) => `Het maken is mislukt. ${why}`,
  open: (size) => `Openen (${size})`,
  notNamed: 'Lezers vinden het alleen met het adres: het gepubliceerde manifest noemt het niet.',
  offer: 'Aangeboden aan lezers',
  isUsual: (kind) => `Zoals gebruikelijk bij: ${kind}.`,
  asUsual: (kind) => `Terug naar wat gebruikelijk is bij: ${kind}`,
  fromNextRevision: 'Geldt vanaf de volgende revisie: publiceer opnieuw.',
};
