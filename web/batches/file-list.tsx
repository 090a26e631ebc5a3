import { useCallback } from 'react';
import type { BatchFileView, BatchShow } from '../../model/batch.ts';
import { useText } from '../language/language.tsx';
import { usePages } from '../parts/use-pages.ts';
import { Link } from '../router.tsx';
import { batchApi } from './api.ts';
import { Listed } from './listed.tsx';
import { TableLink } from './table-link.tsx';

interface FileListProps {
  readonly batchId: string;
  readonly show: BatchShow;
  readonly tick: number;
}

/** The files of a delivery of which one thing is true. */
export function FileList({ batchId, show, tick }: FileListProps) {
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
            <FileRow key={`${file.id} ${file.line} ${file.path}`} batchId={batchId} file={file} show={show} />
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
}

function FileRow({ batchId, file, show }: FileRowProps) {
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
        {use !== null && use !== 'master' && <p className="hint">{text.uses[use]}</p>}
      </div>
      <FilePlace batchId={batchId} file={file} />
    </li>
  );
}

/** Where a file belongs, or went. */
function FilePlace({ batchId, file }: Omit<FileRowProps, 'show'>) {
  const { itemId, surfaceId, reference, objectNumber } = file;
  const name = reference ?? objectNumber ?? '';
  if (itemId === null) return <bdi className="line-place">{name}</bdi>;
  return (
    <span className="line-place">
      <Link to={`/items/${itemId}`}>
        <bdi>{name}</bdi>
      </Link>
      <TableLink itemId={itemId} reference={name} batchId={batchId} surfaceId={surfaceId} />
    </span>
  );
}
