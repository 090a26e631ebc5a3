import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import type { RenderingKind } from '../../model/rendering.ts';
import { setPublication } from '../../storage/records/items.ts';
import type { Records } from '../../storage/records/records.ts';
import {
  countBefore,
  findDownloads,
  findRendering,
  insertRendering,
  notePace,
  removeRendering,
  renderingsOf,
  retryRendering,
  setDownloads,
  settleRendering,
  supersededRenderings,
  unmadeRenderings,
} from '../../storage/records/renderings.ts';
import { store } from '../fixtures/holdings.ts';

/** Files to take away. */
export function describeRenderings(records: () => Records): void {
  const add = async (itemId: string, revision: number, kind: RenderingKind = 'pdf', at = 5) => {
    const id = newId();
    await records().write((rows) => insertRendering(rows, { id, itemId, revision, kind, at }));
    return id;
  };
  const find = (id: string) => records().read((rows) => findRendering(rows, id));
  const file = { key: 'renderings/x/1.pdf', sizeBytes: 5_000_000_000, sha256: 'a'.repeat(64) };
  const settle = (id: string, attempt: number, end: Parameters<typeof settleRendering>[2]) =>
    records().write((rows) => settleRendering(rows, { id, attempt }, end, 9));

  it('are asked for once of each revision and kind', async () => {
    const { item } = await store(records());
    const id = await add(item.id, 1);
    await add(item.id, 1);
    await add(item.id, 1, 'zip');
    await add(item.id, 2);
    const found = await records().read((rows) => renderingsOf(rows, item.id));
    expect(found.map(({ revision, kind }) => [revision, kind])).to.deep.equal([
      [2, 'pdf'],
      [1, 'pdf'],
      [1, 'zip'],
    ]);
    expect(await find(id)).to.deep.include({ state: 'due', attempt: 1, pagesDone: 0, file: null });
    for (const one of found) await records().write((rows) => removeRendering(rows, one.id));
  });

  it('are made, and what comes late or of another attempt changes nothing', async () => {
    const { item } = await store(records());
    const id = await add(item.id, 1);
    const pace = (attempt: number, pagesDone: number) =>
      records().write((rows) => notePace(rows, { id, attempt, pagesDone, pagesTotal: 12, expectedAt: 7 }));
    expect([await pace(1, 3), await pace(1, 2), await pace(2, 4)]).to.deep.equal([true, false, false]);
    expect(await find(id)).to.include({ state: 'making', pagesDone: 3, pagesTotal: 12, expectedAt: 7 });
    expect(await settle(id, 2, { failure: 'No.' })).to.be.false;
    expect(await settle(id, 1, { failure: 'The disk is full.' })).to.be.true;
    expect(await settle(id, 1, { file, pages: 12 })).to.be.false;
    expect(await find(id)).to.include({ state: 'failed', failure: 'The disk is full.', settledAt: 9 });
    const retry = () => records().write((rows) => retryRendering(rows, id));
    expect([await retry(), await retry()]).to.deep.equal([true, false]);
    expect(await find(id)).to.include({ state: 'due', attempt: 2, failure: null, settledAt: null });
    expect(await settle(id, 2, { file, pages: 12 })).to.be.true;
    expect(await find(id)).to.deep.include({ state: 'ready', file, pagesDone: 12, expectedAt: null });
    expect(await pace(2, 12)).to.be.false;
  });

  it('wait in the order in which they were asked for', async () => {
    const { item } = await store(records());
    const before = await records().read((rows) => unmadeRenderings(rows, 100));
    const late = await add(item.id, 1, 'pdf', 1_900_000_000_002);
    const early = await add(item.id, 1, 'zip', 1_900_000_000_001);
    const queue = await records().read((rows) => unmadeRenderings(rows, 100));
    expect(queue.slice(before.length).map(({ id }) => id)).to.deep.equal([early, late]);
    const one = await find(late);
    expect(await records().read((rows) => countBefore(rows, one!))).to.equal(before.length + 1);
    for (const id of [late, early]) await records().write((rows) => removeRendering(rows, id));
  });

  it('go when one of the revision that is published is ready, and not before', async () => {
    const { item } = await store(records());
    const publish = (publishedRevision: number) =>
      records().write((rows) =>
        setPublication(rows, item.id, { publishedRevision, withdrawnAt: null }, 1_900_000_000_000),
      );
    const superseded = async () => {
      const found = await records().read((rows) => supersededRenderings(rows, 100));
      return found.filter(({ itemId }) => itemId === item.id).map(({ id }) => id);
    };
    const [old, oldZip] = [await add(item.id, 1), await add(item.id, 1, 'zip')];
    await publish(1);
    expect(await superseded()).to.deep.equal([]);
    const next = await add(item.id, 2);
    await publish(2);
    // The ZIP is not offered any more; the PDF's images may serve again.
    expect(await superseded()).to.deep.equal([oldZip]);
    await settle(next, 1, { file, pages: 1 });
    expect(await superseded()).to.deep.equal([old, oldZip].sort());
  });

  it('are what is usual for an item until somebody chooses, and again when the choice is taken back', async () => {
    const { item } = await store(records());
    const chosen = () => records().read((rows) => findDownloads(rows, item.id));
    const choose = (kinds: RenderingKind[] | undefined) =>
      records().write((rows) => setDownloads(rows, item.id, kinds));
    expect(await chosen()).to.equal(undefined);
    await choose(['pdf', 'zip']);
    await choose([]);
    expect(await chosen()).to.deep.equal([]);
    await choose(undefined);
    expect(await chosen()).to.equal(undefined);
  });
}
