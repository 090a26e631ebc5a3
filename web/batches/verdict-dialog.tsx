import { useState } from 'react';
import type { BatchVerdict, BatchView } from '../../model/batch.ts';
import { useText } from '../language/language.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { Field } from '../parts/field.tsx';
import { batchApi } from './api.ts';
import { ObjectionList } from './objection-list.tsx';
import type { Objection } from './objections.ts';

interface VerdictDialogProps {
  readonly batch: BatchView;
  readonly verdict: BatchVerdict;
  readonly objections: readonly Objection[];
  readonly changed: () => void;
  readonly close: () => void;
}

/** Asks once more, with everything that there is to know, and for the reason where one is owed. */
export function VerdictDialog({ batch, verdict, objections, changed, close }: VerdictDialogProps) {
  const text = useText().batches;
  const [note, setNote] = useState('');
  const isAccepted = verdict === 'accepted';
  const isOwed = !isAccepted || objections.length > 0;
  const label = isAccepted ? (isOwed ? text.acceptNote : text.note) : text.returnNote;
  async function decide(): Promise<void> {
    await batchApi.decide(batch.id, verdict, note.trim());
    changed();
  }
  return (
    <Confirm
      title={isAccepted ? text.acceptOf(batch.code) : text.returnOf(batch.code)}
      action={isAccepted ? text.accept : text.return}
      confirm={decide}
      close={close}
    >
      {isAccepted && <ObjectionList objections={objections} />}
      <p>{isAccepted ? text.acceptLead : text.returnLead}</p>
      <Field label={label} hint={text.noteHint}>
        {(control) => (
          <textarea
            {...control}
            required={isOwed}
            rows={3}
            maxLength={2000}
            dir="auto"
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </Confirm>
  );
}
