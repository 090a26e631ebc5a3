import type { Message } from '../../../model/finding.ts';

/** Why nothing can be said of a file. */
export const TROUBLES = Object.freeze({
  gone: {
    en: 'It is no longer there: it was moved or deleted meanwhile.',
    nl: 'Het is er niet meer: het is intussen verplaatst of verwijderd.',
  },
  unreadable: {
    en: 'It cannot be read. Is its disk or card still there, and may you open it?',
    nl: 'Het kan niet worden gelezen. Is de schijf of kaart er nog, en mag u het openen?',
  },
  changed: {
    en: 'It changed while it was being checked: another program is still writing it. Check it again when that is done.',
    nl: 'Het veranderde tijdens de controle: een ander programma schrijft er nog aan. Controleer het opnieuw als dat klaar is.',
  },
  ours: {
    en: 'It could not be checked just now. Is there room on the disk, and enough memory? Then check it again.',
    nl: 'Het kon nu niet worden gecontroleerd. Is er ruimte op de schijf, en genoeg geheugen? Controleer het dan opnieuw.',
  },
} satisfies Record<string, Message>);
