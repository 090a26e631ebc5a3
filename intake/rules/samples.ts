import type { Message } from '../../model/finding.ts';
import { anyOf, asIs, headerOf, join, type Rule } from '../findings.ts';

const RGB = 3;

/** As many channels as the profile wants: three of colour, one of grey. */
export const samples: Rule = {
  severity: 'error',
  check(facts, { samples: wanted }) {
    const technical = headerOf(facts);
    if (technical === undefined || wanted === null || wanted.includes(technical.samplesPerPixel)) return [];
    const found = technical.samplesPerPixel;
    const list = anyOf(wanted.map(asIs));
    const message = {
      en: `The scan has ${found === 1 ? 'one channel' : `${found} channels`}; asked for is ${list.en}.`,
      nl: `De scan heeft ${found === 1 ? 'één kanaal' : `${found} kanalen`}; gevraagd is ${list.nl}.`,
    };
    return [{ value: String(found), expected: wanted.join(', '), message: join(message, todoFor(found)) }];
  },
};

/** Two channels are grey with transparency; four and more are colour with it, or colour for print. */
function todoFor(found: number): Message {
  if (found === 1) return COLOUR;
  return found === RGB ? GREY : NOTHING_ELSE;
}

const COLOUR: Message = {
  en: 'Set the scanner or camera to colour and scan again.',
  nl: 'Zet de scanner of camera op kleur en scan opnieuw.',
};
const GREY: Message = {
  en: 'Set the capture software to grey and export the scan again.',
  nl: 'Zet de opnamesoftware op grijs en exporteer de scan opnieuw.',
};
const NOTHING_ELSE: Message = {
  en: 'Leave out transparency, masks and CMYK: set this in the capture software and export the scan again.',
  nl: 'Laat transparantie, maskers en CMYK weg: stel dit in de opnamesoftware in en exporteer de scan opnieuw.',
};
