import { useCallback, useEffect, useRef, useState } from 'react';
import type { StandCard, StripEntry, StripView } from '../../model/copy-stand.ts';
import type { StationView } from '../../model/station.ts';
import { type ApiError, asApiError } from '../api.ts';
import { watchLive } from '../live.ts';
import { standApi } from './api.ts';
import { mergeEntries, newVerdicts } from './entries.ts';
import { sound } from './sound.ts';

/** Looked at again this often even if nothing is told: silence may be a cut cable. */
const LOOK_AGAIN_MS = 4_000;
/** Notes, profiles and other stands change seldom, and nothing tells of it here. */
const CARD_AGAIN_MS = 15_000;
/** Older than this nothing on the screen may look green. */
const STALE_MS = 12_000;

/** The item on the stand, and what came in for it. */
export interface StandItem {
  readonly id: string;
  readonly entries: readonly StripEntry[];
  readonly cursor: number;
  readonly progress: StripView['progress'];
}

export interface LiveStand {
  readonly station: StationView | undefined;
  /** Of the item on the stand; undefined where there is none, or it is not known yet. */
  readonly item: StandItem | undefined;
  readonly card: StandCard | undefined;
  readonly error: ApiError | undefined;
  /** When it was last known to be true; undefined as long as it is. */
  readonly staleSince: number | undefined;
  readonly look: () => void;
}

type Seen = Pick<LiveStand, 'station' | 'item'>;

/** A station and what comes in for the item on its stand, as the server has it; and since when it may not be so any more. */
export function useStand(stationId: string): LiveStand {
  const [seen, setSeen] = useState<Seen>({ station: undefined, item: undefined });
  const known = useRef(seen);
  const itemId = seen.station?.currentItem?.id;
  const read = useCallback(async () => {
    const next = await readStand(stationId, known.current.item);
    tell(known.current.item, next.item);
    known.current = next;
    setSeen(next);
  }, [stationId]);
  const { error, staleSince, look } = useLooks(read, { stationId, itemId });
  const card = useCard(itemId, stationId, seen.item?.progress.expected);
  return { ...seen, card: card?.id === itemId ? card : undefined, error, staleSince, look };
}

async function readStand(stationId: string, known: StandItem | undefined): Promise<Seen> {
  const [station, early] = await Promise.all([
    standApi.station(stationId),
    known === undefined ? undefined : standApi.strip(known.id, stationId, known.cursor),
  ]);
  const id = station.currentItem?.id;
  if (id === undefined) return { station, item: undefined };
  const isSame = known !== undefined && early !== undefined && known.id === id;
  const view = isSame ? early : await standApi.strip(id, stationId, undefined);
  const entries = mergeEntries(isSame ? known.entries : [], view);
  return { station, item: { id, entries, cursor: view.cursor, progress: view.progress } };
}

/** What has got a verdict since the last look is heard; of several at once the worst. */
function tell(before: StandItem | undefined, now: StandItem | undefined): void {
  if (before === undefined || now === undefined || before.id !== now.id) return;
  const verdicts = newVerdicts(before.entries, now.entries);
  if (verdicts.some(({ verdict }) => verdict === 'bad')) sound('trouble');
  else if (verdicts.length > 0) sound('good');
}

/** Looks whenever something is told, and every few seconds. One look at a time; what was told meanwhile is looked at after it. */
function useLooks(
  read: () => Promise<void>,
  { stationId, itemId }: { readonly stationId: string; readonly itemId: string | undefined },
) {
  const [error, setError] = useState<ApiError>();
  const [staleSince, setStaleSince] = useState<number>();
  const state = useRef({ isBusy: false, isAskedAgain: false, goodAt: Date.now(), isConnected: true });
  const judge = useCallback((hasFailed: boolean) => {
    const { goodAt, isConnected } = state.current;
    const isStale = hasFailed || !isConnected || Date.now() - goodAt > STALE_MS;
    setStaleSince(isStale ? goodAt : undefined);
  }, []);
  const look = useCallback(() => {
    const now = state.current;
    now.isAskedAgain = now.isBusy;
    if (now.isBusy) return;
    now.isBusy = true;
    const end = (problem: ApiError | undefined) => {
      now.isBusy = false;
      if (problem === undefined) now.goodAt = Date.now();
      setError(problem);
      judge(problem !== undefined);
      if (now.isAskedAgain) look();
    };
    read().then(
      () => end(undefined),
      (thrown: unknown) => end(asApiError(thrown)),
    );
  }, [read, judge]);
  useEffect(() => {
    look();
    const timer = window.setInterval(look, LOOK_AGAIN_MS);
    const stop = watchLive(
      { station: stationId, ...(itemId !== undefined && { item: itemId }) },
      {
        changed: look,
        connected: (isConnected) => {
          state.current.isConnected = isConnected;
          judge(false);
        },
      },
    );
    return () => {
      window.clearInterval(timer);
      stop();
    };
  }, [look, judge, stationId, itemId]);
  useEffect(() => {
    if (staleSince !== undefined) sound('trouble');
  }, [staleSince]);
  return { error, staleSince, look };
}

/** What is said of the item, read again when that has changed as far as one can see. */
function useCard(
  itemId: string | undefined,
  stationId: string,
  expected: number | null | undefined,
): StandCard | undefined {
  const [card, setCard] = useState<StandCard>();
  useEffect(() => {
    if (itemId === undefined || expected === undefined) return;
    const read = () => void standApi.card(itemId, stationId).then(setCard, () => {});
    read();
    const timer = window.setInterval(read, CARD_AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [itemId, stationId, expected]);
  return card;
}
