import { type FormEvent, useEffect } from 'react';
import { useText } from '../language/language.tsx';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { changesBetween } from '../profiles/changes.ts';
import { Limits } from '../profiles/limits.tsx';
import { MorePanel } from '../profiles/more-panel.tsx';
import { nameOfProfile } from '../profiles/name-of-profile.ts';
import { ProfileBadges } from '../profiles/profile-badges.tsx';
import { RulesTable } from '../profiles/rules-table.tsx';
import { PROFILE_FORM, SavePanel, useSaving } from '../profiles/save-panel.tsx';
import { type Editing, useProfile } from '../profiles/use-profile.ts';
import { VersionsPanel } from '../profiles/versions-panel.tsx';
import { Link, useTitle } from '../router.tsx';
import { useMay } from '../session.tsx';
import { NotFound } from './not-found.tsx';

/** One capture profile: its limits and rules, its versions, and what can be done with it. */
export function ProfileScreen({ id }: { readonly id: string }) {
  const { editing, error } = useProfile(id);
  useTitle(editing?.view.name ?? '');
  if (editing !== undefined) return <Profile editing={editing} />;
  if (error?.status === 404) return <NotFound />;
  return error === undefined ? <Waiting /> : <Problem error={error} />;
}

function Profile({ editing }: { readonly editing: Editing }) {
  const text = useText().profiles;
  const isCurator = useMay('curator');
  const saving = useSaving(editing);
  const { view, draft } = editing;
  const mayEdit = isCurator && view.retiredAt === null;
  useWarningOfChanges(changesBetween(view.body, draft).length > 0);
  function submit(event: FormEvent): void {
    event.preventDefault();
    saving.save();
  }
  return (
    <>
      <header className="profile-head">
        <p>
          <Link to="/profiles">{text.back}</Link>
        </p>
        <h1>
          <bdi>{nameOfProfile(view, text)}</bdi>
        </h1>
        <ProfileBadges profile={view} />
        {!isCurator && <p className="lead">{text.readOnly}</p>}
        {view.retiredAt !== null && <p className="lead">{text.retiredLead}</p>}
      </header>
      <div className="item-columns">
        <form id={PROFILE_FORM} className="card item-main" onSubmit={submit}>
          <fieldset className="profile-fields" disabled={!mayEdit}>
            <TextField
              label={text.fields.name}
              required
              maxLength={200}
              dir="auto"
              value={draft.name}
              change={(name) => editing.change({ name })}
            />
            <Limits editing={editing} />
            <RulesTable editing={editing} />
          </fieldset>
        </form>
        <div className="item-side">
          {mayEdit && <SavePanel editing={editing} saving={saving} />}
          <MorePanel editing={editing} mayChange={isCurator} />
          <VersionsPanel editing={editing} mayChange={mayEdit} />
        </div>
      </div>
    </>
  );
}

/** The browser asks before it leaves changes behind. */
function useWarningOfChanges(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isChanged]);
}
