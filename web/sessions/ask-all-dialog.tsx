import { useState } from 'react';
import type { RejectReason } from '../../model/review.ts';
import { useText } from '../language/language.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { ChoiceField, TextField } from '../parts/field.tsx';
import { sessionApi } from './api.ts';

interface AskAllDialogProps {
  readonly id: string;
  readonly asked: (outcome: { asked: number; left: number }) => void;
  readonly close: () => void;
}

/** Asks for every page that a session affects to be scanned again, with a reason. */
export function AskAllDialog({ id, asked, close }: AskAllDialogProps) {
  const all = useText();
  const text = all.sessions;
  const [reason, setReason] = useState<RejectReason>('colour');
  const [note, setNote] = useState('');
  return (
    <Confirm
      title={text.askAll}
      action={text.askAll}
      confirm={async () => asked(await sessionApi.askAll(id, reason, note))}
      close={close}
    >
      <div className="begin-form">
        <p className="lead">{text.askAllLead}</p>
        <ChoiceField label={text.reason} value={reason} choices={all.table.reasons} change={setReason} />
        <TextField label={text.note} maxLength={2000} value={note} change={setNote} />
      </div>
    </Confirm>
  );
}
