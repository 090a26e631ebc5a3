import type { BatchFindingView } from '../../model/batch.ts';
import { useLanguage, useMessage } from '../language/language.tsx';
import { Link } from '../router.tsx';
import { TableLink } from './table-link.tsx';

interface FindingRowsProps {
  readonly findings: readonly BatchFindingView[];
  /** The delivery that they are of; left out while its list is only looked at. */
  readonly batchId?: string;
}

/** Findings, each with its line, its rule, what is wrong and what to do about it, and where. */
export function FindingRows({ findings, batchId }: FindingRowsProps) {
  return (
    <ol className="lines">
      {findings.map((finding, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one rule may say two things of one line; nothing else tells them apart
        <FindingRow key={at} finding={finding} batchId={batchId} />
      ))}
    </ol>
  );
}

interface FindingRowProps {
  readonly finding: BatchFindingView;
  readonly batchId: string | undefined;
}

function FindingRow({ finding, batchId }: FindingRowProps) {
  const { text: all } = useLanguage();
  const text = all.batches;
  const message = useMessage();
  const { line, severity, rule, path, value, expected } = finding;
  const facts = [
    ...(value === undefined || value === '' ? [] : [all.found(value)]),
    ...(expected === undefined || expected === '' ? [] : [all.expected(expected)]),
    text.rule(rule),
  ];
  return (
    <li className="line">
      <span className="line-number">{line === null ? text.noLine : text.line(line)}</span>
      <div className="line-words">
        <p>
          <span className={`badge badge-${severity}`}>{text.severities[severity]}</span>{' '}
          {message(finding.message)}
        </p>
        {path !== undefined && <bdi className="line-path">{path}</bdi>}
        <p className="hint">{facts.join(' · ')}</p>
      </div>
      {finding.place !== undefined && batchId !== undefined && (
        <FindingPlace place={finding.place} batchId={batchId} />
      )}
    </li>
  );
}

interface FindingPlaceProps {
  readonly place: NonNullable<BatchFindingView['place']>;
  readonly batchId: string;
}

/** The way to the item, and on the light table to the page. */
function FindingPlace({ place, batchId }: FindingPlaceProps) {
  const { itemId, surfaceId, reference } = place;
  return (
    <span className="line-place">
      <Link to={`/items/${itemId}`}>
        <bdi>{reference}</bdi>
      </Link>
      <TableLink itemId={itemId} reference={reference} batchId={batchId} surfaceId={surfaceId} />
    </span>
  );
}
