import { expect } from 'chai';
import {
  findCaptureEnd,
  findCaptureNotes,
  noteFinished,
  noteReopened,
  updateCaptureNotes,
} from '../../storage/records/capture-notes.ts';
import type { Records } from '../../storage/records/records.ts';
import { store } from '../fixtures/holdings.ts';

/** What the copy stand keeps. */
export function describeCopyStand(records: () => Records): void {
  it('keeps what is said of an original, and changes of it only what is given', async () => {
    const { item } = await store(records());
    const find = () => records().read((rows) => findCaptureNotes(rows, item.id));
    const nothing = { expectedCount: null, handlingNotes: '', widthMm: null, heightMm: null };
    expect(await find()).to.deep.equal(nothing);
    const said = { expectedCount: 48, handlingNotes: 'Losse bladen; هش', widthMm: 600, heightMm: 840 };
    await records().write((rows) => updateCaptureNotes(rows, item.id, said));
    await records().write((rows) => updateCaptureNotes(rows, item.id, {}));
    expect(await find()).to.deep.equal(said);
    await records().write((rows) => updateCaptureNotes(rows, item.id, { widthMm: null, heightMm: null }));
    expect(await find()).to.deep.equal({ ...said, widthMm: null, heightMm: null });
    expect(await records().read((rows) => findCaptureNotes(rows, 'none'))).to.equal(undefined);
  });

  it('finishes an item once, and opens it again once', async () => {
    const { item } = await store(records());
    const at = 1_700_000_000_123;
    const find = () => records().read((rows) => findCaptureEnd(rows, item.id));
    const finish = (by: string) => records().write((rows) => noteFinished(rows, item.id, by, at));
    const reopen = () => records().write((rows) => noteReopened(rows, item.id));
    expect(await reopen()).to.equal(false);
    expect([await finish('Anna'), await finish('Bram')]).to.deep.equal([true, false]);
    expect(await find()).to.deep.equal({ finishedAt: at, finishedBy: 'Anna' });
    expect([await reopen(), await reopen()]).to.deep.equal([true, false]);
    expect(await find()).to.deep.equal({ finishedAt: null, finishedBy: null });
  });
}
