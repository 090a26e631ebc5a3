import { useState } from 'react';
import type { CaptureSessionView, TargetValue, TargetView } from '../../model/capture-session.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage, useText } from '../language/language.tsx';
import { TargetBadge } from './target-badge.tsx';
import { TargetForm } from './target-form.tsx';

interface TargetsPanelProps {
  readonly session: CaptureSessionView;
  readonly changed: () => void;
}

/** Every target result of a session, and the form for another. */
export function TargetsPanel({ session, changed }: TargetsPanelProps) {
  const text = useText().sessions;
  const { targets } = session;
  // A new form for each result that was given, of the same target: most use one.
  const [form, setForm] = useState({ count: 0, kind: targets[0]?.kind ?? '' });
  function done(kind: string): void {
    setForm(({ count }) => ({ count: count + 1, kind }));
    changed();
  }
  return (
    <section className="card">
      <h2>{text.targets}</h2>
      {targets.length === 0 && <p className="hint">{text.noTargets}</p>}
      <ol className="rows">
        {targets.map((target) => (
          <TargetRow key={target.id} target={target} />
        ))}
      </ol>
      <TargetForm key={form.count} id={session.id} kind={form.kind} done={done} />
    </section>
  );
}

function TargetRow({ target }: { readonly target: TargetView }) {
  const { text: all, language } = useLanguage();
  const text = all.sessions;
  const { kind, result, values, fileName, note, by, at, source } = target;
  const outside = values.filter(({ pass }) => pass === false).length;
  return (
    <li className="row target-row">
      <span className="row-words">
        <bdi>{kind}</bdi>
        {fileName !== null && (
          <span className="hint" dir="auto">
            {fileName}
          </span>
        )}
        {note !== null && <span dir="auto">{note}</span>}
        <span className="hint">{text.givenBy(by, formatTime(at, language))}</span>
        {values.length > 0 && (
          <details>
            <summary>
              {text.values} ({values.length}) · {text.sources[source]}
              {outside > 0 && <span className="outside"> · {text.outside(outside)}</span>}
            </summary>
            <ValuesTable values={values} />
          </details>
        )}
      </span>
      <TargetBadge target={result} />
    </li>
  );
}

function ValuesTable({ values }: { readonly values: readonly TargetValue[] }) {
  const text = useText().sessions;
  return (
    <table className="values">
      <thead>
        <tr>
          <th scope="col">{text.valueName}</th>
          <th scope="col">{text.value}</th>
          <th scope="col">{text.limit}</th>
          <th scope="col">{text.result}</th>
        </tr>
      </thead>
      <tbody>
        {values.map(({ name, value, limit, pass }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing of a result ever changes
          <tr key={index} className={pass === false ? 'outside' : undefined}>
            <th scope="row">{name}</th>
            <td>{value}</td>
            <td>{limit}</td>
            <td>{text.keeps[pass === null ? 'unknown' : pass ? 'yes' : 'no']}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
