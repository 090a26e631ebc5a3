import type { MakingEvent } from '../../model/rendering.ts';
import { notePace } from '../../storage/records/renderings.ts';
import type { Parts } from '../parts.ts';

/** Somebody who waits looks every few seconds, and the database has other things to write. */
const EVERY_MS = 2_000;
/** More are never made at once. */
const MOST_KNOWN = 1_000;

/**
 * Writes down now and then how far workers are, so that every server can tell. What is lost is told again with the next
 * page.
 *
 * @returns how to stop.
 * @throws Fault('unavailable') if the queue does not answer.
 */
export async function startNotingPace(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
): Promise<() => Promise<void>> {
  const notedAt = new Map<string, number>();

  async function note(making: MakingEvent): Promise<void> {
    const now = Date.now();
    const isLast = making.pagesDone >= making.pagesTotal;
    if (!isLast && now - (notedAt.get(making.id) ?? Number.NEGATIVE_INFINITY) < EVERY_MS) return;
    if (notedAt.size >= MOST_KNOWN) notedAt.clear();
    notedAt.set(making.id, now);
    await parts.records.write((rows) => notePace(rows, making));
  }

  return parts.jobs.listen((announcement) => {
    if (announcement.kind !== 'making') return;
    note(announcement.making).catch((error: unknown) =>
      parts.log.warn({ err: error }, 'how far a file is could not be noted'),
    );
  });
}
