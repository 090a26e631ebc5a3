import type { Gate } from '../../model/publishing.ts';
import { useMessage, useText } from '../language/language.tsx';
import { TextField } from '../parts/field.tsx';

/** What stands in the way and may be overridden. */
export function Missing({ gates }: { readonly gates: readonly Gate[] }) {
  const text = useText();
  const say = useMessage();
  const missing = gates.filter(({ canOverride }) => canOverride);
  if (missing.length === 0) return null;
  return (
    <div className="blockers">
      <p>{text.gates.missing}</p>
      <ul>
        {missing.map(({ code, message }) => (
          <li key={code}>{say(message)}</li>
        ))}
      </ul>
    </div>
  );
}

interface ReasonFieldProps {
  /** Whether it cannot be published without one. */
  readonly isNeeded: boolean;
  readonly value: string;
  readonly change: (value: string) => void;
}

/** Why it is to be published in spite of that. */
export function ReasonField({ isNeeded, value, change }: ReasonFieldProps) {
  const { gates: text } = useText();
  return (
    <TextField
      label={text.reason}
      hint={isNeeded ? text.reasonHint : text.reasonHintReady}
      required={isNeeded}
      dir="auto"
      value={value}
      change={change}
    />
  );
}
