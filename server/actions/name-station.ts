import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { findStation, insertStation, updateStation } from '../../storage/records/stations.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/** Adds a station. @returns its id. @throws Fault('conflict') where one has this name. */
export async function addStation(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  { name, agent }: { name: string; agent: string },
): Promise<string> {
  const stationId = newId();
  const at = Date.now();
  await orNameTaken(name, () =>
    parts.records.write(async (rows) => {
      await insertStation(rows, { id: stationId, name, currentItemId: null, createdAt: at });
      await appendEvent(rows, { type: 'registration', detail: `The station ${name} was added.`, agent, at });
    }),
  );
  await announce(parts, { kind: 'station', stationId });
  return stationId;
}

/** Gives a station another name. @throws Fault('not-found'), Fault('conflict') where another has this name. */
export async function renameStation(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  { stationId, name, agent }: { stationId: string; name: string; agent: string },
): Promise<void> {
  await orNameTaken(name, () =>
    parts.records.write(async (rows) => {
      const station = await findStation(rows, stationId);
      if (station === undefined) throw new Fault('not-found', 'There is no such station.');
      if (station.name === name) return;
      await updateStation(rows, stationId, { name });
      const detail = `The station ${station.name} is called ${name} now.`;
      await appendEvent(rows, { type: 'metadata modification', detail, agent, at: Date.now() });
    }),
  );
  await announce(parts, { kind: 'station', stationId });
}

async function orNameTaken(name: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    if (!(cause instanceof Fault) || cause.code !== 'conflict') throw cause;
    throw new Fault('conflict', `There is a station called ${name} already.`, { cause });
  }
}
