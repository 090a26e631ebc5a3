import { countIn, type Rule } from '../findings.ts';

/** One scan, one image. Only the first page of a file is shown. */
export const onePage: Rule = {
  severity: 'warning',
  check({ technical }) {
    if (technical === undefined || technical.pages <= 1) return undefined;
    const pages = countIn(technical.pages);
    return {
      value: String(technical.pages),
      expected: '1',
      message: {
        en: `The file holds ${pages.en} pages; only the first is shown. If the others are wanted, send each as a file of its own.`,
        nl: `Het bestand bevat ${pages.nl} pagina's; alleen de eerste wordt getoond. Als de andere ook nodig zijn, verstuur elk als een eigen bestand.`,
      },
    };
  },
};
