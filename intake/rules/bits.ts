import { anyOf, asIs, headerOf, type Rule } from '../findings.ts';

/** As many bits for each channel of a pixel as the profile wants. */
export const bits: Rule = {
  severity: 'error',
  check(facts, { bits: wanted }) {
    const technical = headerOf(facts);
    if (technical === undefined || wanted === null || wanted.includes(technical.bitsPerSample)) return [];
    const found = technical.bitsPerSample;
    const list = anyOf(wanted.map(asIs));
    const isMore = wanted.every((count) => found > count);
    return [
      {
        value: String(found),
        expected: wanted.join(', '),
        message: isMore
          ? {
              en: `The scan has ${found} bits a channel; asked for is ${list.en}. Set this in the capture software and export the scan again.`,
              nl: `De scan heeft ${found} bits per kanaal; gevraagd is ${list.nl}. Stel dit in de opnamesoftware in en exporteer de scan opnieuw.`,
            }
          : {
              en: `The scan has ${found === 1 ? '1 bit' : `${found} bits`} a channel; asked for is ${list.en}. Set this in the capture software and scan again: converting does not bring back the tones.`,
              nl: `De scan heeft ${found === 1 ? '1 bit' : `${found} bits`} per kanaal; gevraagd is ${list.nl}. Stel dit in de opnamesoftware in en scan opnieuw: omzetten brengt de tonen niet terug.`,
            },
      },
    ];
  },
};
