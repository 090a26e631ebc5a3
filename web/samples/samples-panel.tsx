import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { DrawSample } from './draw-sample.tsx';
import { SampleCard } from './sample-card.tsx';
import type { SamplesOf } from './use-samples.ts';

interface SamplesPanelProps {
  readonly batchId: string;
  readonly answer: SamplesOf;
  /** Whether a sample may be drawn and settled now, by this person. */
  readonly mayDecide: boolean;
  readonly changed: () => void;
}

/** The samples of a delivery, the newest first, and the way to draw one. */
export function SamplesPanel({ batchId, answer, mayDecide, changed }: SamplesPanelProps) {
  const text = useText().samples;
  const { samples, error } = answer;
  return (
    <section className="card" aria-labelledby="samples-title">
      <h2 id="samples-title">{text.title}</h2>
      <Problem error={error} />
      {samples?.length === 0 && <p className="hint">{text.none}</p>}
      {samples?.map((sample) => (
        <SampleCard key={sample.id} sample={sample} mayDecide={mayDecide} changed={changed} />
      ))}
      {mayDecide && samples !== undefined && (
        <DrawSample batchId={batchId} isFirst={samples.length === 0} drawn={changed} />
      )}
    </section>
  );
}
