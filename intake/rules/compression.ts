import type { Message } from '../../model/finding.ts';
import { anyOf, asIs, headerOf, join, type Rule } from '../findings.ts';

/** The pixels are packed as the profile wants them. */
export const compression: Rule = {
  severity: 'error',
  check(facts, { compressions }) {
    const technical = headerOf(facts);
    if (technical === undefined || compressions === null) return [];
    const found = technical.compression;
    if (compressions.includes(found)) return [];
    const [has, wanted] = [wordsFor(found), anyOf(compressions.map(wordsFor))];
    const message = {
      en: `The image is stored with ${has.en}; asked for is ${wanted.en}.`,
      nl: `De afbeelding is opgeslagen met ${has.nl}; gevraagd is ${wanted.nl}.`,
    };
    const todo = LOSSY.has(found) ? SCAN_AGAIN : EXPORT_AGAIN;
    return [{ value: found, expected: compressions.join(', '), message: join(message, todo) }];
  },
};

/** What has thrown away detail, or may have. */
const LOSSY: ReadonlySet<string> = new Set([
  'JPEG',
  'JPEG (old style)',
  'JPEG 2000',
  'JPEG XL',
  'WebP',
  'LERC',
]);

const SCAN_AGAIN: Message = {
  en: 'Set this in the capture software and scan again or export from the raw capture: saving this file again does not bring back what was lost.',
  nl: 'Stel dit in de opnamesoftware in en scan opnieuw of exporteer uit de ruwe opname: dit bestand opnieuw bewaren brengt niet terug wat verloren is.',
};
const EXPORT_AGAIN: Message = {
  en: 'Set this in the capture software and export the scan again.',
  nl: 'Stel dit in de opnamesoftware in en exporteer de scan opnieuw.',
};

function wordsFor(name: string): Message {
  return name === 'none'
    ? { en: 'no compression', nl: 'geen compressie' }
    : { en: `${name} compression`, nl: `${asIs(name).nl}-compressie` };
}
