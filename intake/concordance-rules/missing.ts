import type { Delivery, LineRule } from '../delivery-list.ts';

/** Every file of the table is there, unless it may still come. */
export const missing: LineRule<Delivery> = {
  severity: 'error',
  check({ progress, isAwaited }) {
    if (isAwaited) return [];
    return progress.missing.map(({ line, path, column }) => ({
      line,
      path,
      message: {
        en: `The file is not there (column "${column}"). Deliver it, or take it out of the table.`,
        nl: `Het bestand is er niet (kolom "${column}"). Lever het alsnog, of haal het uit de tabel.`,
      },
    }));
  },
};
