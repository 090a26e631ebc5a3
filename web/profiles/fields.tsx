import { type ReactNode, useId } from 'react';
import { Field } from '../parts/field.tsx';

interface NumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly unit: string;
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  /** Only whole numbers unless it says otherwise. */
  readonly step?: number | 'any';
  readonly isOptional?: boolean;
  /** NaN where nothing that is a number stands there, which the browser then points out; null where it is left empty. */
  readonly change: (value: number | null) => void;
}

/** A number with its unit. It keeps what is typed; give it another `key` to begin anew. */
export function NumberField({ label, hint, unit, value, change, ...bounds }: NumberFieldProps) {
  const { least, most, step = 1, isOptional = false } = bounds;
  return (
    <Field label={`${label} (${unit})`} {...(hint !== undefined && { hint })}>
      {(control) => (
        <input
          {...control}
          type="number"
          required={!isOptional}
          min={least}
          max={most}
          step={step}
          defaultValue={value ?? ''}
          onChange={({ target }) => {
            const isEmpty = isOptional && target.value === '' && !target.validity.badInput;
            change(isEmpty ? null : target.valueAsNumber);
          }}
        />
      )}
    </Field>
  );
}

interface ChoicesProps<T extends string | number> {
  readonly label: string;
  readonly hint?: string;
  readonly known: readonly T[];
  /** null: any. */
  readonly value: readonly T[] | null;
  readonly change: (value: readonly T[] | null) => void;
}

/** Several of a list; none of them is any. What was chosen elsewhere and is not in the list is kept. */
export function Choices<T extends string | number>({ label, hint, known, value, change }: ChoicesProps<T>) {
  const hintId = useId();
  const all = [...new Set([...known, ...(value ?? [])])];
  function toggle(one: T, isOn: boolean): void {
    const next = all.filter((other) => (other === one ? isOn : value?.includes(other)));
    change(next.length === 0 ? null : next);
  }
  return (
    <fieldset className="choices" aria-describedby={hint === undefined ? undefined : hintId}>
      <legend>{label}</legend>
      <div className="choices-row">
        {all.map((one) => (
          <label key={one} className="choice">
            <input
              type="checkbox"
              checked={value?.includes(one) ?? false}
              onChange={(event) => toggle(one, event.target.checked)}
            />
            {one}
          </label>
        ))}
      </div>
      {hint !== undefined && (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      )}
    </fieldset>
  );
}

/** Fields that belong together. */
export function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="profile-group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
