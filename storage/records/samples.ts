import type { FileState } from '../../model/file-version.ts';
import type { Verdict } from '../../model/review.ts';
import type { SampleCounts, SampleOutcome, SamplePlan } from '../../model/sample.ts';
import type { Rows } from './records.ts';
import type { SampleRow } from './tables-samples.ts';

/** What was counted and said when a sample was settled. */
export interface Settlement {
  readonly counts: SampleCounts;
  readonly outcome: SampleOutcome;
  readonly items: readonly {
    readonly itemId: string;
    readonly files: number;
    readonly looked: number;
    readonly defects: number;
  }[];
}

/** A sample as it is kept. */
export interface Sample extends SamplePlan {
  readonly id: string;
  readonly batchId: string;
  readonly of: { readonly items: number; readonly files: number };
  /** Id of who drew it. */
  readonly drawnBy: string;
  readonly drawnAt: number;
  /** null until it is settled; who and when come with it. */
  readonly settlement: Settlement | null;
  readonly settledBy: string | null;
  readonly settledAt: number | null;
}

/** Kept in whole thousandths. */
const PARTS = 1_000;

function toSample(row: SampleRow): Sample {
  return {
    id: row.id,
    batchId: row.batch_id,
    seed: row.seed,
    percent: row.percent / PARTS,
    perMille: row.per_mille / PARTS,
    of: { items: row.of_items, files: row.of_files },
    drawnBy: row.drawn_by,
    drawnAt: row.drawn_at,
    settlement: row.settlement === null ? null : (JSON.parse(row.settlement) as Settlement),
    settledBy: row.settled_by,
    settledAt: row.settled_at,
  };
}

/** Keeps a sample and the items that were drawn, in the order of the draw. */
export async function insertSample(
  rows: Rows,
  sample: Omit<Sample, 'settlement' | 'settledBy' | 'settledAt'>,
  itemIds: readonly string[],
): Promise<void> {
  await rows
    .insertInto('samples')
    .values({
      id: sample.id,
      batch_id: sample.batchId,
      seed: sample.seed,
      percent: Math.round(sample.percent * PARTS),
      per_mille: Math.round(sample.perMille * PARTS),
      of_items: sample.of.items,
      of_files: sample.of.files,
      drawn_by: sample.drawnBy,
      drawn_at: sample.drawnAt,
      settlement: null,
      settled_by: null,
      settled_at: null,
    })
    .execute();
  const drawn = itemIds.map((id, number) => ({ sample_id: sample.id, number, item_id: id }));
  for (let from = 0; from < drawn.length; from += 1_000)
    await rows
      .insertInto('sample_items')
      .values(drawn.slice(from, from + 1_000))
      .execute();
}

/** The sample with an id; undefined if there is none. */
export async function findSample(rows: Rows, id: string): Promise<Sample | undefined> {
  const row = await rows.selectFrom('samples').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toSample(row);
}

