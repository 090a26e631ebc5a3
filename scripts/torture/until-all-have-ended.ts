import { setTimeout as sleep } from 'node:timers/promises';
import { openRecordsToRead } from '../../storage/records/open.ts';
import type { Rows } from '../../storage/records/records.ts';
import { countDue } from './found.ts';
import type { Place } from './place.ts';

const LOOK_MS = 200;
/** Waited in vain for so long, while nothing at all changed: a stalled step is taken up again much sooner. */
const LOST_AFTER_MS = 120_000;

/**
 * What was sent over HTTP is answered when it has been taken in, and a station writes its note on a plainly damaged
 * file before it has sent it. Waits until the server has so many files and no step is due, or nothing has changed
 * for long: what is left then is told by the proof.
 *
 * @throws what the signal was aborted with.
 */
export async function untilAllHaveEnded(
  { data }: Pick<Place, 'data'>,
  files: number,
  signal: AbortSignal,
): Promise<void> {
  const records = await openRecordsToRead({ dataDir: data });
  try {
    let before = await records.read(countOpen(files));
    for (let quietMs = 0; before !== 0 && quietMs < LOST_AFTER_MS; quietMs += LOOK_MS) {
      await sleep(LOOK_MS, undefined, { signal });
      const open = await records.read(countOpen(files));
      if (open !== before) quietMs = 0;
      before = open;
    }
  } finally {
    await records.close();
  }
}

/** Steps that are due, and files that are not there yet. */
function countOpen(files: number) {
  return async (rows: Rows): Promise<number> => {
    const { there } = await rows
      .selectFrom('file_versions')
      .select((select) => select.fn.countAll<number>().as('there'))
      .executeTakeFirstOrThrow();
    return Math.max(0, files - Number(there)) + (await countDue(rows));
  };
}
