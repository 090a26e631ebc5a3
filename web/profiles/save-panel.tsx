import { useState } from 'react';
import type { ApiError } from '../api.ts';
import { useText } from '../language/language.tsx';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { profilesApi } from './api.ts';
import { ChangeList } from './change-list.tsx';
import { changesBetween } from './changes.ts';
import { Conflict } from './conflict.tsx';
import type { Editing } from './use-profile.ts';

/** The id of the form that the fields stand in, and the button that saves it beside them. */
export const PROFILE_FORM = 'profile-form';

/** A profile's form is submitted by this. */
export interface Saving {
  readonly save: () => void;
  readonly isBusy: boolean;
  readonly error: ApiError | undefined;
  readonly note: string;
  readonly setNote: (note: string) => void;
  /** The number of the version that was saved last; undefined as soon as something is changed again. */
  readonly saved: number | undefined;
  readonly clear: () => void;
}

/** Saves what was made of a profile as its next version, on the one that it was made of. */
export function useSaving(editing: Editing | undefined): Saving {
  const { ask, isBusy, error, clear } = useAsking();
  const [note, setNote] = useState('');
  const [saved, setSaved] = useState<number>();
  function save(): void {
    if (editing === undefined || isBusy) return;
    const { view, draft, show } = editing;
    void ask(async () => {
      const next = await profilesApi.save(view.id, view.version, { body: draft, note });
      show(next);
      setNote('');
      setSaved(next.version);
    });
  }
  return { save, isBusy, error, note, setNote, saved, clear };
}

interface SavePanelProps {
  readonly editing: Editing;
  readonly saving: Saving;
}

/** What was changed, why, and saving it; or what to do where somebody else was first. */
export function SavePanel({ editing, saving }: SavePanelProps) {
  const text = useText().profiles;
  const { view, draft, rules, replace } = editing;
  const { error, isBusy, note, setNote, saved } = saving;
  const isChanged = changesBetween(view.body, draft).length > 0;
  return (
    <section className="card save-panel" aria-labelledby="save-title">
      <h2 id="save-title">{text.save}</h2>
      <p className="hint">{text.saveLead}</p>
      <div aria-live="polite">
        {isChanged && <h3>{text.changed}</h3>}
        <ChangeList before={view.body} after={draft} rules={rules} nothing={text.unchanged} />
        {!isChanged && saved === view.version && <p className="good">{text.saved(saved)}</p>}
      </div>
      {isChanged && (
        <TextField
          form={PROFILE_FORM}
          label={text.note}
          hint={text.noteHint}
          dir="auto"
          maxLength={2000}
          value={note}
          change={setNote}
        />
      )}
      {error?.status === 412 ? <Conflict editing={editing} done={saving.clear} /> : <Problem error={error} />}
      {isChanged && error?.status !== 412 && (
        <div className="actions">
          <button type="submit" form={PROFILE_FORM} className="primary" disabled={isBusy}>
            {text.saveAs(view.version + 1)}
          </button>
          <button type="button" className="quiet" onClick={() => replace(view.body)}>
            {text.takeBack}
          </button>
        </div>
      )}
    </section>
  );
}
