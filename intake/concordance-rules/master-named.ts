import type { DeliveryList, LineRule } from '../delivery-list.ts';

/** Every line names a master. A line with too few cells is told of elsewhere. */
export const masterNamed: LineRule<DeliveryList> = {
  severity: 'error',
  check(list) {
    return list.lines
      .filter(({ files, cells }) => cells >= list.cells && !files.some(({ use }) => use === 'master'))
      .map(({ line }) => ({
        line,
        message: {
          en: 'The line names no master. Write the path of the file, or take the line away.',
          nl: 'De regel noemt geen master. Vul het pad van het bestand in, of haal de regel weg.',
        },
      }));
  },
};
