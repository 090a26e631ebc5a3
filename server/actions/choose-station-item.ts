import { Fault } from '../../model/fault.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findItem } from '../../storage/records/items.ts';
import { findStation, updateStation } from '../../storage/records/stations.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/**
 * Says which item is on a station's stand; null takes it off. What is so already changes nothing.
 *
 * @throws Fault('not-found') where there is no such station or item.
 */
export async function chooseStationItem(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  chosen: { stationId: string; itemId: string | null; agent: string },
): Promise<void> {
  const { stationId, itemId, agent } = chosen;
  const isChanged = await parts.records.write(async (rows) => {
    const station = await findStation(rows, stationId);
    if (station === undefined) throw new Fault('not-found', 'There is no such station.');
    if (itemId !== null && (await findItem(rows, itemId)) === undefined)
      throw new Fault('not-found', 'There is no such item.');
    if (station.currentItemId === itemId) return false;
    await updateStation(rows, stationId, { currentItemId: itemId });
    const said = { type: 'capture', agent, at: Date.now() } as const;
    const { currentItemId: before, name } = station;
    if (before !== null)
      await appendEvent(rows, { ...said, itemId: before, detail: `It was taken off the stand at ${name}.` });
    if (itemId !== null)
      await appendEvent(rows, { ...said, itemId, detail: `It was put on the stand at ${name}.` });
    return true;
  });
  if (isChanged) await announce(parts, { kind: 'station', stationId });
}
