import { useState } from 'react';
import type { BatchVerdict, BatchView } from '../../model/batch.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage, useText } from '../language/language.tsx';
import { ObjectionList } from './objection-list.tsx';
import type { Objection } from './objections.ts';
import { VerdictDialog } from './verdict-dialog.tsx';
import { Whole } from './whole.tsx';

interface VerdictPanelProps {
  readonly batch: BatchView;
  readonly objections: readonly Objection[];
  readonly mayDecide: boolean;
  readonly changed: () => void;
}

/** What was decided, what stands against accepting the delivery, and the way to decide. */
export function VerdictPanel({ batch, objections, mayDecide, changed }: VerdictPanelProps) {
  const text = useText().batches;
  const [asked, askFor] = useState<BatchVerdict>();
  const canDecide = batch.state === 'open' || batch.state === 'returned';
  if (!canDecide && batch.decision === null) return null;
  return (
    <section className="card" aria-labelledby="verdict-title">
      <h2 id="verdict-title">{text.verdict}</h2>
      <Decision batch={batch} />
      <Whole batch={batch} changed={changed} />
      {canDecide && <ObjectionList objections={objections} />}
      {canDecide && !mayDecide && <p className="hint">{text.onlyCurator}</p>}
      {canDecide && mayDecide && (
        <div className="actions">
          <button
            type="button"
            className={objections.length === 0 ? 'primary' : undefined}
            onClick={() => askFor('accepted')}
          >
            {text.accept} …
          </button>
          <button type="button" onClick={() => askFor('returned')}>
            {text.return} …
          </button>
        </div>
      )}
      {asked !== undefined && (
        <VerdictDialog
          batch={batch}
          verdict={asked}
          objections={objections}
          changed={changed}
          close={() => askFor(undefined)}
        />
      )}
    </section>
  );
}

function Decision({ batch }: { readonly batch: BatchView }) {
  const { text: all, language } = useLanguage();
  const { decision } = batch;
  if (decision === null) return null;
  const { verdict, by, at, note } = decision;
  return (
    <div className={`decision decision-${verdict}`}>
      <p>
        <strong>{all.batches.decisions[verdict](by, formatTime(at, language))}</strong>
      </p>
      {note !== '' && (
        <p className="decision-note" dir="auto">
          {note}
        </p>
      )}
    </div>
  );
}
