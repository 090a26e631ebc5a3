import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import type { HeldFile, StationWatch, WatchReport } from '../../model/station-watch.ts';
import { appendEvent } from '../../storage/records/events.ts';
import type { Rows } from '../../storage/records/records.ts';
import {
  countWatchesOfToken,
  deleteCalmWatches,
  deleteStationWatch,
  findStationWatch,
  findStationWatchById,
  saveStationWatch,
} from '../../storage/records/station-watches.ts';
import { findStationOfToken } from '../../storage/records/stations.ts';
import type { Parts } from '../parts.ts';
import { isAtWork, viewWatch } from '../stations/watch-view.ts';
import { announce } from './announce.ts';

/** More folders than anybody watches with one token. */
const MOST_OF_A_TOKEN = 20;
const CALM_FOR_MS = 86_400_000;
const MOST_NAMED = 20;

type NotingParts = Pick<Parts, 'records' | 'jobs' | 'log'>;

/**
 * Takes in what a program that watches a folder tells of it, in place of what it told before. Screens hear of it where
 * it says something new.
 *
 * @throws Fault('not-found') where the token is bound to no station, Fault('conflict') where it tells of too many folders.
 */
export async function noteWatch(
  parts: NotingParts,
  told: { readonly tokenId: string; readonly key: string; readonly report: WatchReport },
): Promise<void> {
  const [id, at] = [newId(), Date.now()];
  const stations = await parts.records.write(async (rows) => {
    const station = await findStationOfToken(rows, told.tokenId);
    if (station === undefined) throw new Fault('not-found', 'This token is bound to no station.');
    const before = await findStationWatch(rows, told);
    if (before === undefined) await makeRoom(rows, told.tokenId, at);
    const now = watchOf(told, {
      id: before?.id ?? id,
      stationId: station.id,
      at,
      before: before?.held ?? [],
    });
    await saveStationWatch(rows, now);
    if (before !== undefined && newsOf(before, at) === newsOf(now, at)) return [];
    return before === undefined ? [station.id] : [...new Set([before.stationId, station.id])];
  });
  for (const stationId of stations) await announce(parts, { kind: 'station', stationId });
}

async function makeRoom(rows: Rows, tokenId: string, at: number): Promise<void> {
  await deleteCalmWatches(rows, tokenId, at - CALM_FOR_MS);
  if ((await countWatchesOfToken(rows, tokenId)) < MOST_OF_A_TOKEN) return;
  const detail = `This token tells of ${MOST_OF_A_TOKEN} watched folders already. Forget one that is watched no more, on the page of the end of the day.`;
  throw new Fault('conflict', detail);
}

interface Noting extends Pick<StationWatch, 'id' | 'stationId'> {
  readonly at: number;
  /** What it held when it told last. */
  readonly before: readonly HeldFile[];
}

/** A watch that was started again knows of no time before: what it held then has been held since. */
function watchOf(
  { tokenId, key, report }: { readonly tokenId: string; readonly key: string; readonly report: WatchReport },
  { id, stationId, at, before }: Noting,
): StationWatch {
  const { isEnding, held, ...said } = report;
  const known = new Map(before.map(({ name, since }) => [name, since]));
  const files = held.map(({ name, reason, values, forMs }): HeldFile => {
    const since = Math.min(at - forMs, known.get(name) ?? at);
    return { name, reason, values, since };
  });
  return { id, tokenId, key, stationId, heardAt: at, endedAt: isEnding ? at : null, ...said, held: files };
}

/** What a screen shows of it, but for times. */
function newsOf(watch: StationWatch, at: number): string {
  const { heardAt: _, held, ...shown } = viewWatch(watch, at);
  return JSON.stringify([watch.stationId, shown, held.map(({ since: _since, ...one }) => one)]);
}

/**
 * Forgets a folder that is watched no more, with what was held back in it: a person has seen to that.
 *
 * @throws Fault('not-found'), Fault('conflict') where it is being watched.
 */
export async function forgetWatch(
  parts: NotingParts,
  { watchId, agent }: { readonly watchId: string; readonly agent: string },
): Promise<void> {
  const at = Date.now();
  const stationId = await parts.records.write(async (rows) => {
    const watch = await findStationWatchById(rows, watchId);
    if (watch === undefined) throw new Fault('not-found', 'There is no such watched folder.');
    if (isAtWork(viewWatch(watch, at)))
      throw new Fault('conflict', `The folder ${watch.folder} is being watched. Stop the program first.`);
    await deleteStationWatch(rows, watchId);
    await appendEvent(rows, { type: 'capture', detail: detailOf(watch), agent, at });
    return watch.stationId;
  });
  await announce(parts, { kind: 'station', stationId });
}

function detailOf({ folder, heldCount, waiting, sending, held }: StationWatch): string {
  const named = held.slice(0, MOST_NAMED).map(({ name }) => name);
  const more = heldCount - named.length;
  const names = named.length === 0 ? '' : `: ${named.join(', ')}${more > 0 ? ` … +${more}` : ''}`;
  return `The watched folder ${folder} was forgotten. When last heard of it held back ${heldCount}${names}; ${waiting + sending} were waiting.`;
}
