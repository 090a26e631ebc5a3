import { type FormEvent, useState } from 'react';
import type { ItemKind } from '../../model/item.ts';
import { api } from '../api.ts';
import { isTag, mapOf } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { ChoiceField, Field, TextField } from '../parts/field.tsx';
import { LanguagePicker } from '../parts/language-fields.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { Link, navigate, useTitle } from '../router.tsx';

/** Registers an item: its reference is enough. */
export function NewItemScreen() {
  const { text, language } = useLanguage();
  const asking = useAsking();
  const [reference, setReference] = useState('');
  const [kind, setKind] = useState<ItemKind>('poster');
  const [title, setTitle] = useState({ tag: language as string, value: '' });
  const isTagged = title.value.trim() === '' || isTag(title.tag);
  useTitle(text.newItem);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!isTagged) return;
    void asking.ask(async () => {
      const item = await api.addItem({ reference, kind, label: mapOf([title]) });
      navigate(`/items/${item.id}`, { replace: true });
    });
  }
  return (
    <form className="sheet" onSubmit={submit}>
      <h1>{text.newItem}</h1>
      <p className="lead">{text.newItemLead}</p>
      <TextField
        label={text.reference}
        hint={text.referenceHint}
        required
        autoFocus
        maxLength={200}
        dir="auto"
        value={reference}
        change={setReference}
      />
      <ChoiceField label={text.kind} value={kind} choices={text.kinds} change={setKind} />
      <TitleField value={title} change={setTitle} />
      {!isTagged && <p className="problem">{text.badLanguage}</p>}
      <Problem error={asking.error} />
      <div className="actions">
        <button type="submit" className="primary" disabled={asking.isBusy}>
          {text.makeItem}
        </button>
        <Link to="/" className="button quiet">
          {text.cancel}
        </Link>
      </div>
    </form>
  );
}

interface Title {
  readonly tag: string;
  readonly value: string;
}

function TitleField({ value, change }: { readonly value: Title; readonly change: (title: Title) => void }) {
  const { text } = useLanguage();
  return (
    <Field label={text.title} hint={text.titleHint}>
      {(control) => (
        <div className="language-row">
          <LanguagePicker label={text.language} tag={value.tag} change={(tag) => change({ ...value, tag })} />
          <input
            {...control}
            dir="auto"
            lang={value.tag}
            value={value.value}
            onChange={(event) => change({ ...value, value: event.target.value })}
          />
        </div>
      )}
    </Field>
  );
}
