import type { CaptureNotes } from '../../model/capture.ts';
import { useText } from '../language/language.tsx';
import { Field } from '../parts/field.tsx';
import { SizeField } from './size-field.tsx';

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
        <Field label={text.expectedCount}>
          {(control) => (
            <input
              {...control}
              type="number"
              min={1}
              step={1}
              defaultValue={original.expectedCount ?? ''}
              onChange={({ target }) => {
                const count = Math.round(target.valueAsNumber);
                change({ expectedCount: Number.isFinite(count) ? count : null });
              }}
            />
          )}
        </Field>
        <SizeField
          label={text.widthCm}
          valueMm={original.widthMm}
          change={(widthMm) => change({ widthMm })}
        />
        <SizeField
          label={text.heightCm}
          valueMm={original.heightMm}
          change={(heightMm) => change({ heightMm })}
        />
      </div>
    </fieldset>
  );
}
