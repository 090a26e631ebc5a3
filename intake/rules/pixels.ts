import { megapixelsIn, type Rule } from '../findings.ts';

/** No more pixels than this system takes: also the guard against files that unpack into terabytes. */
export const pixels: Rule = {
  severity: 'error',
  check({ technical }, { maxPixels }) {
    if (technical === undefined || technical.width * technical.height <= maxPixels) return [];
    const has = megapixelsIn(technical.width * technical.height);
    const may = megapixelsIn(maxPixels);
    const size = `${technical.width} × ${technical.height}`;
    return [
      {
        value: `${technical.width}x${technical.height}`,
        expected: `at most ${maxPixels} pixels`,
        message: {
          en: `The image claims ${size} pixels, ${has.en} megapixels; at most ${may.en} are accepted. If it really is that large, ask the administrator to raise the limit; otherwise the file is broken: scan again.`,
          nl: `De afbeelding noemt ${size} pixels, ${has.nl} megapixels; hooguit ${may.nl} worden aangenomen. Als ze echt zo groot is, vraag de beheerder de grens te verhogen; anders is het bestand kapot: scan opnieuw.`,
        },
      },
    ];
  },
};
