import { type ConcordanceHead, fileUseOf, MANDATORY_COLUMNS } from '../concordance-columns.ts';
import { type LineRemark, type LineRule, shortened } from '../delivery-list.ts';

/** The four mandatory columns are there under their own names, and no column that is read is there twice. */
export const columns: LineRule<ConcordanceHead> = {
  severity: 'error',
  check({ line, names }) {
    if (line === undefined) return [];
    return [...missingIn(line, names), ...doubleIn(line, names)];
  },
};

function missingIn(line: number, names: readonly string[]): LineRemark[] {
  return MANDATORY_COLUMNS.filter((column) => !names.includes(column)).map((column) => {
    const alike = names.find((name) => name.toLowerCase() === column.toLowerCase());
    const what = alike === undefined ? 'Add it' : `Write "${alike}" as "${column}"`;
    const wat = alike === undefined ? 'Voeg haar toe' : `Schrijf "${alike}" als "${column}"`;
    return {
      line,
      value: shortened(names.join(', ')),
      expected: column,
      message: {
        en: `The mandatory column "${column}" is missing. ${what}; capitals matter. The files were not compared.`,
        nl: `De verplichte kolom "${column}" ontbreekt. ${wat}; hoofdletters tellen. De bestanden zijn niet vergeleken.`,
      },
    };
  });
}

function doubleIn(line: number, names: readonly string[]): LineRemark[] {
  const read = (name: string): boolean =>
    MANDATORY_COLUMNS.some((column) => column === name) || fileUseOf(name) !== undefined;
  const double = names.filter((name, at) => read(name) && names.indexOf(name) !== at);
  return [...new Set(double)].map((name) => ({
    line,
    value: shortened(name),
    message: {
      en: `There is more than one column "${shortened(name)}". Leave one of them. The files were not compared.`,
      nl: `Er is meer dan één kolom "${shortened(name)}". Laat er één staan. De bestanden zijn niet vergeleken.`,
    },
  }));
}
