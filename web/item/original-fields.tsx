import type { CaptureNotes } from '../../model/capture.ts';
import { useText } from '../language/language.tsx';
import { Field } from '../parts/field.tsx';

interface OriginalFieldsProps {
  readonly original: CaptureNotes;
  readonly change: (patch: Partial<CaptureNotes>) => void;
}

/** What is said of the original: what the copy stand counts against, minds, and measures scans by. */
export function OriginalFields({ original, change }: OriginalFieldsProps) {
  const { stand: text } = useText();
  return (
    <fieldset className="original-fields">
      <legend>{text.original}</legend>
      <Field label={text.handlingNotes} hint={text.handlingNotesHint}>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            dir="auto"
            value={original.handlingNotes}
            onChange={(event) => change({ handlingNotes: event.target.value })}
          />
        )}
      </Field>
      <div className="pair">
        <NumberField
          label={text.expectedCount}
          value={original.expectedCount}
          change={(expectedCount) => change({ expectedCount })}
        />
        <NumberField
          label={text.widthCm}
          perUnit={10}
          value={original.widthMm}
          change={(widthMm) => change({ widthMm })}
        />
        <NumberField
          label={text.heightCm}
          perUnit={10}
          value={original.heightMm}
          change={(heightMm) => change({ heightMm })}
        />
      </div>
    </fieldset>
  );
}

interface NumberFieldProps {
  readonly label: string;
  /** How many of what is kept make one of what is typed: 10 for millimetres typed as centimetres. */
  readonly perUnit?: number;
  readonly value: number | null;
  readonly change: (value: number | null) => void;
}

function NumberField({ label, perUnit = 1, value, change }: NumberFieldProps) {
  return (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          type="number"
          min={1 / perUnit}
          step={1 / perUnit}
          defaultValue={value === null ? '' : value / perUnit}
          onChange={({ target }) => {
            const typed = Math.round(target.valueAsNumber * perUnit);
            change(Number.isFinite(typed) ? typed : null);
          }}
        />
      )}
    </Field>
  );
}
