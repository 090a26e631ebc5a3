import { countWrongNames, deliveryOf } from '../../intake/delivery.ts';
import type { ExpectedFile } from '../../intake/delivery-list.ts';
import { countPages } from '../../intake/sample-counts.ts';
import { outcomeOf } from '../../intake/sampling.ts';
import type { Batch } from '../../model/batch.ts';
import { Fault } from '../../model/fault.ts';
import type { SampleView } from '../../model/sample.ts';
import { agentNames } from '../../storage/records/agents.ts';
import { findBatch } from '../../storage/records/batches.ts';
import { deliveredFilesOf } from '../../storage/records/delivered-files.ts';
import { expectedFilesOf } from '../../storage/records/expected-files.ts';
import type { Rows } from '../../storage/records/records.ts';
import {
  findSample,
  itemsOfSample,
  pagesOfSample,
  type Sample,
  type Settlement,
  samplesOfBatch,
  verdictsOfSample,
} from '../../storage/records/samples.ts';
import { assess } from '../batches/assess.ts';
import type { Parts } from '../parts.ts';

/** Of more samples of one delivery the oldest are not shown. */
export const MAX_SAMPLES = 20;

type Stores = Pick<Parts, 'records' | 'objects'>;

/** The samples of a delivery as they stand, newest first. @throws Fault('not-found') */
export async function readSampleViews(parts: Stores, batchId: string): Promise<SampleView[]> {
  const { batch, isOpen } = await parts.records.read(async (rows) => {
    const samples = await samplesOfBatch(rows, batchId, MAX_SAMPLES);
    return { batch: await findBatch(rows, batchId), isOpen: samples.some(isUnsettled) };
  });
  if (batch === undefined) throw new Fault('not-found', 'There is no such delivery.');
  const misnamed = isOpen ? await misnamedOf(parts, batch) : 0;
  return parts.records.read(async (rows) => {
    const views: SampleView[] = [];
    for (const sample of await samplesOfBatch(rows, batchId, MAX_SAMPLES))
      views.push(await viewOf(rows, sample, misnamed));
    return views;
  });
}

/** One sample as it stands. @throws Fault('not-found') */
export async function readSampleView(parts: Stores, id: string): Promise<SampleView> {
  const { sample, batch } = await parts.records.read(async (rows) => {
    const found = await findSample(rows, id);
    return { sample: found, batch: found && (await findBatch(rows, found.batchId)) };
  });
  if (sample === undefined || batch === undefined) throw new Fault('not-found', 'There is no such sample.');
  const misnamed = isUnsettled(sample) ? await misnamedOf(parts, batch) : 0;
  return parts.records.read(async (rows) => viewOf(rows, (await findSample(rows, id)) ?? sample, misnamed));
}

function isUnsettled({ settlement }: Sample): boolean {
  return settlement === null;
}

/** As the page of the delivery has it, which is looked at meanwhile: what both ask is counted once. */
async function misnamedOf(parts: Stores, batch: Batch): Promise<number> {
  return (await assess(parts, batch)).wrongNames;
}

/** What a sample comes to now, in the order of its draw. */
export async function countSample(rows: Rows, sample: Sample, misnamed: number): Promise<Settlement> {
  const verdicts = await verdictsOfSample(rows, sample.id);
  const pages = (await pagesOfSample(rows, sample)).map(({ surfaceId, itemId, currentId, ...page }) => ({
    itemId,
    currentId,
    latest:
      page.latestId === null || page.latestState === null
        ? null
        : { id: page.latestId, state: page.latestState },
    verdicts: verdicts.get(surfaceId) ?? [],
  }));
  const { all, byItem } = countPages(pages, sample.drawnAt);
  const counts = { ...all, misnamed };
  const items = (await itemsOfSample(rows, sample.id)).map(({ itemId }) => {
    const { files = 0, looked = 0, defects = 0 } = byItem.get(itemId) ?? {};
    return { itemId, files, looked, defects };
  });
  return { counts, outcome: outcomeOf(counts, sample), items };
}

/** Wrongly named files of a whole delivery, within a transaction: naming is checked on all of it. */
export async function countMisnamed(rows: Rows, batchId: string): Promise<number> {
  const list = (await expectedFilesOf(rows, batchId)).map(
    ({ number, objectNumber, use, path }): ExpectedFile => ({
      ...{ line: number, objectNumber, reference: '', use, column: use },
      ...{ written: path, path, sequence: undefined },
    }),
  );
  if (list.length === 0) return 0;
  const files = (await deliveredFilesOf(rows, batchId)).map(({ path, sizeBytes }) => ({
    ...{ path, sizeBytes },
    format: undefined,
  }));
  return countWrongNames(deliveryOf(list, { files, folders: [] }));
}

async function viewOf(rows: Rows, sample: Sample, misnamed: number): Promise<SampleView> {
  const { settlement, settledBy, drawnBy, ...said } = sample;
  const { counts, outcome, items } = settlement ?? (await countSample(rows, sample, misnamed));
  const drawn = await itemsOfSample(rows, sample.id);
  const references = new Map(drawn.map(({ itemId, reference }) => [itemId, reference]));
  const names = await agentNames(rows, [drawnBy, settledBy ?? '']);
  return {
    ...said,
    items: items.map((item) => ({ ...item, reference: references.get(item.itemId) ?? '' })),
    counts,
    outcome,
    drawnBy: names.get(drawnBy) ?? drawnBy,
    settledBy: settledBy === null ? null : (names.get(settledBy) ?? settledBy),
  };
}
