import type { FileState } from '../model/file-version.ts';
import type { Verdict } from '../model/review.ts';
import type { SampleCounts } from '../model/sample.ts';

/** A page of a sample, and what has been said of its scans. */
export interface SampledPage {
  readonly itemId: string;
  /** The newest scan, and what became of it; null where none has come. */
  readonly latest: { readonly id: string; readonly state: FileState } | null;
  /** The scan that is shown; null where there is none. */
  readonly currentId: string | null;
  /** Verdicts that were not taken back, in the order in which they were given. */
  readonly verdicts: readonly PageVerdict[];
}

export interface PageVerdict {
  /** Of which scan. */
  readonly fileVersionId: string;
  readonly verdict: Verdict;
  readonly at: number;
}

/** What was counted, of a whole sample or of one item in it. */
export type PageCounts = Omit<SampleCounts, 'misnamed'>;

const NOTHING: PageCounts = { files: 0, looked: 0, defects: 0, rejected: 0, broken: 0, missing: 0 };

/** The counts of the whole sample, and those of each item that has pages. */
export function countPages(
  pages: readonly SampledPage[],
  drawnAt: number,
): { readonly all: PageCounts; readonly byItem: ReadonlyMap<string, PageCounts> } {
  const byItem = new Map<string, PageCounts>();
  let all = NOTHING;
  for (const page of pages) {
    const standing = standingOf(page, drawnAt);
    all = add(all, standing);
    byItem.set(page.itemId, add(byItem.get(page.itemId) ?? NOTHING, standing));
  }
  return { all, byItem };
}

type Standing = 'rejected' | 'broken' | 'missing' | 'passed' | 'open';

/**
 * How one page stands. One that was rejected after the draw stays a defect of the delivery, also where it has been
 * scanned again since: a sample that is mended while it is looked at says nothing any more of what was not drawn.
 */
function standingOf(page: SampledPage, drawnAt: number): Standing {
  const { latest, currentId, verdicts } = page;
  const newest = new Map(verdicts.map((one) => [one.fileVersionId, one]));
  const judged = latest === null || isUnderWay(latest.state) ? latest?.id : (currentId ?? latest.id);
  const isRejected = [...newest.values()].some(
    ({ verdict, fileVersionId, at }) => verdict === 'rejected' && (fileVersionId === judged || at >= drawnAt),
  );
  if (isRejected) return 'rejected';
  if (latest === null) return 'missing';
  if (latest.state === 'rejected' && judged === latest.id) return 'broken';
  return newest.get(judged ?? '')?.verdict === 'passed' ? 'passed' : 'open';
}

/** Whether nobody can say yet what becomes of a scan. */
function isUnderWay(state: FileState): boolean {
  return state !== 'ready' && state !== 'rejected';
}

function add(counts: PageCounts, standing: Standing): PageCounts {
  const one = (is: boolean) => (is ? 1 : 0);
  const isDefect = standing === 'rejected' || standing === 'broken' || standing === 'missing';
  return {
    files: counts.files + 1,
    looked: counts.looked + one(standing !== 'open'),
    defects: counts.defects + one(isDefect),
    rejected: counts.rejected + one(standing === 'rejected'),
    broken: counts.broken + one(standing === 'broken'),
    missing: counts.missing + one(standing === 'missing'),
  };
}
