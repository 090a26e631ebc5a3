import { type FormEvent, useState } from 'react';
import { useText } from '../language/language.tsx';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { sampleApi } from './api.ts';

interface DrawSampleProps {
  readonly batchId: string;
  /** Whether there is no sample yet: then the form stands open. */
  readonly isFirst: boolean;
  readonly drawn: () => void;
}

/** As Metamorfoze does it: 5 to 10 %, two defects in a thousand. */
const USUAL = { percent: '5', perMille: '2', seed: '' };

/** Draws whole inventory numbers at random. */
export function DrawSample({ batchId, isFirst, drawn }: DrawSampleProps) {
  const text = useText().samples;
  const { ask, error, isBusy } = useAsking();
  const [wanted, setWanted] = useState(USUAL);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const { percent, perMille } = wanted;
    const seed = wanted.seed.trim();
    void ask(async () => {
      const plan = { percent: Number(percent), perMille: Number(perMille) };
      await sampleApi.draw(batchId, { ...plan, ...(seed !== '' && { seed }) });
      setWanted(USUAL);
      drawn();
    });
  }
  const form = (
    <form onSubmit={submit}>
      <PlanFields wanted={wanted} change={(part) => setWanted({ ...wanted, ...part })} />
      <Problem error={error} />
      <button type="submit" className="wide" disabled={isBusy}>
        {text.draw}
      </button>
    </form>
  );
  if (isFirst) return form;
  return (
    <details>
      <summary>{text.drawAnother}</summary>
      {form}
    </details>
  );
}

interface PlanFieldsProps {
  readonly wanted: typeof USUAL;
  readonly change: (part: Partial<typeof USUAL>) => void;
}

function PlanFields({ wanted, change }: PlanFieldsProps) {
  const text = useText().samples;
  const number = { type: 'number', inputMode: 'decimal', required: true, step: 0.001 } as const;
  return (
    <>
      <div className="pair pair-narrow">
        <TextField
          {...number}
          label={text.percent}
          min={0.001}
          max={100}
          value={wanted.percent}
          change={(percent) => change({ percent })}
        />
        <TextField
          {...number}
          label={text.perMille}
          min={0}
          max={1000}
          value={wanted.perMille}
          change={(perMille) => change({ perMille })}
        />
      </div>
      <TextField
        label={text.seed}
        hint={text.seedHint}
        maxLength={100}
        autoComplete="off"
        value={wanted.seed}
        change={(seed) => change({ seed })}
      />
    </>
  );
}
