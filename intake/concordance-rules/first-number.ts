import { sequenceOf } from '../concordance-columns.ts';
import type { DeliveryList, LineRemark, LineRule } from '../delivery-list.ts';

/** An object begins at its first page. It may be delivered in parts, so this only warns. */
export const firstNumber: LineRule<DeliveryList> = {
  severity: 'warning',
  check({ lines }) {
    const seen = new Set<string>();
    return lines.flatMap(({ line, objectNumber, sequence }): LineRemark[] => {
      const number = sequenceOf(sequence);
      const key = objectNumber.toLowerCase();
      if (number === undefined || key === '' || seen.has(key)) return [];
      seen.add(key);
      if (number === 1) return [];
      return [
        {
          line,
          value: String(number),
          expected: '1',
          message: {
            en: `Object ${objectNumber} begins at number ${number}. If what comes before was not delivered earlier, pages are missing.`,
            nl: `Object ${objectNumber} begint bij nummer ${number}. Als wat ervoor komt niet eerder is geleverd, ontbreken er pagina's.`,
          },
        },
      ];
    });
  },
};
