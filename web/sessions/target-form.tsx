import { type FormEvent, useState } from 'react';
import type { TargetResult } from '../../model/capture-session.ts';
import { useText } from '../language/language.tsx';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { sessionApi } from './api.ts';
import { TableField } from './table-field.tsx';
import { emptyTarget, givenOf, type TypedTarget } from './typed-target.ts';
import { ValueFields } from './value-fields.tsx';

interface TargetFormProps {
  /** Of the session. */
  readonly id: string;
  /** The target to begin with. */
  readonly kind: string;
  readonly done: (kind: string) => void;
}

/** What a target showed: passed or failed, with values that were typed or read from its software's file. */
export function TargetForm({ id, kind, done }: TargetFormProps) {
  const text = useText().sessions;
  const { ask, error, isBusy } = useAsking();
  const [typed, setTyped] = useState<TypedTarget>(() => emptyTarget(kind));
  const change = (patch: Partial<TypedTarget>) => setTyped((known) => ({ ...known, ...patch }));
  function submit(event: FormEvent): void {
    event.preventDefault();
    const given = givenOf(typed);
    if (given === undefined) return;
    void ask(async () => void (await sessionApi.addTarget(id, given))).then(
      (isDone) => isDone && done(given.kind),
    );
  }
  return (
    <form className="target-form" aria-label={text.addTarget} onSubmit={submit}>
      <h3>{text.addTarget}</h3>
      <p className="lead">{text.addTargetLead}</p>
      <TextField
        label={text.kind}
        hint={text.kindHint}
        required
        maxLength={200}
        value={typed.kind}
        change={(value) => change({ kind: value })}
      />
      <TableField read={change} />
      <ResultField result={typed.result} choose={(result) => change({ result })} />
      <ValueFields values={typed.values} change={(values) => change({ values })} />
      <TextField
        label={text.fileName}
        maxLength={200}
        dir="auto"
        value={typed.fileName}
        change={(fileName) => change({ fileName })}
      />
      <TextField
        label={text.note}
        maxLength={2000}
        dir="auto"
        value={typed.note}
        change={(note) => change({ note })}
      />
      <Problem error={error} />
      <div className="actions">
        <button type="submit" className="primary" disabled={isBusy}>
          {text.addTarget}
        </button>
      </div>
    </form>
  );
}

interface ResultFieldProps {
  readonly result: TargetResult | undefined;
  readonly choose: (result: TargetResult) => void;
}

function ResultField({ result, choose }: ResultFieldProps) {
  const text = useText().sessions;
  return (
    <fieldset className="result-field">
      <legend>{text.result}</legend>
      {(['pass', 'fail'] as const).map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="target-result"
            required
            checked={result === one}
            onChange={() => choose(one)}
          />
          {text.results[one]}
        </label>
      ))}
    </fieldset>
  );
}
