import { type FormEvent, useState } from 'react';
import type { Description, ItemView } from '../../model/views.ts';
import { api } from '../api.ts';
import { isTag, mapOf, type Value, valuesOf } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ChoiceField } from '../parts/field.tsx';
import { LanguageFields } from '../parts/language-fields.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { OriginalFields } from './original-fields.tsx';
import { RIGHTS } from './rights.ts';

/** The form's own copy: language maps as lists, so that a row can be empty while it is being typed. */
interface Draft extends Omit<Description, 'label' | 'summary' | 'requiredStatement'> {
  readonly label: readonly Value[];
  readonly summary: readonly Value[];
  readonly requiredStatement: readonly Value[];
}

function draftOf(item: ItemView): Draft {
  const { kind, rights, viewingDirection, access } = item;
  const { expectedCount, handlingNotes, widthMm, heightMm } = item;
  return {
    kind,
    rights,
    viewingDirection,
    access,
    expectedCount,
    handlingNotes,
    widthMm,
    heightMm,
    label: valuesOf(item.label),
    summary: valuesOf(item.summary),
    requiredStatement: valuesOf(item.requiredStatement),
  };
}

function descriptionOf(draft: Draft): Description {
  return {
    ...draft,
    label: mapOf(draft.label),
    summary: mapOf(draft.summary),
    requiredStatement: mapOf(draft.requiredStatement),
  };
}

function isTagged(draft: Draft): boolean {
  return [...draft.label, ...draft.summary, ...draft.requiredStatement].every(
    ({ tag, value }) => value.trim() === '' || isTag(tag),
  );
}

interface DescriptionDialogProps {
  readonly item: ItemView;
  readonly show: (item: ItemView) => void;
  readonly close: () => void;
}

/**
 * Edits what is said of an item. It saves on the edition that it was opened on: where somebody else was first,
 * it says so and lets the person choose.
 */
export function DescriptionDialog({ item, show, close }: DescriptionDialogProps) {
  const { text } = useLanguage();
  const { ask, error, isBusy, clear } = useAsking();
  const [edition, setEdition] = useState(item.edition);
  const [draft, setDraft] = useState(() => draftOf(item));
  function save(on: number): void {
    void ask(async () => show(await api.describe(item.id, on, descriptionOf(draft)))).then(
      (isSaved) => isSaved && close(),
    );
  }
  const reload = () =>
    ask(async () => {
      const theirs = await api.item(item.id);
      show(theirs);
      setEdition(theirs.edition);
      setDraft(draftOf(theirs));
    });
  const keep = async () => {
    const isSaved = await ask(async () => {
      const theirs = await api.item(item.id);
      show(await api.describe(item.id, theirs.edition, descriptionOf(draft)));
    });
    if (isSaved) close();
  };
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isTagged(draft)) save(edition);
  }
  const isConflict = error?.status === 412;
  return (
    <Dialog title={text.description} className="dialog-form" close={close}>
      <form onSubmit={submit}>
        <DescriptionFields
          draft={draft}
          change={(next) => {
            clear();
            setDraft(next);
          }}
        />
        {!isTagged(draft) && <p className="problem">{text.badLanguage}</p>}
        {isConflict ? (
          <Conflict reload={() => void reload()} keep={() => void keep()} />
        ) : (
          <Problem error={error} />
        )}
        <div className="actions">
          <button type="submit" className="primary" disabled={isBusy || isConflict || !isTagged(draft)}>
            {text.save}
          </button>
          <button type="button" className="quiet" onClick={close}>
            {text.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface ConflictProps {
  readonly reload: () => void;
  readonly keep: () => void;
}

function Conflict({ reload, keep }: ConflictProps) {
  const { text } = useLanguage();
  return (
    <div className="banner" role="alert">
      <p>
        <strong>{text.conflictTitle}</strong> {text.conflictDetail}
      </p>
      <div className="actions">
        <button type="button" onClick={reload}>
          {text.reloadTheirs}
        </button>
        <button type="button" onClick={keep}>
          {text.keepMine}
        </button>
      </div>
    </div>
  );
}

interface DescriptionFieldsProps {
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
}

function DescriptionFields({ draft, change }: DescriptionFieldsProps) {
  const { text } = useLanguage();
  const rights = { '': text.rightsUnknown, ...(draft.rights && { [draft.rights]: draft.rights }), ...RIGHTS };
  return (
    <>
      <LanguageFields
        legend={text.titles}
        values={draft.label}
        change={(label) => change({ ...draft, label })}
      />
      <LanguageFields
        legend={text.summary}
        isLong
        values={draft.summary}
        change={(summary) => change({ ...draft, summary })}
      />
      <LanguageFields
        legend={text.requiredStatement}
        hint={text.requiredStatementHint}
        values={draft.requiredStatement}
        change={(requiredStatement) => change({ ...draft, requiredStatement })}
      />
      <ChoiceField
        label={text.rights}
        value={draft.rights ?? ''}
        choices={rights}
        change={(uri) => change({ ...draft, rights: uri === '' ? null : uri })}
      />
      <div className="pair">
        <ChoiceField
          label={text.kind}
          value={draft.kind}
          choices={text.kinds}
          change={(kind) => change({ ...draft, kind })}
        />
        <ChoiceField
          label={text.viewingDirection}
          value={draft.viewingDirection}
          choices={text.directions}
          change={(viewingDirection) => change({ ...draft, viewingDirection })}
        />
      </div>
      <ChoiceField
        label={text.access}
        value={draft.access}
        choices={text.accesses}
        change={(access) => change({ ...draft, access })}
      />
      <OriginalFields original={draft} change={(patch) => change({ ...draft, ...patch })} />
    </>
  );
}
