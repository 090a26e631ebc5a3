import { useEffect, useState } from 'react';
import type { ProfileView } from '../../model/profile.ts';
import { type ApiError, asApiError } from '../api.ts';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { profilesApi } from './api.ts';
import { ChangeList } from './change-list.tsx';
import { putOnTop } from './changes.ts';
import type { Editing } from './use-profile.ts';

interface ConflictProps {
  readonly editing: Editing;
  readonly done: () => void;
}

/** Somebody else saved a version meanwhile: what they changed, and both ways on. Neither's changes are lost by themselves. */
export function Conflict({ editing, done }: ConflictProps) {
  const text = useText().profiles;
  const { view, draft, rules, show } = editing;
  const [theirs, setTheirs] = useState<ProfileView>();
  const [error, setError] = useState<ApiError>();
  useEffect(() => {
    profilesApi.read(view.id).then(setTheirs, (thrown: unknown) => setError(asApiError(thrown)));
  }, [view.id]);
  function goOn(next: ProfileView, isMineKept: boolean): void {
    show(next, isMineKept ? putOnTop(view.body, draft, next.body) : next.body);
    done();
  }
  return (
    <div className="conflict" role="alert">
      <h3>{text.conflict}</h3>
      <Problem error={error} />
      {theirs !== undefined && (
        <>
          <p>{text.wasFirst(theirs.shown.createdBy, theirs.version)}</p>
          <h4>{text.theirs}</h4>
          <ChangeList before={view.body} after={theirs.body} rules={rules} nothing={text.same} />
          <div className="actions">
            <button type="button" onClick={() => goOn(theirs, true)}>
              {text.onTop}
            </button>
            <button type="button" onClick={() => goOn(theirs, false)}>
              {text.takeTheirs}
            </button>
          </div>
        </>
      )}
    </div>
  );
}
