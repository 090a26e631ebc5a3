import { useCallback } from 'react';
import { api } from '../api.ts';
import { RevisionList } from '../item/revision-list.tsx';
import { useLanguage } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { Waiting } from '../parts/waiting.tsx';
import { Link } from '../router.tsx';
import type { DeskParts } from './desk-parts.ts';

/** What readers have been shown of the item, and when. */
export function RevisionsPanel({ view }: DeskParts) {
  const { text } = useLanguage();
  const ask = useCallback(() => api.item(view.id), [view.id]);
  const { value: item, error } = useAnswer(ask, view.edition + (view.publishedRevision ?? 0));
  if (item === undefined) return error === undefined ? <Waiting /> : <Problem error={error} />;
  return (
    <>
      <h2>{text.revisions}</h2>
      {item.revisions.length === 0 ? (
        <p className="lead">{text.desk.noRevisions}</p>
      ) : (
        <RevisionList revisions={item.revisions} />
      )}
      <p>
        <Link to={`/items/${view.id}`}>{text.desk.toPublishing}</Link>
      </p>
    </>
  );
}
