import { noteReopened } from '../../storage/records/capture-notes.ts';
import { appendEvent } from '../../storage/records/events.ts';
import type { Rows } from '../../storage/records/records.ts';

/** Why an item is not finished any more, and through whom. */
export interface Reopening {
  readonly itemId: string;
  /** A sentence. */
  readonly why: string;
  /** Id of a user or a token. */
  readonly agent: string;
  readonly at: number;
}

/**
 * Opens an item again that was finished at the copy stand, because something came after all or was taken away. Does
 * nothing where it was not finished.
 */
export async function reopenItem(rows: Rows, { itemId, why, agent, at }: Reopening): Promise<void> {
  if (!(await noteReopened(rows, itemId))) return;
  await appendEvent(rows, { type: 'completion', outcome: 'failure', detail: why, agent, itemId, at });
}
