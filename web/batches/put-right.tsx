import { useCallback, useId, useState } from 'react';
import type { BatchFileView } from '../../model/batch.ts';
import { useText } from '../language/language.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { ChoiceField, TextField } from '../parts/field.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { batchApi } from './api.ts';

interface PutRightProps {
  readonly batchId: string;
  readonly file: BatchFileView;
  /** The path that it was most likely meant to have; null where nobody can guess, or where that file is there. */
  readonly guess: string | null;
  readonly changed: () => void;
}

/** The way to put a file with a wrong name right. */
export function PutRight(props: PutRightProps) {
  const text = useText().batches;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="small"
        aria-label={text.putRightOf(props.file.path)}
        onClick={() => setOpen(true)}
      >
        {text.putRight} …
      </button>
      {isOpen && <PutRightDialog {...props} close={() => setOpen(false)} />}
    </>
  );
}

/** Asks what is to be done with the file: whether it is one that is expected, or is to be left out, and why. */
function PutRightDialog({
  batchId,
  file,
  guess,
  changed,
  close,
}: PutRightProps & { readonly close: () => void }) {
  const text = useText().batches;
  const { id, path } = file;
  const [does, setDoes] = useState<'rename' | 'aside'>(guess === null ? 'aside' : 'rename');
  const [becomes, setBecomes] = useState(guess ?? '');
  const [reason, setReason] = useState('');
  async function confirm(): Promise<void> {
    const expected = does === 'rename' ? becomes.trim() : null;
    await batchApi.putRight(batchId, { fileId: id ?? '', reason: reason.trim(), becomes: expected });
    changed();
  }
  return (
    <Confirm title={text.putRight} action={text.does[does]} confirm={confirm} close={close}>
      <p>
        <bdi className="line-path">{path}</bdi>
      </p>
      <ChoiceField label={text.whatToDo} value={does} choices={text.does} change={setDoes} />
      {does === 'rename' && <ExpectedField batchId={batchId} value={becomes} change={setBecomes} />}
      <TextField
        label={text.asideReason}
        hint={text.doesHints[does]}
        value={reason}
        change={setReason}
        required={does === 'aside'}
        maxLength={2000}
        dir="auto"
      />
    </Confirm>
  );
}

interface ExpectedFieldProps {
  readonly batchId: string;
  readonly value: string;
  readonly change: (path: string) => void;
}

/** The path of an expected file: the first that are missing are offered. */
function ExpectedField({ batchId, value, change }: ExpectedFieldProps) {
  const text = useText().batches;
  const listId = useId();
  const ask = useCallback(
    (signal: AbortSignal) => batchApi.files(batchId, 'missing', null, signal),
    [batchId],
  );
  const { value: missing } = useAnswer(ask, 0);
  return (
    <>
      <TextField
        label={text.becomes}
        value={value}
        change={change}
        required
        maxLength={1024}
        dir="ltr"
        autoComplete="off"
        list={listId}
      />
      <datalist id={listId}>
        {missing?.files.map(({ path }) => (
          <option key={path} value={path} />
        ))}
      </datalist>
    </>
  );
}
