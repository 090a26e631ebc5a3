import { isEnded } from '../../model/file-version.ts';
import type { Message } from '../../model/finding.ts';
import type { Holding, Holdings } from './holdings.ts';

/**
 * Why an item cannot be published now, in words; empty if it can. That nobody has decided on the rights is no
 * reason: it is a matter of description, and may be mended by publishing again. Nor is that the item is closed, or under
 * embargo: what is published then is there on the day that it opens (docs/decisions/0022).
 */
export function publishBlockers({ holdings }: Pick<Holdings, 'holdings'>): Message[] {
  const surfaces = holdings.filter(({ surface }) => surface.state !== 'suppressed');
  const having = (test: (holding: Holding) => boolean) => surfaces.filter(test).length;
  const underway = having(({ latest }) => latest !== undefined && !isEnded(latest.state));
  const rejected = having(({ latest }) => latest?.state === 'rejected');
  const failed = having(({ latest }) => latest?.state === 'failed');
  const without = having(({ latest, surface }) => latest === undefined && surface.state !== 'missing');
  const wanted = having(({ surface }) => surface.state === 'rescan_requested');
  const unshown = having(({ latest, shown }) => latest?.state === 'ready' && shown === undefined);
  const blockers: [boolean, Message][] = [
    [surfaces.length === 0, EMPTY],
    [underway > 0, beingWorkedOn(underway)],
    [rejected > 0, wereRejected(rejected)],
    [failed > 0, couldNotBeWorkedOn(failed)],
    [without > 0, haveNoScan(without)],
    [wanted > 0, mustBeScannedAgain(wanted)],
    [unshown > 0, haveNoTiles(unshown)],
  ];
  return blockers.flatMap(([blocks, message]) => (blocks ? [message] : []));
}

const EMPTY: Message = { en: 'There are no scans yet.', nl: 'Er zijn nog geen scans.' };

function beingWorkedOn(n: number): Message {
  return {
    en: `${count(n, 'scan is', 'scans are')} still being checked or cut.`,
    nl: `${count(n, 'scan wordt', 'scans worden')} nog gecontroleerd of gesneden.`,
  };
}

function wereRejected(n: number): Message {
  return {
    en: `${count(n, 'scan was', 'scans were')} rejected. Scan again.`,
    nl: `${count(n, 'scan is', 'scans zijn')} afgekeurd. Scan opnieuw.`,
  };
}

function couldNotBeWorkedOn(n: number): Message {
  return {
    en: `${count(n, 'scan', 'scans')} could not be worked on. Try again, or ask the administrator.`,
    nl: `${count(n, 'scan kon', 'scans konden')} niet worden verwerkt. Probeer het opnieuw, of vraag de beheerder.`,
  };
}

function haveNoScan(n: number): Message {
  return {
    en: `${count(n, 'page has', 'pages have')} no scan yet.`,
    nl: `${count(n, 'pagina heeft', "pagina's hebben")} nog geen scan.`,
  };
}

function mustBeScannedAgain(n: number): Message {
  return {
    en: `${count(n, 'page', 'pages')} must be scanned again.`,
    nl: `${count(n, 'pagina moet', "pagina's moeten")} opnieuw worden gescand.`,
  };
}

function haveNoTiles(n: number): Message {
  return {
    en: `${count(n, 'scan has', 'scans have')} no tiles.`,
    nl: `${count(n, 'scan heeft', 'scans hebben')} geen tegels.`,
  };
}

function count(number: number, one: string, more: string): string {
  return `${number} ${number === 1 ? one : more}`;
}
