import type { Delivery, LineRule } from '../delivery-list.ts';

/** What lies in the folders of the delivery stands in the table. */
export const unlisted: LineRule<Delivery> = {
  severity: 'error',
  check({ progress, isInFolders }) {
    return progress.unexpected.filter(isInFolders).map((path) => ({
      line: null,
      path,
      message: {
        en: 'The file is not in the table. Add a line for it, or take it out of the delivery.',
        nl: 'Het bestand staat niet in de tabel. Voeg er een regel voor toe, of haal het uit de levering.',
      },
    }));
  },
};
