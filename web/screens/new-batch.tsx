import { type FormEvent, useState } from 'react';
import type { BatchKind } from '../../model/batch.ts';
import { batchApi } from '../batches/api.ts';
import { KindField } from '../batches/kind-field.tsx';
import { useText } from '../language/language.tsx';
import { ChoiceField, TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useAsking } from '../parts/use-asking.ts';
import { nameOfProfile } from '../profiles/name-of-profile.ts';
import { Link, navigate, useTitle } from '../router.tsx';

interface Draft {
  readonly code: string;
  readonly supplier: string;
  readonly kind: BatchKind;
  readonly profileId: string;
}

const EMPTY: Draft = { code: '', supplier: '', kind: 'concordance', profileId: '' };

/** Announces a delivery: who sends what, and how it is known what is in it. */
export function NewBatchScreen() {
  const all = useText();
  const text = all.batches;
  const { ask, error, isBusy } = useAsking();
  const [draft, setDraft] = useState(EMPTY);
  const change = (part: Partial<Draft>) => setDraft((known) => ({ ...known, ...part }));
  useTitle(text.add);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const { profileId, ...wanted } = draft;
    void ask(async () => {
      const batch = await batchApi.add({ ...wanted, ...(profileId !== '' && { profileId }) });
      navigate(`/batches/${batch.id}/list`, { replace: true });
    });
  }
  return (
    <form className="sheet" onSubmit={submit}>
      <div>
        <p className="hint">{text.step(1, 2)}</p>
        <h1>{text.add}</h1>
      </div>
      <p className="lead">{text.newLead}</p>
      <TextField
        label={text.code}
        hint={text.codeHint}
        required
        autoFocus
        maxLength={100}
        dir="auto"
        autoComplete="off"
        value={draft.code}
        change={(code) => change({ code })}
      />
      <TextField
        label={text.supplier}
        maxLength={200}
        dir="auto"
        value={draft.supplier}
        change={(supplier) => change({ supplier })}
      />
      <ProfileField value={draft.profileId} change={(profileId) => change({ profileId })} />
      <KindField value={draft.kind} change={(kind) => change({ kind })} />
      <Problem error={error} />
      <div className="actions">
        <button type="submit" className="primary" disabled={isBusy}>
          {text.goOn}
        </button>
        <Link to="/batches" className="button quiet">
          {all.cancel}
        </Link>
      </div>
    </form>
  );
}

interface ProfileFieldProps {
  readonly value: string;
  readonly change: (id: string) => void;
}

function ProfileField({ value, change }: ProfileFieldProps) {
  const { batches: text, profiles } = useText();
  const { value: found } = useAnswer(batchApi.profiles, 0);
  const usable = (found?.profiles ?? []).filter(({ retiredAt }) => retiredAt === null);
  const choices = Object.fromEntries([
    ['', text.ownProfile],
    ...usable.map((profile) => [profile.id, nameOfProfile(profile, profiles)] as const),
  ]);
  return <ChoiceField label={text.profile} value={value} choices={choices} change={change} />;
}
