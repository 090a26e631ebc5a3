import { useState } from 'react';
import type { RescanView } from '../../model/rescan.ts';
import type { ApiError } from '../api.ts';
import { useText } from '../language/language.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { rescansApi } from './api.ts';

/** What was done last, in words, and how it is undone where it can be. */
export interface Done {
  readonly words: string;
  readonly undo: (() => void) | undefined;
}

/** Takes pages off the list. */
export interface Ending {
  readonly done: Done | undefined;
  readonly error: ApiError | undefined;
  readonly isBusy: boolean;
  readonly keep: (rescan: RescanView) => void;
  readonly bringBack: (rescan: RescanView) => void;
  readonly drop: (rescan: RescanView) => void;
}

/** Acts on one page at a time, and keeps how to take that back. */
export function useEnding(): Ending {
  const { rescans } = useText();
  const { ask, error, isBusy } = useAsking();
  const [done, setDone] = useState<Done>();

  function act(work: () => Promise<string>, undo: (() => Promise<unknown>) | undefined): void {
    if (isBusy) return;
    setDone(undefined);
    void ask(async () => {
      const words = await work();
      const undoing =
        undo && (() => void ask(async () => void (await undo())).then(() => setDone(undefined)));
      setDone({ words, undo: undoing });
    });
  }
  return {
    ...{ done, error, isBusy },
    keep: ({ surfaceId, name }) =>
      act(() => rescansApi.keep(surfaceId).then(() => rescans.kept(name)), undefined),
    bringBack: ({ surfaceId, name, old, shown }) =>
      act(
        () => rescansApi.show(surfaceId, old ?? 0).then(() => rescans.broughtBack(name)),
        shown === null ? undefined : () => rescansApi.show(surfaceId, shown),
      ),
    drop: ({ surfaceId, name, asks }) =>
      act(
        () => rescansApi.drop(surfaceId).then(() => rescans.dropped(name)),
        async () => {
          // Oldest first: the newest is the one that the list is by.
          for (const { reason, note, region } of asks.toReversed())
            await rescansApi.ask(surfaceId, { reason: reason ?? 'other', note, region });
        },
      ),
  };
}
