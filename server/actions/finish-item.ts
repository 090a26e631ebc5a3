import type { StandProgress } from '../../model/copy-stand.ts';
import { noteFinished } from '../../storage/records/capture-notes.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { touchItem } from '../../storage/records/items.ts';
import { removeReopening } from '../../storage/records/reopenings.ts';
import { findStation } from '../../storage/records/stations.ts';
import { readProgress } from '../copy-stand/progress.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/** Who says that an item is finished, and where. */
export interface Finishing {
  readonly itemId: string;
  /** Whose target counts. */
  readonly stationId: string | undefined;
  /** Id of a user or a token. */
  readonly agent: string;
}

/** How it went: finished, or not, because of what `progress.todo` says. */
export interface FinishOutcome {
  readonly isFinished: boolean;
  readonly progress: StandProgress;
}

/**
 * Finishes the capture of an item, if every side of it is there and good. Whether it is, is decided here, in the
 * transaction that writes it down: what a screen showed a second ago does not count. Of two at once the first is who
 * did it; to the second it is finished too.
 *
 * @throws Fault('not-found')
 */
export async function finishItem(parts: Parts, finishing: Finishing): Promise<FinishOutcome> {
  const { itemId, stationId, agent } = finishing;
  const at = Date.now();
  const outcome = await parts.records.write(async (rows) => {
    const progress = await readProgress(rows, itemId, stationId);
    if (progress.todo.length > 0) return { isFinished: false, isNew: false, progress };
    const station = stationId === undefined ? undefined : await findStation(rows, stationId);
    const isNew = await noteFinished(rows, itemId, { by: agent, at, stationId: station?.id ?? null });
    if (isNew) {
      const detail = `Finished: ${progress.received} of ${progress.expected} sides are there and good.`;
      await appendEvent(rows, { type: 'completion', detail, agent, itemId, at });
      await touchItem(rows, itemId, at);
      await removeReopening(rows, itemId);
    }
    return { isFinished: true, isNew, progress: await readProgress(rows, itemId, stationId) };
  });
  if (outcome.isNew) {
    await announce(parts, { kind: 'item', itemId });
    if (stationId !== undefined) await announce(parts, { kind: 'station', stationId });
  }
  return { isFinished: outcome.isFinished, progress: outcome.progress };
}
