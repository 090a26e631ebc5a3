import { setTimeout as sleep } from 'node:timers/promises';
import { openRecordsToRead } from '../../storage/records/open.ts';
import { countDue } from './found.ts';
import type { Place } from './place.ts';

const LOOK_MS = 200;
/** A step is given up as lost when so long none at all has ended: a stalled one is taken up again much sooner. */
const LOST_AFTER_MS = 120_000;

/**
 * What was sent over HTTP has only been taken in when it is answered: it still has to be judged and cut. Waits until no
 * step is due, or none has ended for long; which steps are left is told by the proof.
 *
 * @throws what the signal was aborted with.
 */
export async function untilNothingIsDue({ data }: Pick<Place, 'data'>, signal: AbortSignal): Promise<void> {
  const records = await openRecordsToRead({ dataDir: data });
  try {
    let before = await records.read(countDue);
    for (let quietMs = 0; before > 0 && quietMs < LOST_AFTER_MS; quietMs += LOOK_MS) {
      await sleep(LOOK_MS, undefined, { signal });
      const due = await records.read(countDue);
      if (due !== before) quietMs = 0;
      before = due;
    }
  } finally {
    await records.close();
  }
}