/** The samples of a delivery, newest first. */
export async function samplesOfBatch(rows: Rows, batchId: string, limit: number): Promise<Sample[]> {
  const found = await rows
    .selectFrom('samples')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('drawn_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return found.map(toSample);
}

/** Notes what a sample came to. @returns false, and nothing is changed, where that was done already. */
export async function settleSample(
  rows: Rows,
  id: string,
  settled: { settlement: Settlement; by: string; at: number },
): Promise<boolean> {
  const result = await rows
    .updateTable('samples')
    .set({
      settlement: JSON.stringify(settled.settlement),
      settled_by: settled.by,
      settled_at: settled.at,
    })
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** What was drawn, in the order of the draw. */
export async function itemsOfSample(
  rows: Rows,
  sampleId: string,
): Promise<{ itemId: string; reference: string }[]> {
  return rows
    .selectFrom('sample_items')
    .innerJoin('items', 'items.id', 'sample_items.item_id')
    .select(['items.id as itemId', 'items.reference as reference'])
    .where('sample_items.sample_id', '=', sampleId)
    .orderBy('sample_items.number')
    .execute();
}

/** The deliveries whose samples, as long as they are not settled, hold any of these items. */
export async function batchesSampling(rows: Rows, itemIds: readonly string[]): Promise<string[]> {
  if (itemIds.length === 0) return [];
  const found = await rows
    .selectFrom('sample_items')
    .innerJoin('samples', 'samples.id', 'sample_items.sample_id')
    .select('samples.batch_id')
    .distinct()
    .where('sample_items.item_id', 'in', [...itemIds])
    .where('samples.settled_at', 'is', null)
    .execute();
  return found.map((row) => row.batch_id);
}

/** The pages of a delivery: those whose masters its list names, and those that its scans came to. */
function pagesOfBatch(rows: Rows, batchId: string) {
  const expected = rows
    .selectFrom('expected_files')
    .select('expected_files.surface_id')
    .where('expected_files.batch_id', '=', batchId)
    .where('expected_files.use', '=', 'master')
    .where('expected_files.surface_id', 'is not', null)
    .$narrowType<{ surface_id: string }>();
  const came = rows
    .selectFrom('delivered_files')
    .innerJoin('file_versions as sent', 'sent.id', 'delivered_files.file_version_id')
    .select('sent.surface_id')
    .where('delivered_files.batch_id', '=', batchId)
    .where('delivered_files.aside_at', 'is', null);
  return rows
    .selectFrom('surfaces as page')
    .where('page.id', 'in', expected.union(came))
    .where('page.state', '!=', 'suppressed');
}

/** The items of a delivery, and how many pages it has of each; pages that were put aside are not counted. */
export async function unitsOfBatch(
  rows: Rows,
  batchId: string,
): Promise<{ id: string; name: string; files: number }[]> {
  const found = await pagesOfBatch(rows, batchId)
    .innerJoin('items', 'items.id', 'page.item_id')
    .select((eb) => ['items.id as id', 'items.reference as name', eb.fn.count<number>('page.id').as('files')])
    .groupBy(['items.id', 'items.reference'])
    .execute();
  return found.map((unit) => ({ ...unit, files: Number(unit.files) }));
}

/** A page of a sample, as it stands now. */
export interface SampledPageRow {
  readonly surfaceId: string;
  readonly itemId: string;
  readonly latestId: string | null;
  readonly latestState: FileState | null;
  readonly currentId: string | null;
}

/** The pages of a delivery that belong to the items of a sample. */
export async function pagesOfSample(
  rows: Rows,
  { id, batchId }: Pick<Sample, 'id' | 'batchId'>,
): Promise<SampledPageRow[]> {
  const found = await pagesOfBatch(rows, batchId)
    .innerJoin('sample_items as drawn', 'drawn.item_id', 'page.item_id')
    .leftJoin('file_versions as latest', 'latest.id', 'page.latest_version_id')
    .select([
      'page.id as surfaceId',
      'page.item_id as itemId',
      'latest.id as latestId',
      'latest.state as latestState',
      'page.current_version_id as currentId',
    ])
    .where('drawn.sample_id', '=', id)
    .execute();
  return found.map((row) => ({ ...row, latestState: row.latestState as FileState | null }));
}

/** The verdicts on pages of the items of a sample that were not taken back, by page, in the order of each. */
export async function verdictsOfSample(
  rows: Rows,
  sampleId: string,
): Promise<Map<string, { fileVersionId: string; verdict: Verdict; at: number }[]>> {
  const found = await rows
    .selectFrom('sample_items as drawn')
    .innerJoin('reviews', 'reviews.item_id', 'drawn.item_id')
    .select([
      'reviews.surface_id as surfaceId',
      'reviews.file_version_id as fileVersionId',
      'reviews.verdict as verdict',
      'reviews.at as at',
    ])
    .where('drawn.sample_id', '=', sampleId)
    .where('reviews.undone_at', 'is', null)
    .orderBy('reviews.number')
    .execute();
  const verdicts = new Map<string, { fileVersionId: string; verdict: Verdict; at: number }[]>();
  for (const { surfaceId, verdict, ...said } of found) {
    const one = { ...said, verdict: verdict as Verdict };
    const others = verdicts.get(surfaceId);
    if (others === undefined) verdicts.set(surfaceId, [one]);
    else others.push(one);
  }
  return verdicts;
}
