import type { Message } from '../../model/finding.ts';
import type { GateCode } from '../../model/publishing.ts';

/** A sentence about so many sides. */
export type GateSentence = (sides: number) => Message;

const count = (number: number, one: string, more: string) => `${number} ${number === 1 ? one : more}`;

/** What each gate says: what is the matter, and where it is not plain, what to do. */
export const SAY: Readonly<Record<GateCode, GateSentence>> = {
  empty: () => ({ en: 'There are no scans yet.', nl: 'Er zijn nog geen scans.' }),
  underway: (n) => ({
    en: `${count(n, 'scan is', 'scans are')} still being checked or cut.`,
    nl: `${count(n, 'scan wordt', 'scans worden')} nog gecontroleerd of gesneden.`,
  }),
  rejected: (n) => ({
    en: `${count(n, 'scan was', 'scans were')} rejected. Scan again.`,
    nl: `${count(n, 'scan is', 'scans zijn')} afgekeurd. Scan opnieuw.`,
  }),
  failed: (n) => ({
    en: `${count(n, 'scan', 'scans')} could not be worked on. Try again, or ask the administrator.`,
    nl: `${count(n, 'scan kon', 'scans konden')} niet worden verwerkt. Probeer het opnieuw, of vraag de beheerder.`,
  }),
  'without-scan': (n) => ({
    en: `${count(n, 'page has', 'pages have')} no scan yet.`,
    nl: `${count(n, 'pagina heeft', "pagina's hebben")} nog geen scan.`,
  }),
  'rescan-wanted': (n) => ({
    en: `${count(n, 'page', 'pages')} must be scanned again.`,
    nl: `${count(n, 'pagina moet', "pagina's moeten")} opnieuw worden gescand.`,
  }),
  'without-tiles': (n) => ({
    en: `${count(n, 'scan has', 'scans have')} no tiles.`,
    nl: `${count(n, 'scan heeft', 'scans hebben')} geen tegels.`,
  }),
  'nothing-shown': () => ({
    en: 'No page has a picture to show.',
    nl: 'Geen enkele pagina heeft een beeld om te tonen.',
  }),
  'not-looked-at': (n) => ({
    en: `${count(n, 'page was', 'pages were')} not looked at by anybody yet.`,
    nl: `${count(n, 'pagina is', "pagina's zijn")} nog door niemand bekeken.`,
  }),
  'older-shown': (n) => ({
    en: `${count(n, 'page shows its', 'pages show their')} older scan: the newest would not do.`,
    nl: `${count(n, 'pagina toont haar', "pagina's tonen hun")} oudere scan: de nieuwste was niet goed.`,
  }),
  'without-title': () => ({
    en: 'It has no title but its reference.',
    nl: 'Het heeft geen andere titel dan zijn referentie.',
  }),
  'without-rights': () => ({
    en: 'Nobody has decided on its rights.',
    nl: 'Over de rechten heeft nog niemand beslist.',
  }),
  'closed-without-reason': () => ({
    en: 'It is not open, and nobody has said why or on what ground.',
    nl: 'Het is niet openbaar, en niemand heeft gezegd waarom of op welke grond.',
  }),
  'start-not-shown': () => ({
    en: 'The page that viewers are to open first is not shown. They open the first one.',
    nl: 'De pagina waarmee viewers moeten beginnen, wordt niet getoond. Ze beginnen met de eerste.',
  }),
  'part-not-shown': (n) => ({
    en: `${count(n, 'page that is', 'pages that are')} named in the structure ${n === 1 ? 'is' : 'are'} not shown, and left out there.`,
    nl: `${count(n, 'pagina', "pagina's")} in de structuur ${n === 1 ? 'wordt' : 'worden'} niet getoond, en daar weggelaten.`,
  }),
  'side-not-laid': (n) => ({
    en: `${count(n, 'view or part is', 'views or parts are')} not shown: the page under it is not shown, or too small.`,
    nl: `${count(n, 'weergave of deel wordt', 'weergaven of delen worden')} niet getoond: de pagina eronder wordt niet getoond, of is te klein.`,
  }),
};
