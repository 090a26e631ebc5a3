import { baseName, type DeliveryList, type LineRule, stemOf } from '../delivery-list.ts';

/** The files of one page have one name, but for their extension. */
export const sameName: LineRule<DeliveryList> = {
  severity: 'error',
  check({ lines }) {
    return lines.flatMap(({ line, files }) => {
      const master = files.find(({ use }) => use === 'master');
      if (master === undefined) return [];
      const stem = stemOf(baseName(master.path));
      return files
        .filter(({ path }) => stemOf(baseName(path)) !== stem)
        .map(({ path, column }) => ({
          line,
          path,
          value: stemOf(baseName(path)),
          expected: stem,
          message: {
            en: `The file in column "${column}" is called ${stemOf(baseName(path))}, the master ${stem}. Give them one name, or look whether the line mixes two pages.`,
            nl: `Het bestand in kolom "${column}" heet ${stemOf(baseName(path))}, de master ${stem}. Geef ze dezelfde naam, of kijk of de regel twee pagina's verwisselt.`,
          },
        }));
    });
  },
};
