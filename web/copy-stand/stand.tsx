import { useCallback, useEffect, useRef, useState } from 'react';
import type { StripEntry } from '../../model/copy-stand.ts';
import type { RescanView } from '../../model/rescan.ts';
import type { WatchView } from '../../model/station-watch.ts';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { useOnOccasion } from '../parts/use-occasion.ts';
import { Waiting } from '../parts/waiting.tsx';
import { Link } from '../router.tsx';
import { standApi } from './api.ts';
import { StandFoot } from './foot.tsx';
import { type Found, FoundPanel } from './found.tsx';
import { Stale, StandHead } from './head.tsx';
import { ItemCard } from './item-card.tsx';
import { ProgressPanel } from './progress-panel.tsx';
import { Reopened } from './reopened.tsx';
import { ScanField } from './scan-field.tsx';
import { Sending } from './sending.tsx';
import { wakeSound } from './sound.ts';
import { Strip } from './strip.tsx';
import { TakeBack } from './take-back.tsx';
import { useKeys } from './use-keys.ts';
import { useScanner } from './use-scanner.ts';
import { type LiveStand, useStand } from './use-stand.ts';
import { useWatches } from './use-watches.ts';
import { NewestVerdict } from './verdict-of.tsx';
import { HeldBack, WatchState } from './watches.tsx';

interface StandProps {
  readonly stationId: string;
  /** Forgets which station this device stands at. */
  readonly leave: (isGone: boolean) => void;
}

/** The screen beside the camera: scan a reference, start, and see of every page within seconds whether it is good. */
export function Stand({ stationId, leave }: StandProps) {
  const { stand: text } = useText();
  const live = useStand(stationId);
  const { station, item, error, staleSince, look } = live;
  const field = useRef<HTMLInputElement>(null);
  const rescans = useRescans(
    stationId,
    item && `${item.id} ${item.progress.received} ${item.progress.todo.length}`,
  );
  const watches = useWatches(stationId, station);
  const { found, find, close, asking } = useFinding(stationId, item?.id);
  useScanner(field, find);
  useKeys({ finish: '[data-finish]', takeBack: '[data-take-back]' });
  useEffect(() => {
    for (const kind of ['keydown', 'pointerdown'] as const) window.addEventListener(kind, wakeSound);
    return () => {
      for (const kind of ['keydown', 'pointerdown'] as const) window.removeEventListener(kind, wakeSound);
    };
  }, []);
  useEffect(() => {
    if (error?.status === 404 && station === undefined) leave(true);
  }, [error, station, leave]);
  async function start(itemId: string): Promise<void> {
    await standApi.putOn(stationId, itemId);
    close();
    look();
    field.current?.focus();
  }
  if (station === undefined) return error === undefined ? <Waiting /> : <Problem error={error} />;
  return (
    <div className="stand" data-stale={staleSince !== undefined || undefined}>
      <Stale since={staleSince} />
      <StandHead station={station} leave={() => leave(false)}>
        <WatchState watches={watches} />
        <Link to="/stand/day" className="button small">
          {text.endOfDay} <kbd>F9</kbd>
        </Link>
      </StandHead>
      <ScanField field={field} find={find} />
      <Problem error={asking.error} />
      <Reopened stationId={stationId} occasion={station} find={find} />
      {found !== undefined && (
        <FoundPanel {...{ found, rescans, start, find, close }} key={found.reference} />
      )}
      {found === undefined && item !== undefined ? (
        <Work live={live} rescans={rescans} watches={watches} />
      ) : (
        <>
          {found === undefined && <NothingOn />}
          <HeldBack watches={watches} />
        </>
      )}
    </div>
  );
}

/** What was scanned or typed last, until it is started or put away. */
function useFinding(stationId: string, lyingId: string | undefined) {
  const [found, setFound] = useState<Found>();
  const asking = useAsking();
  const { ask } = asking;
  const find = useCallback(
    (reference: string) =>
      void ask(async () => setFound({ ...(await standApi.find(reference, stationId)), reference })),
    [ask, stationId],
  );
  const close = useCallback(() => setFound(undefined), []);
  // Started in another window: there is nothing left to start.
  useEffect(() => {
    setFound((now) => (lyingId !== undefined && now?.card?.id === lyingId ? undefined : now));
  }, [lyingId]);
  return { found, find, close, asking };
}

/** What is to be scanned again at this station, read anew with every item and whenever something of it changed. */
function useRescans(stationId: string, occasion: string | undefined): readonly RescanView[] {
  const ask = useCallback(() => standApi.rescans(stationId), [stationId]);
  return useOnOccasion(ask, occasion)?.rescans ?? [];
}

function NothingOn() {
  const { stand: text } = useText();
  return (
    <div className="empty">
      <h1>{text.nothingOn}</h1>
      <p>{text.nothingOnLead}</p>
    </div>
  );
}

interface WorkProps {
  readonly live: LiveStand;
  readonly rescans: readonly RescanView[];
  readonly watches: readonly WatchView[] | undefined;
}

/** The item on the stand: its card, what came in last, how far it is. */
function Work({ live, rescans, watches }: WorkProps) {
  const { station, item, card, staleSince, look } = live;
  const { ask, error } = useAsking();
  if (station === undefined || item === undefined) return null;
  const newest = item.entries.find(({ isUndone }) => !isUndone);
  const change = (work: () => Promise<unknown>) =>
    work()
      .finally(look)
      .then(() => {});
  const countAgain = (entry: StripEntry) => change(() => standApi.countAgain(entry.id));
  return (
    <>
      <div className="stand-columns">
        <div>
          {card !== undefined && <ItemCard card={card} rescans={rescans} />}
          <ProgressPanel
            progress={item.progress}
            watches={watches ?? []}
            isStale={staleSince !== undefined}
            finish={() => change(() => standApi.finish(item.id, station.id))}
            count={(expected) => change(() => standApi.count(item.id, expected))}
          />
        </div>
        <div>
          <NewestVerdict entry={newest} watches={watches ?? []} />
          <div className="actions stand-actions">
            <TakeBack
              key={item.id}
              entries={item.entries}
              takeBack={(entry) => change(() => standApi.takeBack(entry.id))}
              countAgain={countAgain}
            />
            <Sending itemId={item.id} stationId={station.id} sessionId={station.session?.id ?? null} />
          </div>
          <Problem error={error} />
          <HeldBack watches={watches} />
          <Strip entries={item.entries} countAgain={(entry) => void ask(() => countAgain(entry))} />
        </div>
      </div>
      <StandFoot itemId={item.id} rescans={rescans.length} />
    </>
  );
}
