import { expect } from 'chai';
import type { Batch, BatchState, DeliveredFile, ExpectedFileOfBatch } from '../../model/batch.ts';
import { newId } from '../../model/ids.ts';
import {
  advanceList,
  batchesInState,
  batchesOfItem,
  beginList,
  decideBatch,
  findBatch,
  findBatchByCode,
  giveUpList,
  insertBatch,
  keepBatchMapping,
  listBatches,
  listBatchMappings,
  noteListFailure,
  setWhole,
} from '../../storage/records/batches.ts';
import {
  batchesOfFile,
  deliveredAmong,
  deliveredFilesOf,
  findDeliveredFile,
  keepDeliveredFile,
  markOfDelivered,
  scanFindingsOf,
} from '../../storage/records/delivered-files.ts';
import {
  countExpected,
  expectedFilesOf,
  findExpectedByName,
  findExpectedFile,
  insertExpectedFiles,
  noteArrived,
  removeExpectedFiles,
} from '../../storage/records/expected-files.ts';
import {
  filesAsideOf,
  findFileOfBatch,
  forgetDelivered,
  setAside,
} from '../../storage/records/files-aside.ts';
import { insertFindings } from '../../storage/records/findings.ts';
import type { Records, Rows } from '../../storage/records/records.ts';
import { faultOf, SHA, store } from '../fixtures/holdings.ts';

const LIST = {
  name: 'ARCH00860.csv',
  sha256: SHA,
  reading: { kind: 'concordance' },
  givenBy: 'somebody',
} as const;

function makeBatch(patch: Partial<Batch> = {}): Batch {
  const id = newId();
  const decided = { verdict: null, note: '', decidedBy: null, decidedAt: null } as const;
  return {
    ...{ id, code: `B ${id}`, kind: 'concordance', supplier: 'Скан & Со', profileId: null, state: 'new' },
    ...{
      list: null,
      listFiles: 0,
      listApplied: 0,
      listFailure: null,
      wholeAt: null,
      ...decided,
      createdBy: 'x',
      createdAt: 1,
      ...patch,
    },
  };
}

