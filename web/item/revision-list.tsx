import type { RevisionView } from '../../model/views.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';

/** What was published, newest first. */
export function RevisionList({ revisions }: { readonly revisions: readonly RevisionView[] }) {
  const { text, language } = useLanguage();
  return (
    <ol className="rows">
      {revisions.map((revision) => (
        <li key={revision.revision} className="row row-words">
          <span>
            {text.revisionN(revision.revision)} <bdi>{revision.note}</bdi>
          </span>
          <span className="hint">
            {text.revisionBy(revision.publishedBy, formatTime(revision.publishedAt, language))}
          </span>
          {revision.override !== null && (
            <span className="hint">
              {text.gates.overridden} <bdi>{revision.override.reason}</bdi>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
