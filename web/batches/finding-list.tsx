import { useCallback } from 'react';
import { useText } from '../language/language.tsx';
import { usePages } from '../parts/use-pages.ts';
import { batchApi } from './api.ts';
import { FindingRows } from './finding-rows.tsx';
import { Listed } from './listed.tsx';

interface FindingListProps {
  readonly batchId: string;
  readonly tick: number;
}

/** Every finding on a delivery, and on the scans in it. */
export function FindingList({ batchId, tick }: FindingListProps) {
  const text = useText().batches;
  const ask = useCallback(
    (after: string | null, signal: AbortSignal) => batchApi.findings(batchId, after, signal),
    [batchId],
  );
  const pages = usePages(ask, tick);
  return (
    <Listed
      name={text.shows.findings}
      pages={pages}
      countOf={({ findings }) => findings.length}
      nothing={text.nothingOf.findings}
      draw={({ findings }) => <FindingRows findings={findings} batchId={batchId} />}
    />
  );
}
