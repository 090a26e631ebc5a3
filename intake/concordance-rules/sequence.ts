import { sequenceOf } from '../concordance-columns.ts';
import type { DeliveryList, LineRemark, LineRule } from '../delivery-list.ts';

/** The numbers of an object's pages follow one another, each one more than the one before. */
export const sequence: LineRule<DeliveryList> = {
  severity: 'error',
  check({ lines }) {
    const last = new Map<string, number>();
    return lines.flatMap(({ line, objectNumber, sequence }): LineRemark[] => {
      const number = sequenceOf(sequence);
      if (number === undefined || objectNumber === '') return [];
      const key = objectNumber.toLowerCase();
      const before = last.get(key);
      last.set(key, number);
      if (before === undefined || number === before + 1) return [];
      const expected = before + 1;
      return [
        {
          line,
          value: String(number),
          expected: String(expected),
          message: {
            en: `Object ${objectNumber}: number ${number} comes after ${before}. Number ${expected} is expected here: is a page missing, double or out of order?`,
            nl: `Object ${objectNumber}: nummer ${number} komt na ${before}. Hier wordt nummer ${expected} verwacht: ontbreekt er een pagina, staat er een dubbel of klopt de volgorde niet?`,
          },
        },
      ];
    });
  },
};
