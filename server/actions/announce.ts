import type { Announcement } from '../../storage/jobs/jobs.ts';
import type { Parts } from '../parts.ts';

/** Tells every screen that something has changed. One that does not hear of it sees it when it next asks. */
export async function announce(
  parts: Pick<Parts, 'jobs' | 'log'>,
  announcement: Announcement,
): Promise<void> {
  try {
    await parts.jobs.announce(announcement);
  } catch (error) {
    parts.log.warn({ err: error, kind: announcement.kind }, 'could not be announced');
  }
}
