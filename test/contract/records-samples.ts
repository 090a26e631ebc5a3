import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import { keepDeliveredFile } from '../../storage/records/delivered-files.ts';
import type { Records } from '../../storage/records/records.ts';
import { insertReview, noteUndone } from '../../storage/records/reviews.ts';
import {
  batchesSampling,
  findSample,
  insertSample,
  itemsOfSample,
  pagesOfSample,
  type Sample,
  type Settlement,
  samplesOfBatch,
  settleSample,
  unitsOfBatch,
  verdictsOfSample,
} from '../../storage/records/samples.ts';
import { insertSurface, updateSurface } from '../../storage/records/surfaces.ts';
import { makeSurface, store } from '../fixtures/holdings.ts';
import { addDelivery } from '../fixtures/sampled.ts';

/** Samples of deliveries. */
export function describeSamples(records: () => Records): void {
  const drawn = (batchId: string, patch: Partial<Sample> = {}) => ({
    ...{ id: newId(), batchId, seed: 'zaad 种子', percent: 5.125, perMille: 0.057 },
    ...{ of: { items: 2, files: 6 }, drawnBy: 'somebody', drawnAt: 1_700_000_000_123 },
    ...patch,
  });
  const keep = async (sample: ReturnType<typeof drawn>, itemIds: readonly string[]) => {
    await records().write((rows) => insertSample(rows, sample, itemIds));
    return sample;
  };
  const find = (id: string) => records().read((rows) => findSample(rows, id));
  const settlement: Settlement = {
    counts: { files: 3, looked: 3, defects: 1, rejected: 1, broken: 0, missing: 0, misnamed: 0 },
    outcome: { verdict: 'return', allowed: 0.006, arithmetic: { en: '1 defect', nl: '1 fout' } },
    items: [],
  };

  it('gives back a sample as it was drawn, to the last decimal, and its items in the order of the draw', async () => {
    const { batch, items } = await addDelivery(records(), { items: 3, pages: 1 });
    const order = items.map(({ id }) => id).toReversed();
    const sample = await keep(drawn(batch.id), order);
    const open = { settlement: null, settledBy: null, settledAt: null };
    expect(await find(sample.id)).to.deep.equal({ ...sample, ...open });
    const kept = await records().read((rows) => itemsOfSample(rows, sample.id));
    expect(kept).to.deep.equal(items.map(({ id, reference }) => ({ itemId: id, reference })).toReversed());
    expect(await find(newId())).to.equal(undefined);
  });

  it('has the samples of a delivery, the newest first, and no more than are asked for', async () => {
    const [{ batch }, other] = [
      await addDelivery(records(), { items: 1, pages: 1 }),
      await addDelivery(records(), { items: 1, pages: 1 }),
    ];
    await keep(drawn(other.batch.id), []);
    const older = await keep(drawn(batch.id, { drawnAt: 1 }), []);
    const newer = await keep(drawn(batch.id, { drawnAt: 2 }), []);
    const ids = async (limit: number) =>
      (await records().read((rows) => samplesOfBatch(rows, batch.id, limit))).map(({ id }) => id);
    expect(await ids(10)).to.deep.equal([newer.id, older.id]);
    expect(await ids(1)).to.deep.equal([newer.id]);
  });

  it('settles a sample once, and keeps what was counted then', async () => {
    const { batch } = await addDelivery(records(), { items: 1, pages: 1 });
    const { id } = await keep(drawn(batch.id), []);
    const settle = (by: string, at: number) =>
      records().write((rows) => settleSample(rows, id, { settlement, by, at }));
    expect(await Promise.all([settle('one', 5), settle('other', 6)])).to.have.members([true, false]);
    expect(await find(id)).to.deep.include({ settlement });
    const { settledBy, settledAt } = (await find(id)) ?? {};
    expect([`one 5`, `other 6`]).to.include(`${settledBy} ${settledAt}`);
  });

  it('knows which deliveries sample an item, as long as that is not settled', async () => {
    const { batch, items } = await addDelivery(records(), { items: 2, pages: 1 });
    const [first = '', second = ''] = items.map(({ id }) => id);
    const sample = await keep(drawn(batch.id), [first]);
    await keep(drawn(batch.id), [first]);
    const ask = (...ids: readonly string[]) => records().read((rows) => batchesSampling(rows, ids));
    expect(await ask(first, second)).to.deep.equal([batch.id]);
    expect(await ask(second)).to.deep.equal([]);
    expect(await ask()).to.deep.equal([]);
    const other = await keep(drawn(batch.id), [second]);
    expect(await ask(second)).to.deep.equal([batch.id]);
    for (const { id } of [sample, other])
      await records().write((rows) => settleSample(rows, id, { settlement, by: 'somebody', at: 1 }));
    expect(await ask(second)).to.deep.equal([]);
    expect(await ask(first)).to.deep.equal([batch.id]);
  });

  it('counts the pages of each item of a delivery: those that its list names and those that came, but not those put aside', async () => {
    const { batch, items } = await addDelivery(records(), { items: 2, pages: 3 });
    const [first, second] = items;
    // Of the list, and put aside; of the item, but not of the delivery; not of the list, but delivered.
    await records().write(async (rows) => {
      await updateSurface(rows, first?.surfaces[0] ?? '', { state: 'suppressed' });
      await insertSurface(rows, makeSurface(second?.id ?? '', 'beside'));
    });
    const { item, file } = await store(records());
    await records().write((rows) =>
      keepDeliveredFile(rows, {
        ...{ id: newId(), batchId: batch.id, path: 'ARCH/extra.tif', sizeBytes: 1, sha256: file.sha256 },
        ...{ format: null, fileVersionId: file.id, agent: 'somebody', at: 1, aside: null },
      }),
    );
    const units = await records().read((rows) => unitsOfBatch(rows, batch.id));
    expect(units).to.have.deep.members([
      { id: first?.id, name: first?.reference, files: 2 },
      { id: second?.id, name: second?.reference, files: 3 },
      { id: item.id, name: item.reference, files: 1 },
    ]);
  });

  it('has the pages of the items that were drawn, with their scans and the verdicts that stand', async () => {
    const { batch, items } = await addDelivery(records(), { items: 2, pages: 2 });
    const [first] = items;
    const sample = await keep(drawn(batch.id), [first?.id ?? '']);
    const pages = await records().read((rows) => pagesOfSample(rows, sample));
    expect(pages.map(({ surfaceId }) => surfaceId)).to.have.members([...(first?.surfaces ?? [])]);
    const [page] = pages;
    expect(page).to.deep.include({ itemId: first?.id, latestState: 'ready', currentId: page?.latestId });
    const about = {
      itemId: first?.id ?? '',
      surfaceId: page?.surfaceId ?? '',
      stateBefore: 'captured',
    } as const;
    const said = {
      ...about,
      fileVersionId: page?.latestId ?? '',
      note: null,
      region: null,
      agent: 'somebody',
    };
    const undone = newId();
    await records().write(async (rows) => {
      const judge = (id: string, verdict: 'passed' | 'rejected', at: number) =>
        insertReview(rows, { ...said, id, actId: newId(), verdict, reason: null, at });
      await judge(newId(), 'passed', 1);
      await judge(undone, 'rejected', 2);
      await judge(newId(), 'rejected', 3);
      await noteUndone(rows, undone, 4);
    });
    const verdicts = await records().read((rows) => verdictsOfSample(rows, sample.id));
    const fileVersionId = page?.latestId;
    expect([...verdicts]).to.deep.equal([
      [
        page?.surfaceId,
        [
          { fileVersionId, verdict: 'passed', at: 1 },
          { fileVersionId, verdict: 'rejected', at: 3 },
        ],
      ],
    ]);
  });
}
