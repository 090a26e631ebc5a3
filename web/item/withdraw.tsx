import { type FormEvent, useState } from 'react';
import type { ItemView } from '../../model/views.ts';
import { api } from '../api.ts';
import { isTag, mapOf, type Value } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field, TextField } from '../parts/field.tsx';
import { LanguageFields } from '../parts/language-fields.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';

interface WithdrawProps {
  readonly item: ItemView;
  readonly show: (item: ItemView) => void;
}

/** Taking an item back: why, what everybody reads of that, and what it is instead. */
export function Withdraw({ item, show }: WithdrawProps) {
  const { text } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="quiet danger" onClick={() => setOpen(true)}>
        {text.withdraw} …
      </button>
      {isOpen && <WithdrawDialog item={item} show={show} close={() => setOpen(false)} />}
    </>
  );
}

function WithdrawDialog({ item, show, close }: WithdrawProps & { readonly close: () => void }) {
  const { text, language } = useLanguage();
  const words = text.discovery;
  const { ask, error, isBusy } = useAsking();
  const [reason, setReason] = useState('');
  const [statement, setStatement] = useState<readonly Value[]>([{ tag: language, value: '' }]);
  const [movedTo, setMovedTo] = useState('');
  const isTagged = statement.every(({ tag, value }) => value.trim() === '' || isTag(tag));
  function submit(event: FormEvent): void {
    event.preventDefault();
    const target = movedTo.trim();
    const said = { reason, statement: mapOf(statement), ...(target !== '' && { movedTo: target }) };
    void ask(async () => show(await api.withdraw(item.id, said))).then((isDone) => isDone && close());
  }
  return (
    <Dialog title={text.withdraw} close={close}>
      <form onSubmit={submit}>
        <p>{text.withdrawLead}</p>
        <Field label={text.withdrawReason} hint={words.reasonHint}>
          {(control) => (
            <textarea
              {...control}
              required
              rows={2}
              dir="auto"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <LanguageFields
          legend={words.statement}
          hint={words.statementHint}
          isLong
          mayChange
          values={statement}
          change={setStatement}
        />
        <TextField
          label={words.movedTo}
          hint={words.movedToHint}
          dir="auto"
          value={movedTo}
          change={setMovedTo}
        />
        {!isTagged && <p className="problem">{text.languageHint}</p>}
        <Problem error={error} />
        <div className="actions">
          <button type="submit" className="danger" disabled={isBusy || !isTagged}>
            {text.withdraw}
          </button>
          <button type="button" className="quiet" onClick={close}>
            {text.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
