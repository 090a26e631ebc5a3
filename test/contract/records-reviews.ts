import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import type { Review } from '../../model/review.ts';
import type { Records } from '../../storage/records/records.ts';
import {
  findStandingReview,
  insertReview,
  noteUndone,
  reviewsOfAct,
  standingReviewsOfItem,
} from '../../storage/records/reviews.ts';
import { insertSurface } from '../../storage/records/surfaces.ts';
import { faultOf, makeSurface, store } from '../fixtures/holdings.ts';

/** What people said of pages. */
export function describeReviews(records: () => Records): void {
  type NewReview = Omit<Review, 'number' | 'undoneAt'>;

  async function makeReview(patch: Partial<NewReview> = {}): Promise<NewReview> {
    const { item, surface, file } = await store(records());
    return {
      id: newId(),
      actId: newId(),
      itemId: item.id,
      surfaceId: surface.id,
      fileVersionId: file.id,
      verdict: 'rejected',
      reason: 'unsharp',
      note: 'À gauche; слева; 左',
      region: { x: 0, y: 10, width: 300, height: 20 },
      stateBefore: 'captured',
      agent: 'somebody',
      at: 1_700_000_000_123,
      ...patch,
    };
  }
  const insert = (review: NewReview) => records().write((rows) => insertReview(rows, review));
  const standing = (surfaceId: string) => records().read((rows) => findStandingReview(rows, surfaceId));

  it('gives back a verdict as it was given, and counts those of a surface', async () => {
    const first = await makeReview();
    const plain = { verdict: 'passed', reason: null, note: null, region: null } as const;
    const second = { ...first, ...plain, id: newId(), actId: newId() };
    await insert(first);
    expect(await standing(first.surfaceId)).to.deep.equal({ ...first, number: 1, undoneAt: null });
    await insert(second);
    expect(await standing(first.surfaceId)).to.deep.equal({ ...second, number: 2, undoneAt: null });
  });

  it('keeps what was taken back, and takes it back once: what stands is the verdict before it', async () => {
    const first = await makeReview();
    const second = { ...first, id: newId(), actId: newId() };
    await insert(first);
    await insert(second);
    const undo = (at: number) => records().write((rows) => noteUndone(rows, second.id, at));
    expect([await undo(5), await undo(6)]).to.deep.equal([true, false]);
    expect((await standing(first.surfaceId))?.id).to.equal(first.id);
    const [kept] = await records().read((rows) => reviewsOfAct(rows, second.actId));
    expect(kept).to.deep.equal({ ...second, number: 2, undoneAt: 5 });
  });

  it('has the standing verdict of each surface of an item, and of no other', async () => {
    const first = await makeReview();
    const other = makeSurface(first.itemId, 'p2');
    await insert(await makeReview());
    await insert(first);
    const again = { ...first, id: newId(), actId: newId(), verdict: 'passed' as const };
    await insert(again);
    await records().write((rows) => insertSurface(rows, other));
    const found = await records().read((rows) => standingReviewsOfItem(rows, first.itemId));
    expect([...found].map(([surfaceId, { id }]) => [surfaceId, id])).to.deep.equal([
      [first.surfaceId, again.id],
    ]);
  });

  it('will not hold an act twice on one surface', async () => {
    const review = await makeReview();
    await insert(review);
    expect((await faultOf(insert({ ...review, id: newId() }))).code).to.equal('conflict');
    expect(await records().read((rows) => reviewsOfAct(rows, newId()))).to.deep.equal([]);
  });
}
