import { Fault } from '../../model/fault.ts';
import { findBatch } from '../../storage/records/batches.ts';
import { appendEvent } from '../../storage/records/events.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findSample, type Sample, settleSample } from '../../storage/records/samples.ts';
import type { Parts } from '../parts.ts';
import { countMisnamed, countSample } from '../samples/sample-view.ts';
import { announce } from './announce.ts';

/**
 * Writes down what a sample came to. The server counts, in the transaction that writes; what a screen thinks that it
 * saw is not asked. Of two people who settle at once, one does, and both see the same.
 *
 * @throws Fault('not-found'), Fault('conflict') as long as files are to be looked at on which it depends.
 */
export async function settleSampleOf(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  asked: { readonly id: string; readonly agent: string },
): Promise<void> {
  const batchId = await parts.records.write(async (rows) => {
    const sample = await findSample(rows, asked.id);
    if (sample === undefined) throw new Fault('not-found', 'There is no such sample.');
    return sample.settlement === null ? settle(rows, sample, asked.agent) : undefined;
  });
  if (batchId !== undefined) await announce(parts, { kind: 'batch', batchId });
}

/** @returns the id of its delivery; undefined where somebody else has just settled it. */
async function settle(rows: Rows, sample: Sample, agent: string): Promise<string | undefined> {
  const { id, batchId, seed } = sample;
  const settlement = await countSample(rows, sample, await countMisnamed(rows, batchId));
  const { verdict, arithmetic } = settlement.outcome;
  if (verdict === null) {
    const { files, looked } = settlement.counts;
    throw new Fault(
      'conflict',
      `${files - looked} of ${files} files of the sample are still to be looked at. Pass or reject each of them first.`,
    );
  }
  const at = Date.now();
  if (!(await settleSample(rows, id, { settlement, by: agent, at }))) return undefined;
  const batch = await findBatch(rows, batchId);
  await appendEvent(rows, {
    type: 'sample',
    outcome: verdict === 'accept' ? 'success' : 'failure',
    detail: `The sample of delivery ${batch?.code} with the seed "${seed}" was settled. ${arithmetic.en}`,
    agent,
    at,
  });
  return batchId;
}
