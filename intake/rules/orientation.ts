import type { Message } from '../../model/finding.ts';
import { headerOf, join, type Rule } from '../findings.ts';

/** The pixels lie as the profile wants them: upright by themselves, without a note that says how to turn them. */
export const orientation: Rule = {
  severity: 'warning',
  check(facts, { orientations }) {
    const technical = headerOf(facts);
    if (technical === undefined || orientations === null || orientations.includes(technical.orientation))
      return [];
    const found = technical.orientation;
    const message = join(SENTENCES[found] ?? UPRIGHT, WHAT_TO_DO);
    return [{ value: String(found), expected: orientations.join(', '), message }];
  },
};

const WHAT_TO_DO: Message = {
  en: 'Not every program does so. Turn the pixels themselves in the capture software and export the scan again.',
  nl: 'Niet elk programma doet dat. Draai de pixels zelf in de opnamesoftware en exporteer de scan opnieuw.',
};

function turn(en: string, nl: string): Message {
  return {
    en: `The scan is not stored upright: a note in the file says to show it ${en}.`,
    nl: `De scan staat niet rechtop in het bestand: een aantekening zegt hem ${nl} te tonen.`,
  };
}

const UPRIGHT: Message = {
  en: 'The scan is stored upright, where a note that says how to turn it is asked for.',
  nl: 'De scan staat rechtop in het bestand, terwijl een aantekening over draaien is gevraagd.',
};

const SENTENCES: Readonly<Record<number, Message>> = {
  2: turn('mirrored', 'gespiegeld'),
  3: turn('upside down', 'ondersteboven'),
  4: turn('upside down and mirrored', 'ondersteboven en gespiegeld'),
  5: turn('mirrored and turned to the left', 'gespiegeld en naar links gedraaid'),
  6: turn('turned to the right', 'naar rechts gedraaid'),
  7: turn('mirrored and turned to the right', 'gespiegeld en naar rechts gedraaid'),
  8: turn('turned to the left', 'naar links gedraaid'),
};
