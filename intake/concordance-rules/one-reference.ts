import type { DeliveryList, LineRemark, LineRule } from '../delivery-list.ts';

/** An object is one inventory number. Told once for each further number. */
export const oneReference: LineRule<DeliveryList> = {
  severity: 'warning',
  check({ lines }) {
    const seen = new Map<string, { readonly reference: string; readonly line: number }>();
    const told = new Set<string>();
    return lines.flatMap(({ line, objectNumber, reference }): LineRemark[] => {
      if (objectNumber === '' || reference === '') return [];
      const key = objectNumber.toLowerCase();
      const first = seen.get(key);
      if (first === undefined) seen.set(key, { reference, line });
      if (first === undefined || first.reference === reference || told.has(`${key}/${reference}`)) return [];
      told.add(`${key}/${reference}`);
      return [
        {
          line,
          value: reference,
          expected: first.reference,
          message: {
            en: `Object ${objectNumber} is inventory number ${first.reference} on line ${first.line}, and ${reference} here. Look which of them it is.`,
            nl: `Object ${objectNumber} is op regel ${first.line} inventarisnummer ${first.reference}, en hier ${reference}. Kijk welk van de twee het is.`,
          },
        },
      ];
    });
  },
};
