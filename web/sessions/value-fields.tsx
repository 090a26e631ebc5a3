import { useText } from '../language/language.tsx';
import type { TypedValue } from './typed-target.ts';

interface ValueFieldsProps {
  readonly values: readonly TypedValue[];
  readonly change: (values: readonly TypedValue[]) => void;
}

/** The measures of a target, a line each: what, how much, and its limit. */
export function ValueFields({ values, change }: ValueFieldsProps) {
  const text = useText().sessions;
  function add(): void {
    const key = 1 + Math.max(0, ...values.map((one) => one.key));
    change([...values, { key, name: '', value: '', limit: '', pass: null }]);
  }
  return (
    <fieldset className="value-fields">
      <legend>{text.values}</legend>
      {values.map((one, index) => (
        <ValueLine
          key={one.key}
          n={index + 1}
          value={one}
          // What a person types over is judged anew.
          change={(patch) =>
            change(values.map((other) => (other === one ? { ...one, ...patch, pass: null } : other)))
          }
          remove={() => change(values.filter((other) => other !== one))}
        />
      ))}
      <button type="button" className="small" onClick={add}>
        {text.addValue}
      </button>
    </fieldset>
  );
}

interface ValueLineProps {
  readonly n: number;
  readonly value: TypedValue;
  readonly change: (patch: Partial<TypedValue>) => void;
  readonly remove: () => void;
}

function ValueLine({ n, value, change, remove }: ValueLineProps) {
  const text = useText().sessions;
  const fields = [
    ['name', text.valueName, true],
    ['value', text.value, true],
    ['limit', text.limit, false],
  ] as const;
  return (
    <div className={value.pass === false ? 'value-line outside' : 'value-line'}>
      {fields.map(([field, words, isRequired]) => (
        <input
          key={field}
          aria-label={text.ofValue(words, n)}
          placeholder={words}
          required={isRequired}
          maxLength={200}
          value={value[field]}
          onChange={(event) => change({ [field]: event.target.value })}
        />
      ))}
      <button type="button" className="quiet small" aria-label={text.removeValue(n)} onClick={remove}>
        ×
      </button>
    </div>
  );
}
