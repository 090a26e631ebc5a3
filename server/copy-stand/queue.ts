import type { QueueView } from '../../model/copy-stand.ts';
import { countDue, lastDone } from '../../storage/records/station-files.ts';
import type { Parts } from '../parts.ts';

/** The last so many tell how quick it goes. */
const LAST = 100;
/** From fewer nothing can be said. */
const FEWEST = 3;

/** What waits to be checked; with an item, where that stands among it. The record is asked, not the queue. */
export async function readQueue(
  { records }: Pick<Parts, 'records'>,
  itemId: string | undefined,
): Promise<QueueView> {
  return records.read(async (rows) => {
    const checks = await countDue(rows, 'check-master');
    const tiles = await countDue(rows, 'cut-tiles');
    const own = itemId === undefined ? checks : await countDue(rows, 'check-master', { itemId });
    const position =
      own.last === undefined ? null : (await countDue(rows, 'check-master', { upTo: own.last })).count;
    const paceMs = paceOf(await lastDone(rows, 'check-master', LAST));
    return {
      checks: checks.count,
      tiles: tiles.count,
      own: own.count,
      position,
      paceMs,
      estimateMs: paceMs === null || position === null ? null : position * paceMs,
    };
  });
}

/**
 * How long one step takes when they are done one after the other, in milliseconds: from the end of the one before, or from when
 * it became due if that was later, so that an idle hour counts for nothing. Several workers make it shorter.
 */
export function paceOf(done: readonly { readonly dueAt: number; readonly endedAt: number }[]): number | null {
  if (done.length < FEWEST) return null;
  const inOrder = done.toSorted((one, other) => one.endedAt - other.endedAt);
  let spent = 0;
  for (const [index, { dueAt, endedAt }] of inOrder.entries()) {
    const before = inOrder[index - 1]?.endedAt ?? dueAt;
    spent += Math.max(0, endedAt - Math.max(before, dueAt));
  }
  return Math.round(spent / inOrder.length);
}
