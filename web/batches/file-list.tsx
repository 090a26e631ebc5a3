import { useCallback } from 'react';
import type { BatchFileView, BatchShow } from '../../model/batch.ts';
import { useText } from '../language/language.tsx';
import { usePages } from '../parts/use-pages.ts';
import { Link } from '../router.tsx';
import { batchApi } from './api.ts';
import { AsideWords, PutBack } from './aside-words.tsx';
import { Listed } from './listed.tsx';
import { PutRight } from './put-right.tsx';
import { TableLink } from './table-link.tsx';

/** What has a name that it should not have. */
const WRONG: readonly BatchShow[] = ['misnamed', 'double', 'unexpected'];

interface FileListProps {
  readonly batchId: string;
  readonly show: BatchShow;
  readonly tick: number;
  /** Told what was put right; left out for who may not, and where nothing of it may change. */
  readonly changed: (() => void) | undefined;
}

/** The files of a delivery of which one thing is true. */
export function FileList({ batchId, show, tick, changed }: FileListProps) {
  const text = useText().batches;
  const ask = useCallback(
    (after: string | null, signal: AbortSignal) => batchApi.files(batchId, show, after, signal),
    [batchId, show],
  );
  const pages = usePages(ask, tick);
  return (
    <Listed
      name={text.shows[show]}
      pages={pages}
      countOf={({ files }) => files.length}
      nothing={text.nothingOf[show]}
      draw={({ files }) => (
        <ol className="lines">
          {files.map((file) => (
            <FileRow key={`${file.id} ${file.line} ${file.path}`} {...{ batchId, file, show, changed }} />
          ))}
        </ol>
      )}
    />
  );
}

interface FileRowProps {
  readonly batchId: string;
  readonly file: BatchFileView;
  readonly show: BatchShow;
  readonly changed: (() => void) | undefined;
}

function FileRow({ batchId, file, show, changed }: FileRowProps) {
  const all = useText();
  const text = all.batches;
  const { line, path, shouldBe, use, state } = file;
  return (
    <li className="line">
      <span className="line-number">{line === null ? text.noLine : text.line(line)}</span>
      <div className="line-words">
        <p>
          <bdi className="line-path">{path}</bdi>
          {state !== null && <span className={`badge badge-file-${state}`}>{all.fileStates[state]}</span>}
        </p>
        {shouldBe !== null && (
          <p className="should-be">{show === 'double' ? text.secondOf(shouldBe) : text.shouldBe(shouldBe)}</p>
        )}
        <AsideWords aside={file.aside} />
        {use !== null && use !== 'master' && <p className="hint">{text.uses[use]}</p>}
      </div>
      <span className="line-place">
        {changed !== undefined && WRONG.includes(show) && (
          <PutRight {...{ batchId, file, changed }} guess={show === 'double' ? null : shouldBe} />
        )}
        {changed !== undefined && show === 'aside' && <PutBack {...{ batchId, file, changed }} />}
        <FilePlace batchId={batchId} file={file} />
      </span>
    </li>
  );
}

/** Where a file belongs, or went. */
function FilePlace({ batchId, file }: Pick<FileRowProps, 'batchId' | 'file'>) {
  const { itemId, surfaceId, reference, objectNumber } = file;
  const name = reference ?? objectNumber ?? '';
  if (itemId === null) return <bdi>{name}</bdi>;
  return (
    <>
      <Link to={`/items/${itemId}`}>
        <bdi>{name}</bdi>
      </Link>
      <TableLink itemId={itemId} reference={name} batchId={batchId} surfaceId={surfaceId} />
    </>
  );
}
