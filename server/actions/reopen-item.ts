import type { Reopening } from '../../model/copy-stand.ts';
import { Fault } from '../../model/fault.ts';
import { findCaptureEnd, noteReopened } from '../../storage/records/capture-notes.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findItem, touchItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findReopening, insertReopening, removeReopening } from '../../storage/records/reopenings.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/** Why an item is not finished any more, and through whom. */
interface Reopened extends Omit<Reopening, 'stationId'> {
  /** A sentence. */
  readonly why: string;
  /** Id of a user or a token. */
  readonly agent: string;
}

/**
 * Opens an item again that was finished at the copy stand, because something came after all or was taken away. The
 * stand where it was finished is told until somebody has seen it. Does nothing where it was not finished.
 */
export async function reopenItem(rows: Rows, { why, agent, ...reopened }: Reopened): Promise<void> {
  const { itemId, at } = reopened;
  const end = await findCaptureEnd(rows, itemId);
  if (!(await noteReopened(rows, itemId))) return;
  await insertReopening(rows, { ...reopened, stationId: end?.finishedStation ?? null });
  await appendEvent(rows, { type: 'completion', outcome: 'failure', detail: why, agent, itemId, at });
}

/** Tells the screen of the station where an item was finished, if it is open again. */
export async function announceReopening(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  itemId: string,
): Promise<void> {
  const reopening = await parts.records.read((rows) => findReopening(rows, itemId));
  const stationId = reopening?.stationId ?? null;
  if (stationId !== null) await announce(parts, { kind: 'station', stationId });
}

/** Somebody has seen that an item is open again: it is not told any more. Twice is once. @throws Fault('not-found') */
export async function seeReopening(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  seen: { readonly itemId: string; readonly agent: string },
): Promise<void> {
  const { itemId, agent } = seen;
  const stationId = await parts.records.write(async (rows) => {
    if ((await findItem(rows, itemId)) === undefined) throw new Fault('not-found', 'There is no such item.');
    const reopening = await findReopening(rows, itemId);
    if (reopening === undefined) return null;
    await removeReopening(rows, itemId);
    const at = Date.now();
    const detail = 'At the copy stand it was seen that it is open again.';
    await appendEvent(rows, { type: 'completion', outcome: 'failure', detail, agent, itemId, at });
    await touchItem(rows, itemId, at);
    return reopening.stationId;
  });
  if (stationId !== null) await announce(parts, { kind: 'station', stationId });
}
