import type { Delivery, LineRule } from '../delivery-list.ts';

/** A text is not empty. */
export const emptyText: LineRule<Delivery> = {
  severity: 'error',
  check({ there }) {
    return there
      .filter(({ file, found }) => file.use === 'text' && found.sizeBytes === 0)
      .map(({ file, found }) => ({
        line: file.line,
        path: found.path,
        value: '0',
        expected: '≥ 1',
        message: {
          en: 'The text is empty. Deliver it again, or leave its cell in the table empty where the page has no text.',
          nl: 'De tekst is leeg. Lever haar opnieuw, of laat de cel in de tabel leeg als de pagina geen tekst heeft.',
        },
      }));
  },
};
