import { anyOf, asIs, headerOf, type Rule } from '../findings.ts';

/**
 * The colour profile is one that the profile wants, by its name: upper and lower case, spaces and punctuation do
 * not count, since software writes `eciRGBv2` and `eciRGB v2`.
 */
export const icc: Rule = {
  severity: 'error',
  check(facts, { iccProfiles }) {
    const technical = headerOf(facts);
    if (technical === undefined || iccProfiles === null) return [];
    const found = technical.iccProfile;
    if (found !== null && iccProfiles.some((wanted) => plain(wanted) === plain(found))) return [];
    const wanted = anyOf(shortOf(iccProfiles).map(asIs));
    const expected = iccProfiles.join(', ');
    if (found === null) {
      const message = {
        en: `The scan has no colour profile; asked for is ${wanted.en}. Without one nobody knows which colours are meant. Set the profile in the capture software and export the scan again.`,
        nl: `De scan heeft geen kleurprofiel; gevraagd is ${wanted.nl}. Zonder profiel weet niemand welke kleuren bedoeld zijn. Stel het profiel in de opnamesoftware in en exporteer de scan opnieuw.`,
      };
      return [{ value: 'none', expected, message }];
    }
    const message = {
      en: `The colour profile of the scan is ${found}; asked for is ${wanted.en}. Set the profile in the capture software and export the scan again.`,
      nl: `Het kleurprofiel van de scan is ${found}; gevraagd is ${wanted.nl}. Stel het profiel in de opnamesoftware in en exporteer de scan opnieuw.`,
    };
    return [{ value: found, expected, message }];
  },
};

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Without the longer names of what is named already: `sRGB` tells people as much as all that it is called. */
function shortOf(names: readonly string[]): readonly string[] {
  return names.filter((name) => !names.some((other) => name.startsWith(`${other} `)));
}
