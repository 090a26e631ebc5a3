import type { CaptureProfile } from '../../model/capture-profile.ts';
import { useText } from '../language/language.tsx';
import { NumberField } from './fields.tsx';

type Ppi = CaptureProfile['ppi'];

interface PpiFieldsProps {
  readonly value: Ppi;
  readonly change: (value: Ppi) => void;
}

const USUAL = { min: 300, max: null, tolerancePct: 1 } as const;

/** The resolution that is asked for, if one is. */
export function PpiFields({ value, change }: PpiFieldsProps) {
  const { fields, askPpi, ppiMin, ppiMax, ppiMaxHint, ppiTolerance, units } = useText().profiles;
  const bounds = { least: 1, most: 100_000, step: 'any', unit: units.ppi } as const;
  return (
    <fieldset className="choices">
      <legend>{fields.ppi}</legend>
      <label className="choice">
        <input
          type="checkbox"
          checked={value !== null}
          onChange={(event) => change(event.target.checked ? USUAL : null)}
        />
        {askPpi}
      </label>
      {value !== null && (
        <div className="pair">
          <NumberField
            {...bounds}
            label={ppiMin}
            value={value.min}
            change={(min) => change({ ...value, min: min ?? Number.NaN })}
          />
          <NumberField
            {...bounds}
            label={ppiMax}
            hint={ppiMaxHint}
            isOptional
            least={value.min || 1}
            value={value.max}
            change={(max) => change({ ...value, max })}
          />
          <NumberField
            label={ppiTolerance}
            unit={units.percent}
            least={0}
            most={100}
            step="any"
            value={value.tolerancePct}
            change={(tolerancePct) => change({ ...value, tolerancePct: tolerancePct ?? 0 })}
          />
        </div>
      )}
    </fieldset>
  );
}
