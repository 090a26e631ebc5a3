import { heldSentence, needsPerson } from '../../intake/held.ts';
import type { HeldFile, HeldView, StationWatch, WatchState, WatchView } from '../../model/station-watch.ts';
import type { Rows } from '../../storage/records/records.ts';
import { watchesOfStation } from '../../storage/records/station-watches.ts';

/** A watch tells of itself every half minute. */
export const SILENT_AFTER_MS = 100_000;
/** More folders than are watched at one station, whatever tokens it has had. */
const MOST_WATCHES = 50;

/** The watched folders of a station that are at work or leave something to do; else the one that was heard of last. */
export async function readWatchViews(rows: Rows, stationId: string, now: number): Promise<WatchView[]> {
  const views = (await watchesOfStation(rows, stationId, MOST_WATCHES)).map((one) => viewWatch(one, now));
  const telling = views.filter((view) => isAtWork(view) || hasLeft(view));
  return telling.length > 0 ? telling : views.slice(0, 1);
}

/** A watch as it is at a moment. */
export function viewWatch(watch: StationWatch, now: number): WatchView {
  const { id, folder, isAway, heardAt, waiting, sending, heldCount, held } = watch;
  return {
    ...{ id, folder, state: stateOf(watch, now), isAway, heardAt, waiting, sending, heldCount },
    held: held.map(viewHeld),
  };
}

/** Whether a program watches the folder now. */
export function isAtWork({ state }: Pick<WatchView, 'state'>): boolean {
  return state === 'watching' || state === 'away';
}

function hasLeft({ isAway, heldCount, waiting, sending }: WatchView): boolean {
  return isAway || heldCount + waiting + sending > 0;
}

function stateOf({ isAway, heardAt, endedAt }: StationWatch, now: number): WatchState {
  if (endedAt !== null) return 'ended';
  if (now - heardAt > SILENT_AFTER_MS) return 'silent';
  return isAway ? 'away' : 'watching';
}

function viewHeld(file: HeldFile): HeldView {
  const { name, reason, since } = file;
  return { name, reason, since, needsPerson: needsPerson(reason), sentence: heldSentence(file) };
}
