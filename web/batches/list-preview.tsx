import { useEffect, useRef } from 'react';
import type { ListPreview, PlannedItemView } from '../../model/list-preview.ts';
import { useText } from '../language/language.tsx';
import { InParts } from '../parts/in-parts.tsx';
import { Link } from '../router.tsx';
import { FindingRows } from './finding-rows.tsx';

/** What applying a list would do: nothing of it has happened yet. */
export function ListPreviewCard({ preview }: { readonly preview: ListPreview }) {
  const text = useText().batches;
  const { isReadable, findings, errors, warnings } = preview;
  // It comes where a button was: the keyboard and the screen reader go on from its beginning.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="card" aria-labelledby="preview-title">
      <h2 id="preview-title" ref={heading} tabIndex={-1}>
        {text.willHappen}
      </h2>
      {isReadable ? <Numbers preview={preview} /> : <p className="problem">{text.unreadable}</p>}
      {isReadable && errors > 0 && <p className="problem">{text.withErrors(errors)}</p>}
      {isReadable && preview.list.length > 0 && (
        <details>
          <summary>{text.planned}</summary>
          <InParts name={text.planned} all={preview.list} draw={(part) => <PlannedRows planned={part} />} />
        </details>
      )}
      <h3>
        {text.shows.findings}: {text.errors(errors)}, {text.warnings(warnings)}
      </h3>
      {findings.length === 0 && <p className="hint">{text.nothingOf.findings}</p>}
      <InParts name={text.shows.findings} all={findings} draw={(part) => <FindingRows findings={part} />} />
      {findings.length < errors + warnings && <p className="hint">{text.onlyFirst(findings.length)}</p>}
    </section>
  );
}

function Numbers({ preview }: { readonly preview: ListPreview }) {
  const text = useText().batches;
  const { items, surfaces, attachments } = preview;
  if (items.made + items.matched === 0) return <p className="problem">{text.nothingInList}</p>;
  return (
    <ul className="numbers">
      <li>
        <strong>{text.itemsMade(items.made)}</strong>
        <span className="hint">{text.itemsMatched(items.matched)}</span>
      </li>
      <li>
        <strong>{text.surfacesMade(surfaces.made)}</strong>
        <span className="hint">{text.surfacesMatched(surfaces.matched)}</span>
      </li>
      {attachments > 0 && (
        <li>
          <strong>{text.attachments(attachments)}</strong>
          <span className="hint">{text.attachmentsNote}</span>
        </li>
      )}
    </ul>
  );
}

function PlannedRows({ planned }: { readonly planned: readonly PlannedItemView[] }) {
  const text = useText().batches;
  return (
    <ol className="lines">
      {planned.map(({ reference, objectNumber, itemId, made, matched }) => (
        <li key={`${objectNumber} ${reference}`} className="line">
          <span className="line-number">
            <bdi>{objectNumber}</bdi>
          </span>
          <div className="line-words">
            {itemId === null ? (
              <p>
                <bdi>{reference}</bdi> <span className="badge">{text.plannedNew}</span>
              </p>
            ) : (
              <Link to={`/items/${itemId}`}>
                <bdi>{reference}</bdi>
              </Link>
            )}
          </div>
          <span className="count">{text.plannedPages(made + matched)}</span>
        </li>
      ))}
    </ol>
  );
}
