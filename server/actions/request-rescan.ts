import { Fault } from '../../model/fault.ts';
import type { RescanState } from '../../model/rescan.ts';
import type { Surface } from '../../model/surface.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { touchItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { moveRescans } from '../../storage/records/rescans.ts';
import { findSurface, updateSurface } from '../../storage/records/surfaces.ts';
import type { Parts } from '../parts.ts';
import { askRescan, type RescanRequest } from './ask-rescan.ts';
import { standingState } from './rescan-states.ts';
import { tell } from './review-surfaces.ts';

interface Ending {
  readonly surfaceId: string;
  /** Id of who does it. */
  readonly agent: string;
}

/**
 * Puts a surface on the list of what is to be scanned again.
 *
 * @returns the id of what was asked.
 * @throws Fault('not-found'), Fault('conflict') where the surface is left out.
 */
export async function requestRescan(parts: Parts, asked: Omit<RescanRequest, 'at'>): Promise<string> {
  const { id, itemId } = await parts.records.write(async (rows) => {
    const id = await askRescan(rows, { ...asked, at: Date.now() });
    const surface = await findSurface(rows, asked.surfaceId);
    return { id, itemId: surface?.itemId };
  });
  await tell(parts, new Set(itemId === undefined ? [] : [itemId]));
  return id;
}

/**
 * A surface need not be scanned again after all: it stands as it did before. Where nothing was asked of it, nothing
 * happens.
 *
 * @throws Fault('not-found')
 */
export async function dropRescan(parts: Parts, ending: Ending): Promise<void> {
  await endRescan(parts, ending, {
    ...{ from: 'asked', to: 'dropped' },
    sentence: ({ name }) => `${name} need not be scanned again.`,
  });
}

/**
 * The new scan of a surface was compared with the old, and stays. Where none is waiting for that, nothing happens.
 *
 * @throws Fault('not-found')
 */
export async function keepRescan(parts: Parts, ending: Ending): Promise<void> {
  await endRescan(parts, ending, {
    ...{ from: 'replaced', to: 'settled' },
    sentence: ({ name }) => `The new scan of ${name} was compared with the old one, and kept.`,
  });
}

interface Step {
  readonly from: RescanState;
  readonly to: RescanState;
  readonly sentence: (surface: Surface) => string;
}

async function endRescan(parts: Parts, ending: Ending, step: Step): Promise<void> {
  const itemId = await parts.records.write((rows) => endRows(rows, ending, step));
  await tell(parts, new Set([itemId]));
}

async function endRows(rows: Rows, { surfaceId, agent }: Ending, { from, to, sentence }: Step) {
  const surface = await findSurface(rows, surfaceId);
  if (surface === undefined) throw new Fault('not-found', 'There is no such page.');
  const { itemId } = surface;
  const at = Date.now();
  const ended = await moveRescans(rows, { surfaceId, from: [from] }, { state: to, endedAt: at });
  if (ended === 0) return itemId;
  if (surface.state === 'rescan_requested')
    await updateSurface(rows, surfaceId, { state: await standingState(rows, surface) });
  await appendEvent(rows, {
    type: to === 'dropped' ? 'rescan request' : 'rescan',
    detail: sentence(surface),
    ...{ agent, itemId, surfaceId, at },
  });
  await touchItem(rows, itemId, at);
  return itemId;
}
