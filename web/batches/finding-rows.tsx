import type { BatchFindingView } from '../../model/batch.ts';
import { useLanguage, useMessage } from '../language/language.tsx';

/** Findings, each with its line, its rule, what is wrong and what to do about it. */
export function FindingRows({ findings }: { readonly findings: readonly BatchFindingView[] }) {
  return (
    <ol className="lines">
      {findings.map((finding, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one rule may say two things of one line; nothing else tells them apart
        <FindingRow key={at} finding={finding} />
      ))}
    </ol>
  );
}

function FindingRow({ finding }: { readonly finding: BatchFindingView }) {
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
    </li>
  );
}
