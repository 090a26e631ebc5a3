import { type Batch, type BatchVerdict, RECEIVING_STATES } from '../../model/batch.ts';
import { Fault } from '../../model/fault.ts';
import { findBatch, decideBatch as writeDecision } from '../../storage/records/batches.ts';
import { appendEvent } from '../../storage/records/events.ts';
import type { Rows } from '../../storage/records/records.ts';
import { type Assessment, assess, markOf } from '../batches/assess.ts';
import type { Parts } from '../parts.ts';
import { readSampleViews } from '../samples/sample-view.ts';
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
 * @throws Fault('bad-request') where it is accepted with errors, before its checks have ended, or against its newest
 *   sample, and nobody says why; Fault('conflict') where it has no list, was accepted before, or changes just now.
 */
export async function decideBatch(parts: Parts, batch: Batch, decided: BatchDecided): Promise<void> {
  const { verdict, note, agent } = decided;
  const at = Date.now();
  // Whoever decides waits for no more.
  const assessment = await assess(parts, { ...batch, wholeAt: at });
  const { report } = assessment;
  if (verdict === 'accepted' && note === '') await requireNothingAgainst(parts, batch, assessment);
  await parts.records.write(async (rows) => {
    if (!(await writeDecision(rows, batch.id, RECEIVING_STATES, { verdict, note, by: agent, at })))
      throw new Fault(
        'conflict',
        WHY_NOT[batch.state] ?? 'This delivery was decided on meanwhile. Look again.',
      );
    if (verdict === 'accepted') await requireUnchanged(rows, batch.id, assessment);
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

/** What of the whole delivery speaks against accepting it: a person may do it all the same, and says why. */
async function requireNothingAgainst(
  parts: Parts,
  batch: Batch,
  { report, unchecked }: Assessment,
): Promise<void> {
  const why = 'say in a note why it is accepted all the same.';
  if (report.errors > 0)
    throw new Fault(
      'bad-request',
      'There are errors in this delivery. Say in a note why it is accepted all the same.',
    );
  if (unchecked > 0)
    throw new Fault(
      'bad-request',
      `The checks of ${unchecked} scans of this delivery have not ended. Wait for them, or ${why}`,
    );
  const [sample] = await readSampleViews(parts, batch.id);
  if (sample?.outcome.verdict === 'return')
    throw new Fault(
      'bad-request',
      `The newest sample is outside its tolerance. Return the delivery, or ${why}`,
    );
  if (sample?.settledAt === null)
    throw new Fault('bad-request', `The newest sample is not settled yet. Settle it, or ${why}`);
}

/** Nothing is accepted that nobody has seen: what came while it was assessed is looked at first. */
async function requireUnchanged(rows: Rows, id: string, { mark }: Assessment): Promise<void> {
  const batch = await findBatch(rows, id);
  if (batch !== undefined && (await markOf(rows, batch)) === mark) return;
  throw new Fault(
    'conflict',
    'Files of this delivery came or were checked just now. Look at them, then decide again.',
  );
}

const WHY_NOT: Readonly<Record<string, string>> = {
  new: 'This delivery has no list yet, so there is nothing to decide on.',
  filling: 'The list of this delivery is still being applied. Decide when it is open.',
  accepted: 'This delivery was accepted, and stays so.',
};
