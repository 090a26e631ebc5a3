import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import type { Rescan, RescanState } from '../../model/rescan.ts';
import { insertFileVersion } from '../../storage/records/file-versions.ts';
import { insertItem } from '../../storage/records/items.ts';
import type { Records } from '../../storage/records/records.ts';
import {
  insertRescan,
  moveRescans,
  reopenEndedBy,
  rescansOfSurface,
  surfacesAskedFor,
  surfacesToRescan,
} from '../../storage/records/rescans.ts';
import { insertReview } from '../../storage/records/reviews.ts';
import { insertSurface, updateSurface } from '../../storage/records/surfaces.ts';
import { makeFile, makeItem, makeSurface, store } from '../fixtures/holdings.ts';

/** What is to be scanned again. */
export function describeRescans(records: () => Records): void {
  const insert = (rescan: Rescan) => records().write((rows) => insertRescan(rows, rescan));
  const statesOf = async (surfaceId: string) =>
    (
      await records().read((rows) =>
        rescansOfSurface(rows, surfaceId, ['asked', 'replaced', 'settled', 'dropped']),
      )
    ).map(({ state }) => state);

  async function makeRescan(patch: Partial<Rescan> = {}): Promise<Rescan> {
    const { item, surface, file } = await store(records());
    return rescanOf({ itemId: item.id, surfaceId: surface.id, oldVersionId: file.id, ...patch });
  }

  function rescanOf(patch: Partial<Rescan>): Rescan {
    return {
      ...{ id: newId(), itemId: '', surfaceId: '', oldVersionId: null, stationId: null, reviewId: null },
      ...{ reason: 'crooked', note: 'Слева', region: { x: 1, y: 2, width: 3, height: 4 }, state: 'asked' },
      ...{ askedBy: 'somebody', askedAt: 1_700_000_000_123, newVersionId: null },
      ...{ endedByReviewId: null, endedAt: null },
      ...patch,
    };
  }

  it('gives back what is to be scanned again as it was asked, the newest first', async () => {
    const first = await makeRescan();
    const second = { ...first, id: newId(), askedAt: first.askedAt + 1, note: null, region: null };
    await insert(first);
    await insert(second);
    const found = await records().read((rows) => rescansOfSurface(rows, first.surfaceId, ['asked']));
    expect(found).to.deep.equal([second, first]);
    const asked = await records().read((rows) => surfacesAskedFor(rows, first.itemId));
    expect(asked).to.deep.equal([first.surfaceId]);
  });

  it('moves on what is in the states named, and opens again what a verdict had ended', async () => {
    const asked = await makeRescan();
    const { itemId, surfaceId, oldVersionId } = asked;
    const surface = makeSurface(itemId, 'p1', { id: surfaceId });
    const other = makeFile(surface, { version: 2, sha256: 'b'.repeat(64) });
    const replaced: Rescan = { ...asked, id: newId(), state: 'replaced', newVersionId: other.id };
    const reviewId = newId();
    await records().write(async (rows) => {
      await insertFileVersion(rows, other);
      await insertReview(rows, {
        ...{ id: reviewId, actId: newId(), itemId, surfaceId, fileVersionId: oldVersionId ?? '' },
        ...{ verdict: 'passed', reason: null, note: null, region: null },
        ...{ stateBefore: 'rescan_requested', agent: 'somebody', at: 1 },
      });
      await insertRescan(rows, asked);
      await insertRescan(rows, replaced);
    });
    const move = (from: RescanState, to: RescanState) =>
      records().write((rows) =>
        moveRescans(rows, { surfaceId, from: [from] }, { state: to, endedAt: 9, endedByReviewId: reviewId }),
      );
    expect([await move('asked', 'dropped'), await move('asked', 'dropped')]).to.deep.equal([1, 0]);
    expect(await move('replaced', 'settled')).to.equal(1);
    expect((await statesOf(surfaceId)).toSorted()).to.deep.equal(['dropped', 'settled']);
    await records().write((rows) => reopenEndedBy(rows, reviewId));
    expect((await statesOf(surfaceId)).toSorted()).to.deep.equal(['asked', 'replaced']);
  });

  it('lists pages in the order of the shelves, each once, and of a station its own and those of none', async () => {
    const shelf = `ARCH${newId().slice(-12).replace(/\D/g, '7')}`;
    const [station, another] = [newId(), newId()];
    const made: string[] = [];
    for (const [at, reference] of [`${shelf}.10`, `${shelf}.2`].entries()) {
      const item = makeItem({ reference });
      const pages = ['p10', 'p9'].map((name) => makeSurface(item.id, name));
      await records().write(async (rows) => {
        await insertItem(rows, item);
        for (const page of pages) {
          await insertSurface(rows, page);
          const stationId = at === 0 ? station : null;
          const rescan = rescanOf({ itemId: item.id, surfaceId: page.id, stationId, state: 'dropped' });
          await insertRescan(rows, rescan);
          await insertRescan(rows, { ...rescan, id: newId() });
        }
      });
      made.unshift(...pages.map(({ id }) => id).toReversed());
    }
    const list = (patch: { stationId?: string; limit?: number; offset?: number } = {}) =>
      records().read((rows) =>
        surfacesToRescan(rows, { states: ['dropped'], limit: 500, offset: 0, ...patch }),
      );
    const ours = ({ surfaceIds }: { surfaceIds: string[] }) => surfaceIds.filter((id) => made.includes(id));
    const whole = await list();
    expect(ours(whole)).to.deep.equal(made);
    expect(whole.total).to.equal(whole.surfaceIds.length);
    expect(ours(await list({ stationId: station }))).to.deep.equal(made);
    expect(ours(await list({ stationId: another }))).to.deep.equal(made.slice(0, 2));
    const page = await list({ limit: 2, offset: whole.surfaceIds.indexOf(made[0] ?? '') + 1 });
    expect(page.surfaceIds.slice(0, 1)).to.deep.equal([made[1]]);
    expect(page.total).to.equal(whole.total);
    await records().write((rows) => updateSurface(rows, made[0] ?? '', { state: 'suppressed' }));
    expect(ours(await list())).to.deep.equal(made.slice(1));
  });
}
