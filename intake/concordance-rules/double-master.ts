import { type DeliveryList, type LineRemark, type LineRule, pathKey } from '../delivery-list.ts';

/** No two lines name the same master. */
export const doubleMaster: LineRule<DeliveryList> = {
  severity: 'error',
  check({ lines }) {
    const first = new Map<string, number>();
    const masters = lines.flatMap(({ files }) => files.filter(({ use }) => use === 'master'));
    return masters.flatMap(({ line, path }): LineRemark[] => {
      const before = first.get(pathKey(path));
      if (before === undefined) {
        first.set(pathKey(path), line);
        return [];
      }
      return [
        {
          line,
          path,
          value: String(before),
          message: {
            en: `This master is already named on line ${before}. Every page has a file of its own: correct one of the two lines.`,
            nl: `Deze master staat al op regel ${before}. Elke pagina heeft een eigen bestand: verbeter een van de twee regels.`,
          },
        },
      ];
    });
  },
};
