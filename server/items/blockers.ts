import { isEnded } from '../../model/file-version.ts';
import type { Holding, Holdings } from './holdings.ts';

/**
 * Why an item cannot be published now, in words; empty if it can. That nobody has decided on the rights is no
 * reason: it is a matter of description, and may be mended by publishing again.
 */
export function publishBlockers({ item, holdings }: Pick<Holdings, 'item' | 'holdings'>): string[] {
  const surfaces = holdings.filter(({ surface }) => surface.state !== 'suppressed');
  const having = (test: (holding: Holding) => boolean) => surfaces.filter(test).length;
  const underway = having(({ latest }) => latest !== undefined && !isEnded(latest.state));
  const rejected = having(({ latest }) => latest?.state === 'rejected');
  const failed = having(({ latest }) => latest?.state === 'failed');
  const without = having(({ latest }) => latest === undefined);
  const wanted = having(({ surface }) => surface.state === 'rescan_requested');
  const unshown = having(({ latest, shown }) => latest?.state === 'ready' && shown === undefined);
  const blockers: [boolean, string][] = [
    [item.access === 'closed', 'The item is closed. Open it first.'],
    [surfaces.length === 0, 'There are no scans yet.'],
    [underway > 0, `${count(underway, 'scan is', 'scans are')} still being checked or cut.`],
    [rejected > 0, `${count(rejected, 'scan was', 'scans were')} rejected. Scan again.`],
    [
      failed > 0,
      `${count(failed, 'scan', 'scans')} could not be worked on. Try again, or ask the administrator.`,
    ],
    [without > 0, `${count(without, 'page has', 'pages have')} no scan yet.`],
    [wanted > 0, `${count(wanted, 'page', 'pages')} must be scanned again.`],
    [unshown > 0, `${count(unshown, 'scan has', 'scans have')} no tiles.`],
  ];
  return blockers.flatMap(([blocks, sentence]) => (blocks ? [sentence] : []));
}

function count(number: number, one: string, more: string): string {
  return `${number} ${number === 1 ? one : more}`;
}
