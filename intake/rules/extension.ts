import type { Rule } from '../findings.ts';

/** The file is what its name says: a JPEG that is called .tif has lost something on its way. */
export const extension: Rule = {
  severity: 'error',
  check({ originalName, format }, { formats }) {
    if (format === undefined || !formats.includes(format.name)) return [];
    const dot = originalName.lastIndexOf('.');
    const named = dot < 0 ? '' : originalName.slice(dot + 1).toLowerCase();
    if (format.extensions.includes(named)) return [];
    const proper = `.${format.extensions[0]}`;
    return [
      {
        value: named === '' ? 'no extension' : `.${named}`,
        expected: proper,
        message: {
          en: `This is a ${format.name} that is called ${originalName}. If a ${format.name} is what you mean, send it with a name that ends in ${proper}; otherwise export the scan again in the right format.`,
          nl: `Dit is een ${format.name} met de naam ${originalName}. Als een ${format.name} de bedoeling is, verstuur het met een naam die eindigt op ${proper}; exporteer de scan anders opnieuw in het juiste formaat.`,
        },
      },
    ];
  },
};
