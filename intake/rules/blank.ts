import { decimalIn, type Rule } from '../findings.ts';

/** There is something on the page. Pages of two tones that are blank are so by choice, and never kept out. */
export const blank: Rule = {
  severity: 'warning',
  check({ technical, look, decoding }, { blankDeviation }) {
    if (technical === undefined || look === undefined || decoding?.ok === false) return [];
    if (!(look.deviation < blankDeviation)) return [];
    const mean = Math.round(look.mean);
    return [
      {
        value: `deviation ${look.deviation.toFixed(2)} around level ${mean}`,
        expected: `a deviation of at least ${blankDeviation}`,
        message: {
          en: `The page looks blank: its levels lie within about ${decimalIn(look.deviation).en} of ${mean} (0 is black, 255 white). If the page is blank, all is well; otherwise scan it again.`,
          nl: `De pagina lijkt leeg: de niveaus liggen binnen ongeveer ${decimalIn(look.deviation).nl} van ${mean} (0 is zwart, 255 wit). Als de pagina leeg is, is alles goed; scan anders opnieuw.`,
        },
        ...(technical.bitsPerSample === 1 && { atMost: 'warning' }),
      },
    ];
  },
};
