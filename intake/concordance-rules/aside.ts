import type { Delivery, LineRule } from '../delivery-list.ts';

/** What lies beside the folders that the table names is of nobody: told, so that nobody thinks it was taken in. */
export const aside: LineRule<Delivery> = {
  severity: 'warning',
  check({ progress, isInFolders }) {
    return progress.unexpected
      .filter((path) => !isInFolders(path))
      .map((path) => ({
        line: null,
        path,
        message: {
          en: 'The file lies beside the folders that the table names, and is left out. If it belongs to the delivery, put it in its folder and in the table.',
          nl: 'Het bestand ligt naast de mappen die de tabel noemt en blijft buiten beschouwing. Hoort het bij de levering, zet het dan in de juiste map en in de tabel.',
        },
      }));
  },
};
