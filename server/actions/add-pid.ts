import { Fault } from '../../model/fault.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findItem } from '../../storage/records/items.ts';
import { addPid } from '../../storage/records/pids.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/**
 * Gives an item one more name by which the world asks for it. It keeps it for ever, and all that it had.
 *
 * @returns whether it is new to it.
 * @throws Fault('not-found'), Fault('conflict') where another item has the name.
 */
export async function namePid(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  { itemId, pid, agent }: { itemId: string; pid: string; agent: string },
): Promise<boolean> {
  const isNew = await parts.records.write(async (rows) => {
    if ((await findItem(rows, itemId)) === undefined) throw new Fault('not-found', 'There is no such item.');
    const at = Date.now();
    if (!(await addPid(rows, itemId, pid, at))) return false;
    const detail = `Gave it one more name for the world: ${pid}.`;
    await appendEvent(rows, { type: 'metadata modification', detail, agent, itemId, at });
    return true;
  });
  if (isNew) await announce(parts, { kind: 'item', itemId });
  return isNew;
}