/** Deliveries: their lists, what is expected of them, what came. */
export function describeBatches(records: () => Records): void {
  const write = <T>(work: (rows: Rows) => Promise<T>) => records().write(work);
  const read = <T>(work: (rows: Rows) => Promise<T>) => records().read(work);

  async function stored(patch: Partial<Batch> = {}): Promise<Batch> {
    const batch = makeBatch(patch);
    await write((rows) => insertBatch(rows, batch));
    return batch;
  }

  it('gives back a delivery by id and by code, newest first, and has each code once', async () => {
    const first = await stored({ createdAt: 1_800_000_000_000 });
    const second = await stored({ createdAt: 1_800_000_000_001, list: LIST, state: 'open' });
    expect(await read((rows) => findBatch(rows, second.id))).to.deep.equal(second);
    expect(await read((rows) => findBatchByCode(rows, first.code))).to.deep.equal(first);
    expect((await read((rows) => listBatches(rows, 2))).map(({ id }) => id)).to.deep.equal([
      second.id,
      first.id,
    ]);
    const again = faultOf(write((rows) => insertBatch(rows, makeBatch({ code: first.code }))));
    expect((await again).code).to.equal('conflict');
  });

  it('applies a list step by step, each step once, and is open with the last', async () => {
    const { id } = await stored();
    const begin = (from: readonly BatchState[]) =>
      write((rows) => beginList(rows, id, from, { list: LIST, files: 5 }));
    expect([await begin(['open']), await begin(['new']), await begin(['new'])]).to.deep.equal([
      false,
      true,
      false,
    ]);
    const step = (from: number, to: number) =>
      write((rows) => advanceList(rows, { id, list: LIST, listFiles: 5 }, from, to));
    expect([await step(0, 3), await step(0, 3)]).to.deep.equal([true, false]);
    expect((await read((rows) => batchesInState(rows, 'filling'))).map((one) => one.id)).to.include(id);
    expect([await step(3, 5), await step(5, 5)]).to.deep.equal([true, false]);
    expect(await read((rows) => findBatch(rows, id))).to.include({ state: 'open', listApplied: 5 });
  });

  it('says why its list does not go on, until it does, and can be given up', async () => {
    const { id } = await stored({ state: 'new' });
    const note = (failure: string | null) => write((rows) => noteListFailure(rows, id, failure));
    const failure = async () => (await read((rows) => findBatch(rows, id)))?.listFailure;
    expect(await note('Te vroeg')).to.equal(false);
    expect(await write((rows) => giveUpList(rows, id))).to.equal(false);
    await write((rows) => beginList(rows, id, ['new'], { list: LIST, files: 5 }));
    expect([await note('Nee'), await note('Nee'), await failure()]).to.deep.equal([true, false, 'Nee']);
    expect([await note(null), await note(null), await note('Weer')]).to.deep.equal([true, false, true]);
    await write((rows) => advanceList(rows, { id, list: LIST, listFiles: 5 }, 0, 3));
    expect(await failure()).to.equal(null);
    expect(await write((rows) => giveUpList(rows, id))).to.equal(true);
    const left = { state: 'new', list: null, listFiles: 0, listApplied: 0, listFailure: null };
    expect(await read((rows) => findBatch(rows, id))).to.include(left);
  });

  it('is not opened by who still applies a list that was given up for another', async () => {
    const { id } = await stored({ state: 'new' });
    await write((rows) => beginList(rows, id, ['new'], { list: LIST, files: 5 }));
    await write((rows) => giveUpList(rows, id));
    const list = { ...LIST, sha256: 'b'.repeat(64) };
    await write((rows) => beginList(rows, id, ['new'], { list, files: 900 }));
    expect(await write((rows) => advanceList(rows, { id, list: LIST, listFiles: 5 }, 0, 5))).to.equal(false);
    expect(await write((rows) => advanceList(rows, { id, list, listFiles: 900 }, 0, 300))).to.equal(true);
    expect(await read((rows) => findBatch(rows, id))).to.include({ state: 'filling', listApplied: 300 });
  });

  it('is whole from when somebody says so, until another list comes', async () => {
    const { id } = await stored({ state: 'open' });
    const say = (at: number | null) => write((rows) => setWhole(rows, id, at));
    expect([await say(null), await say(7), await say(8)]).to.deep.equal([false, true, false]);
    expect((await read((rows) => findBatch(rows, id)))?.wholeAt).to.equal(7);
    expect([await say(null), await say(9)]).to.deep.equal([true, true]);
    await write((rows) => beginList(rows, id, ['open'], { list: LIST, files: 5 }));
    expect((await read((rows) => findBatch(rows, id)))?.wholeAt).to.equal(null);
    expect(await say(10)).to.equal(false);
  });

  it('is decided where it may be', async () => {
    const { id } = await stored({ state: 'open' });
    const decide = (verdict: 'accepted' | 'returned') =>
      write((rows) => decideBatch(rows, id, ['open', 'returned'], { verdict, note: 'нет', by: 'me', at: 9 }));
    expect([await decide('returned'), await decide('accepted'), await decide('returned')]).to.deep.equal([
      true,
      true,
      false,
    ]);
    const wanted = { state: 'accepted', verdict: 'accepted', note: 'нет', decidedBy: 'me', decidedAt: 9 };
    expect(await read((rows) => findBatch(rows, id))).to.include(wanted);
  });

  it('keeps a mapping under its name, the newest', async () => {
    const name = `mapping ${newId()}`;
    const mapping = { master: 'file', reference: 'inv' };
    const first = { id: newId(), name, mapping };
    await write((rows) => keepBatchMapping(rows, { ...first, at: 1 }));
    const again = { id: newId(), name, mapping: { ...mapping, title: 'titel' }, at: 2 };
    const kept = await write((rows) => keepBatchMapping(rows, again));
    expect(kept).to.deep.equal({ ...first, mapping: again.mapping });
    expect(await read(listBatchMappings)).to.deep.include(kept);
  });

  it('finds what is expected by path, and by name in its item where files may come', async () => {
    const { item, surface } = await store(records());
    const batch = await stored({ state: 'open' });
    const page: ExpectedFileOfBatch = {
      ...{ batchId: batch.id, number: 0, path: 'A/master/1/É_1.tif', use: 'master', objectNumber: '1' },
      ...{ itemId: item.id, surfaceId: surface.id, hasArrived: false },
    };
    const text = { ...page, number: 1, path: 'A/text/1/É_1.txt', use: 'text' as const };
    const level1 = { ...page, number: 2, path: 'A/level1/1/É_1.tif', use: 'level1' as const };
    await write((rows) => insertExpectedFiles(rows, [page, text, level1]));
    const at = (path: string) => read((rows) => findExpectedFile(rows, batch.id, path));
    const called = (name: string) => read((rows) => findExpectedByName(rows, item.id, name));
    expect(await at('A/text/1/É_1.txt'.normalize('NFD'))).to.deep.equal(text);
    expect([await at('A/text/1/é_1.txt'), await called('É_1.txt')]).to.deep.equal([undefined, undefined]);
    expect(await called('é_1.TIF'.normalize('NFD'))).to.deep.equal(page);
    await write((rows) => noteArrived(rows, batch.id, page.path.normalize('NFD')));
    const counts = await read((rows) => countExpected(rows, [batch.id]));
    expect(counts.get(batch.id)).to.deep.equal({ expected: 3, arrived: 1 });
    expect(await read((rows) => expectedFilesOf(rows, batch.id))).to.deep.equal([
      { ...page, hasArrived: true },
      text,
      level1,
    ]);
    expect(await read((rows) => batchesOfItem(rows, item.id, 10))).to.deep.equal([
      { id: batch.id, code: batch.code },
    ]);
    const decision = { verdict: 'accepted', note: '', by: 'me', at: 1 } as const;
    await write((rows) => decideBatch(rows, batch.id, ['open'], decision));
    expect(await called('É_1.tif')).to.equal(undefined);
    await write((rows) => removeExpectedFiles(rows, batch.id));
    expect(await at(page.path)).to.equal(undefined);
  });

  it('keeps what was set aside apart, until it is put back or something else comes there', async () => {
    const { id: batchId } = await stored({ state: 'open' });
    const expected: ExpectedFileOfBatch = {
      ...{ batchId, number: 0, path: 'A/1.tif', use: 'master', objectNumber: '1' },
      ...{ itemId: null, surfaceId: null, hasArrived: false },
    };
    const file: DeliveredFile = {
      ...{ id: newId(), batchId, path: 'A/een.tif', sizeBytes: 1, sha256: SHA, format: null },
      ...{ fileVersionId: null, agent: 'me', at: 1, aside: null },
    };
    await write(async (rows) => {
      await insertExpectedFiles(rows, [expected]);
      await keepDeliveredFile(rows, file);
      await keepDeliveredFile(rows, { ...file, id: newId(), path: expected.path });
      await noteArrived(rows, batchId, expected.path);
    });
    const aside = { reason: 'Geen pagina', became: 'A/1.tif', by: 'me', at: 1_800_000_000_000 };
    const set = (wanted: typeof aside | null) => write((rows) => setAside(rows, file.id, wanted));
    const counting = async () =>
      (await read((rows) => deliveredFilesOf(rows, batchId))).map(({ path }) => path);
    const before = await read((rows) => markOfDelivered(rows, batchId));
    expect([await set(null), await set(aside), await set(aside)]).to.deep.equal([false, true, false]);
    expect(await read((rows) => markOfDelivered(rows, batchId))).not.to.equal(before);
    expect(await read((rows) => filesAsideOf(rows, batchId))).to.deep.equal([{ ...file, aside }]);
    expect(await read((rows) => findFileOfBatch(rows, batchId, file.id))).to.deep.equal({ ...file, aside });
    expect(await read((rows) => findFileOfBatch(rows, newId(), file.id))).to.equal(undefined);
    expect(await counting()).to.deep.equal(['A/1.tif']);
    expect((await read((rows) => deliveredAmong(rows, batchId, [file.path]))).size).to.equal(0);
    expect(await set(null)).to.equal(true);
    await write((rows) => forgetDelivered(rows, batchId, expected.path));
    expect(await counting()).to.deep.equal([file.path]);
    expect((await read((rows) => countExpected(rows, [batchId]))).get(batchId)?.arrived).to.equal(0);
    await set(aside);
    await write((rows) => keepDeliveredFile(rows, { ...file, at: 2 }));
    expect(await counting()).to.deep.equal([file.path]);
  });

  it('holds one file at a path, the newest, with what was found in its scan', async () => {
    const { file: scan } = await store(records());
    const { id: batchId } = await stored({ state: 'open' });
    const format = { name: 'TIFF', puid: 'fmt/353', extensions: ['tif'] };
    const first: DeliveredFile = {
      ...{ id: newId(), batchId, path: 'A/1/é.tif', sizeBytes: 5_000_000_000, sha256: SHA, format: null },
      ...{ fileVersionId: null, agent: 'me', at: 1, aside: null },
    };
    const keep = (file: DeliveredFile) => write((rows) => keepDeliveredFile(rows, file));
    await keep(first);
    const before = await read((rows) => markOfDelivered(rows, batchId));
    const second = { ...first, id: newId(), format, fileVersionId: scan.id, at: 2 };
    await keep({ ...second, path: first.path.normalize('NFD') });
    const kept = { ...second, id: first.id };
    expect(await read((rows) => findDeliveredFile(rows, batchId, first.path))).to.deep.equal(kept);
    expect(await read((rows) => deliveredFilesOf(rows, batchId))).to.deep.equal([
      { ...kept, state: scan.state },
    ]);
    expect(await read((rows) => markOfDelivered(rows, batchId))).not.to.equal(before);
    expect([...(await read((rows) => deliveredAmong(rows, batchId, ['x', first.path])))]).to.deep.equal([
      first.path,
    ]);
    const finding = { rule: 'bits', severity: 'error', message: { en: 'e', nl: 'n' }, value: '1' } as const;
    await write((rows) => insertFindings(rows, scan.id, [finding], 1));
    expect(await read((rows) => scanFindingsOf(rows, batchId))).to.deep.equal([
      { ...finding, path: first.path },
    ]);
    expect(await read((rows) => batchesOfFile(rows, scan.id))).to.deep.equal([batchId]);
  });
}
