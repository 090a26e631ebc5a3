import type { DeliveryList, LineRule } from '../delivery-list.ts';

/** Every line has as many cells as the header: with one too few or too many, what follows stands in the wrong column. */
export const cells: LineRule<DeliveryList> = {
  severity: 'error',
  check(list) {
    return list.lines
      .filter((line) => line.cells !== list.cells)
      .map((line) => ({
        line: line.line,
        value: String(line.cells),
        expected: String(list.cells),
        message: {
          en: `This line has ${line.cells} cells where the header has ${list.cells}. Look for a separator too few or too many.`,
          nl: `Deze regel heeft ${line.cells} cellen, de kop heeft er ${list.cells}. Zoek een scheidingsteken te weinig of te veel.`,
        },
      }));
  },
};
