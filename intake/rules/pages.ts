import { countIn, type Rule } from '../findings.ts';

/** One scan, one image, or as many as the profile allows. Only the first page of a file is shown. */
export const pages: Rule = {
  severity: 'warning',
  check({ technical }, { maxPages }) {
    if (technical === undefined || technical.pages <= maxPages) return [];
    const count = countIn(technical.pages);
    return [
      {
        value: String(technical.pages),
        expected: maxPages === 1 ? '1' : `at most ${maxPages}`,
        message: {
          en: `The file holds ${count.en} pages; only the first is shown. If the others are wanted, send each as a file of its own.`,
          nl: `Het bestand bevat ${count.nl} pagina's; alleen de eerste wordt getoond. Als de andere ook nodig zijn, verstuur elk als een eigen bestand.`,
        },
      },
    ];
  },
};
