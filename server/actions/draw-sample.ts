import { drawSample as draw } from '../../intake/sampling.ts';
import type { Batch } from '../../model/batch.ts';
import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import type { SamplePlan } from '../../model/sample.ts';
import { findBatch } from '../../storage/records/batches.ts';
import { appendEvent } from '../../storage/records/events.ts';
import type { Rows } from '../../storage/records/records.ts';
import { insertSample, samplesOfBatch, unitsOfBatch } from '../../storage/records/samples.ts';
import type { Parts } from '../parts.ts';
import { announce } from './announce.ts';

/** So many samples of one delivery are kept: whoever draws until one suits is not helped. */
const MAX_DRAWN = 20;

/** A sample that is asked for. */
export interface WantedSample extends SamplePlan {
  readonly batchId: string;
  /** Id of who draws. */
  readonly agent: string;
}

/**
 * Draws a sample of a delivery: whole items, at random, repeatable by its seed. The same asked for again, as long as
 * it is not settled, is the same sample.
 *
 * @throws Fault('not-found'), Fault('conflict') where there is nothing to draw from.
 */
export async function drawSampleOf(
  parts: Pick<Parts, 'records' | 'jobs' | 'log'>,
  wanted: WantedSample,
): Promise<{ id: string; isNew: boolean }> {
  const newSampleId = newId();
  const drawn = await parts.records.write(async (rows) => {
    const batch = await findBatch(rows, wanted.batchId);
    if (batch === undefined) throw new Fault('not-found', 'There is no such delivery.');
    const standing = await samplesOfBatch(rows, batch.id, MAX_DRAWN);
    const same = standing.find((one) => one.settlement === null && isSame(one, wanted));
    if (same !== undefined) return { id: same.id, isNew: false };
    checkDrawable(batch, standing.length);
    await keepSample(rows, batch, { ...wanted, id: newSampleId });
    return { id: newSampleId, isNew: true };
  });
  if (drawn.isNew) await announce(parts, { kind: 'batch', batchId: wanted.batchId });
  return drawn;
}

function isSame(one: SamplePlan, other: SamplePlan): boolean {
  return one.seed === other.seed && one.percent === other.percent && one.perMille === other.perMille;
}

function checkDrawable({ code, state }: Batch, drawn: number): void {
  if (state === 'accepted')
    throw new Fault('conflict', `Delivery ${code} has been accepted: there is nothing left to sample.`);
  if (state === 'new' || state === 'filling')
    throw new Fault('conflict', `Delivery ${code} has no list yet, or it is still being applied.`);
  if (drawn >= MAX_DRAWN)
    throw new Fault('conflict', `${MAX_DRAWN} samples of ${code} were drawn. Settle with one of those.`);
}

async function keepSample(rows: Rows, batch: Batch, wanted: WantedSample & { id: string }): Promise<void> {
  const { id, seed, percent, perMille, agent } = wanted;
  const units = await unitsOfBatch(rows, batch.id);
  const drawn = draw(units, { percent, seed });
  if (drawn.length === 0)
    throw new Fault('conflict', `Delivery ${batch.code} has no pages yet: there is nothing to draw from.`);
  const at = Date.now();
  const filesOf = (some: typeof drawn) => some.reduce((sum, { files }) => sum + files, 0);
  const of = { items: units.length, files: filesOf(units) };
  await insertSample(
    rows,
    { id, batchId: batch.id, seed, percent, perMille, of, drawnBy: agent, drawnAt: at },
    drawn.map((unit) => unit.id),
  );
  const names = drawn.map(({ name }) => name).join(', ');
  await appendEvent(rows, {
    type: 'sample',
    detail: `Of delivery ${batch.code} ${drawn.length} of ${of.items} items were drawn, ${filesOf(drawn)} of ${of.files} files (${percent} % asked for), with the seed "${seed}"; ${perMille} defects in a thousand are tolerated: ${names}.`,
    agent,
    at,
  });
}
