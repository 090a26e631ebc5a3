import type { ExpectedFile } from '../../intake/delivery-list.ts';
import { progressOf } from '../../intake/delivery-progress.ts';
import { countPages } from '../../intake/sample-counts.ts';
import { outcomeOf } from '../../intake/sampling.ts';
import { Fault } from '../../model/fault.ts';
import type { SampleView } from '../../model/sample.ts';
import { agentNames } from '../../storage/records/agents.ts';
import { findBatch } from '../../storage/records/batches.ts';
import { deliveredFilesOf } from '../../storage/records/delivered-files.ts';
import { expectedFilesOf } from '../../storage/records/expected-files.ts';
import type { Records, Rows } from '../../storage/records/records.ts';
import {
  findSample,
  itemsOfSample,
  pagesOfSample,
  type Sample,
  type Settlement,
  samplesOfBatch,
  verdictsOfSample,
} from '../../storage/records/samples.ts';

/** Of more samples of one delivery the oldest are not shown. */
export const MAX_SAMPLES = 20;

/** The samples of a delivery as they stand, newest first. @throws Fault('not-found') */
export async function readSampleViews(records: Records, batchId: string): Promise<SampleView[]> {
  return records.read(async (rows) => {
    if ((await findBatch(rows, batchId)) === undefined)
      throw new Fault('not-found', 'There is no such delivery.');
    const samples = await samplesOfBatch(rows, batchId, MAX_SAMPLES);
    const isOpen = samples.some(({ settlement }) => settlement === null);
    const misnamed = isOpen ? await countMisnamed(rows, batchId) : 0;
    const views: SampleView[] = [];
    for (const sample of samples) views.push(await viewOf(rows, sample, misnamed));
    return views;
  });
}

/** One sample as it stands. @throws Fault('not-found') */
export async function readSampleView(records: Records, id: string): Promise<SampleView> {
  return records.read(async (rows) => {
    const sample = await findSample(rows, id);
    if (sample === undefined) throw new Fault('not-found', 'There is no such sample.');
    const misnamed = sample.settlement === null ? await countMisnamed(rows, sample.batchId) : 0;
    return viewOf(rows, sample, misnamed);
  });
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

/** Wrongly named files of a whole delivery: naming is checked on all of it. */
export async function countMisnamed(rows: Rows, batchId: string): Promise<number> {
  const list = (await expectedFilesOf(rows, batchId)).map(
    ({ number, objectNumber, use, path }): ExpectedFile => ({
      ...{ line: number, objectNumber, reference: '', use, column: use },
      ...{ written: path, path, sequence: undefined },
    }),
  );
  if (list.length === 0) return 0;
  const came = await deliveredFilesOf(rows, batchId);
  return progressOf(
    list,
    came.map(({ path }) => path),
  ).misnamed.length;
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
