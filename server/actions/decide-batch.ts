import { type Batch, type BatchVerdict, RECEIVING_STATES } from '../../model/batch.ts';
import { Fault } from '../../model/fault.ts';
import { decideBatch as writeDecision } from '../../storage/records/batches.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { assess } from '../batches/assess.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/** What a person decides of a delivery. */
export interface BatchDecided {
  readonly verdict: BatchVerdict;
  /** Why; needed to accept one with errors. */
  readonly note: string;
  /** Id of who decides. */
  readonly agent: string;
}

/**
 * Accepts a delivery, which is its end, or returns it to its supplier: then files may come again, and it is judged anew.
 *
 * @throws Fault('bad-request') where it has errors, is accepted, and nobody says why; Fault('conflict') where it has no
 *   list, or was accepted before.
 */
export async function decideBatch(parts: Parts, batch: Batch, decided: BatchDecided): Promise<void> {
  const { verdict, note, agent } = decided;
  const { report } = await assess(parts, batch);
  if (verdict === 'accepted' && report.errors > 0 && note === '')
    throw new Fault(
      'bad-request',
      'There are errors in this delivery. Say in a note why it is accepted all the same.',
    );
  const at = Date.now();
  await parts.records.write(async (rows) => {
    if (!(await writeDecision(rows, batch.id, RECEIVING_STATES, { verdict, note, by: agent, at })))
      throw new Fault(
        'conflict',
        WHY_NOT[batch.state] ?? 'This delivery was decided on meanwhile. Look again.',
      );
    const counts = `${report.errors} errors, ${report.warnings} warnings`;
    const why = note === '' ? '' : ` ${note}`;
    await appendEvent(rows, {
      type: 'batch verdict',
      outcome: verdict === 'accepted' ? 'success' : 'failure',
      detail: `Delivery ${batch.code} was ${verdict} (${counts}).${why}`,
      agent,
      at,
    });
  });
  await announce(parts, { kind: 'batch', batchId: batch.id });
}

const WHY_NOT: Readonly<Record<string, string>> = {
  new: 'This delivery has no list yet, so there is nothing to decide on.',
  filling: 'The list of this delivery is still being applied. Decide when it is open.',
  accepted: 'This delivery was accepted, and stays so.',
};
