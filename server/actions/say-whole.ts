import { type Batch, isAwaited } from '../../model/batch.ts';
import { Fault } from '../../model/fault.ts';
import { findBatch, setWhole } from '../../storage/records/batches.ts';
import { appendEvent } from '../../storage/records/events.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/**
 * Says that all of a delivery has come, so that what is missing of it is an error from now on; or takes that back.
 *
 * Twice is once.
 *
 * @throws Fault('conflict') where it has no list yet, or was decided on and nothing is awaited any more.
 */
export async function sayWhole(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  batch: Batch,
  said: { readonly isWhole: boolean; readonly agent: string },
): Promise<void> {
  const at = Date.now();
  const detail = said.isWhole
    ? `Delivery ${batch.code}: all of it has come.`
    : `Delivery ${batch.code}: more of it is awaited.`;
  await parts.records.write(async (rows) => {
    const isNew = await setWhole(rows, batch.id, said.isWhole ? at : null);
    const standing = await findBatch(rows, batch.id);
    if (standing !== undefined && isAwaited(standing) === said.isWhole)
      throw new Fault(
        'conflict',
        said.isWhole
          ? 'The list of this delivery is not applied yet, so nobody knows what all of it is.'
          : 'This delivery was decided on: nothing is awaited any more. Files may still come to one that was returned.',
      );
    if (!isNew) return;
    await appendEvent(rows, { type: 'delivery', detail, agent: said.agent, at });
  });
  await announce(parts, { kind: 'batch', batchId: batch.id });
}
