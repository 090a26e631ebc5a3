import type { Message } from '../../model/finding.ts';
import { anyOf, asIs, headerOf, type Rule } from '../findings.ts';

/** The numbers of a pixel mean what the profile wants: RGB, grey. */
export const photometric: Rule = {
  severity: 'error',
  check(facts, { photometrics }) {
    const technical = headerOf(facts);
    if (technical === undefined || photometrics === null) return [];
    const found = TIFF_NAMES.get(technical.photometric) ?? technical.photometric;
    if (photometrics.includes(found)) return [];
    const [has, wanted] = [wordsFor(found), anyOf(photometrics.map(wordsFor))];
    return [
      {
        value: technical.photometric,
        expected: photometrics.join(', '),
        message: {
          en: `The scan is stored as ${has.en}; asked for is ${wanted.en}. Set this in the capture software and export the scan again.`,
          nl: `De scan is opgeslagen als ${has.nl}; gevraagd is ${wanted.nl}. Stel dit in de opnamesoftware in en exporteer de scan opnieuw.`,
        },
      },
    ];
  },
};

/** What the decoder calls the colours of a file that is no TIFF, in the words of TIFF, which profiles use. */
const TIFF_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    srgb: 'RGB',
    rgb: 'RGB',
    rgb16: 'RGB',
    'b-w': 'BlackIsZero',
    grey16: 'BlackIsZero',
    cmyk: 'CMYK',
    lab: 'CIELab',
  }),
);

const WORDS: ReadonlyMap<string, Message> = new Map(
  Object.entries({
    BlackIsZero: { en: 'grey', nl: 'grijs' },
    WhiteIsZero: { en: 'grey with 0 for white', nl: 'grijs met 0 voor wit' },
    palette: { en: 'palette colours', nl: 'paletkleuren' },
    'transparency mask': { en: 'a mask', nl: 'een masker' },
  }),
);

function wordsFor(name: string): Message {
  return WORDS.get(name) ?? asIs(name);
}
