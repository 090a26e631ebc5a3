import { useId } from 'react';
import type { BatchKind } from '../../model/batch.ts';
import { useText } from '../language/language.tsx';

interface KindFieldProps {
  readonly value: BatchKind;
  readonly change: (kind: BatchKind) => void;
}

/** How it is known what a delivery holds: each way with a sentence. */
export function KindField({ value, change }: KindFieldProps) {
  const text = useText().batches;
  const id = useId();
  const kinds = Object.entries(text.kinds) as [BatchKind, string][];
  return (
    <fieldset className="kinds">
      <legend>{text.kind}</legend>
      {kinds.map(([kind, words]) => (
        <div key={kind} className="kind">
          <input
            id={`${id}-${kind}`}
            type="radio"
            name={`${id}-kind`}
            checked={value === kind}
            aria-describedby={`${id}-${kind}-lead`}
            onChange={() => change(kind)}
          />
          <label htmlFor={`${id}-${kind}`}>{words}</label>
          <p className="hint" id={`${id}-${kind}-lead`}>
            {text.kindLeads[kind]}
          </p>
        </div>
      ))}
    </fieldset>
  );
}
