import { anyOf, asIs, headerOf, type Rule } from '../findings.ts';

/** As many channels as the profile wants: three of colour, one of grey. */
export const samples: Rule = {
  severity: 'error',
  check(facts, { samples: wanted }) {
    const technical = headerOf(facts);
    if (technical === undefined || wanted === null || wanted.includes(technical.samplesPerPixel)) return [];
    const found = technical.samplesPerPixel;
    const list = anyOf(wanted.map(asIs));
    const isMore = wanted.every((count) => found > count);
    return [
      {
        value: String(found),
        expected: wanted.join(', '),
        message: isMore
          ? {
              en: `The scan has ${found} channels; asked for is ${list.en}. Leave out transparency, masks and CMYK: set this in the capture software and export the scan again.`,
              nl: `De scan heeft ${found} kanalen; gevraagd is ${list.nl}. Laat transparantie, maskers en CMYK weg: stel dit in de opnamesoftware in en exporteer de scan opnieuw.`,
            }
          : {
              en: `The scan has ${found === 1 ? 'one channel' : `${found} channels`}; asked for is ${list.en}. Set the scanner or camera to colour and scan again.`,
              nl: `De scan heeft ${found === 1 ? 'één kanaal' : `${found} kanalen`}; gevraagd is ${list.nl}. Zet de scanner of camera op kleur en scan opnieuw.`,
            },
      },
    ];
  },
};
