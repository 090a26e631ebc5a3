import { expect } from 'chai';
import { countPages, type PageCounts, type SampledPage } from '../../intake/sample-counts.ts';
import type { FileState } from '../../model/file-version.ts';
import type { Verdict } from '../../model/review.ts';

const DRAWN = 1_000;

/** A page whose scans are v1, v2 …: the newest of them in a state, the one that is shown, and verdicts. */
function page(
  [id, state]: readonly [string, FileState] | readonly [],
  shown: string | null,
  verdicts: readonly (readonly [string, Verdict, number])[] = [],
): SampledPage {
  return {
    itemId: 'item',
    latest: id === undefined || state === undefined ? null : { id, state },
    currentId: shown,
    verdicts: verdicts.map(([fileVersionId, verdict, at]) => ({ fileVersionId, verdict, at })),
  };
}

const counted = (one: SampledPage): Partial<PageCounts> => {
  const { files, ...counts } = countPages([one], DRAWN).all;
  expect(files).to.equal(1);
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
};
const REJECTED = { looked: 1, defects: 1, rejected: 1 };
const BROKEN = { looked: 1, defects: 1, broken: 1 };
const MISSING = { looked: 1, defects: 1, missing: 1 };
const PASSED = { looked: 1 };
const OPEN = {};

describe('counting the pages of a sample', () => {
  it('has a page of every kind once', () => {
    expect(counted(page(['v1', 'ready'], 'v1'))).to.deep.equal(OPEN);
    expect(counted(page(['v1', 'ready'], 'v1', [['v1', 'passed', 5]]))).to.deep.equal(PASSED);
    expect(counted(page(['v1', 'ready'], 'v1', [['v1', 'rejected', 5]]))).to.deep.equal(REJECTED);
    expect(counted(page(['v1', 'rejected'], null))).to.deep.equal(BROKEN);
    expect(counted(page([], null))).to.deep.equal(MISSING);
    expect(counted(page(['v1', 'checking'], null))).to.deep.equal(OPEN);
    expect(counted(page(['v1', 'failed'], null))).to.deep.equal(OPEN);
  });

  it('goes by the newest verdict on a scan', () => {
    const verdicts = [
      ['v1', 'rejected', DRAWN + 1],
      ['v1', 'passed', DRAWN + 2],
    ] as const;
    expect(counted(page(['v1', 'ready'], 'v1', verdicts))).to.deep.equal(PASSED);
    expect(counted(page(['v1', 'ready'], 'v1', verdicts.toReversed()))).to.deep.equal(REJECTED);
  });

  it('keeps a defect that was found after the draw, also where the page was scanned again', () => {
    const verdicts = [
      ['v1', 'rejected', DRAWN],
      ['v2', 'passed', DRAWN + 9],
    ] as const;
    expect(counted(page(['v2', 'ready'], 'v2', verdicts))).to.deep.equal(REJECTED);
  });

  it('lets be what was mended before the draw, once the new scan was looked at', () => {
    const before = [['v1', 'rejected', DRAWN - 1]] as const;
    expect(counted(page(['v2', 'checking'], 'v1', before))).to.deep.equal(OPEN);
    expect(counted(page(['v2', 'ready'], 'v2', before))).to.deep.equal(OPEN);
    const after = [...before, ['v2', 'passed', DRAWN + 1]] as const;
    expect(counted(page(['v2', 'ready'], 'v2', after))).to.deep.equal(PASSED);
  });

  it('goes by the scan that is shown, where an older one is', () => {
    expect(counted(page(['v2', 'ready'], 'v1', [['v2', 'rejected', 5]]))).to.deep.equal(OPEN);
    expect(counted(page(['v2', 'rejected'], 'v1', [['v1', 'passed', 5]]))).to.deep.equal(PASSED);
    expect(counted(page(['v2', 'rejected'], 'v1'))).to.deep.equal(OPEN);
  });

  it('sums by item and over all', () => {
    const pages = [page([], null), { ...page(['v1', 'rejected'], null), itemId: 'other' }, page([], null)];
    const { all, byItem } = countPages(pages, DRAWN);
    expect(all).to.deep.equal({ files: 3, looked: 3, defects: 3, rejected: 0, broken: 1, missing: 2 });
    expect(byItem.get('item')).to.deep.include({ files: 2, missing: 2, broken: 0 });
    expect(byItem.get('other')).to.deep.include({ files: 1, missing: 0, broken: 1 });
    expect(countPages([], DRAWN).all.files).to.equal(0);
  });
});
