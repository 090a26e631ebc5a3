import type { Batch, BatchKind } from '../../model/batch.ts';
import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import { findBatch, findBatchByCode, insertBatch } from '../../storage/records/batches.ts';
import { appendEvent } from '../../storage/records/events.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';
import { requireChoosable } from './change-profiles.ts';

/** What is said of a delivery before anything has come. */
export interface BatchOpening {
  readonly code: string;
  readonly kind: BatchKind;
  readonly supplier: string;
  readonly profileId: string | null;
  /** Id of who opens it. */
  readonly agent: string;
}

/**
 * Opens a delivery. It expects nothing until it has a list.
 *
 * @throws Fault('conflict') where its code is taken, Fault('bad-request') where its profile cannot be chosen.
 */
export async function openBatch(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  opening: BatchOpening,
): Promise<Batch> {
  const { agent, ...said } = opening;
  const at = Date.now();
  const decided = { verdict: null, note: '', decidedBy: null, decidedAt: null } as const;
  const batch: Batch = {
    ...{ id: newId(), ...said, state: 'new', list: null, listFiles: 0, listApplied: 0 },
    ...{ listFailure: null, wholeAt: null, ...decided, createdBy: agent, createdAt: at },
  };
  await parts.records.write(async (rows) => {
    if ((await findBatchByCode(rows, batch.code)) !== undefined)
      throw new Fault('conflict', `There is a delivery ${batch.code} already. Give this one another code.`);
    await requireChoosable(rows, batch.profileId);
    await insertBatch(rows, batch);
    const from = batch.supplier === '' ? '' : ` of ${batch.supplier}`;
    await appendEvent(rows, { type: 'delivery', detail: `Delivery ${batch.code}${from} opened.`, agent, at });
  });
  await announce(parts, { kind: 'batch', batchId: batch.id });
  return batch;
}

/** A delivery by its id. @throws Fault('not-found') */
export async function readBatch(parts: Pick<Parts, 'records'>, id: string): Promise<Batch> {
  const batch = await parts.records.read((rows) => findBatch(rows, id));
  if (batch === undefined) throw new Fault('not-found', 'There is no such delivery.');
  return batch;
}
