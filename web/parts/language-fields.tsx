import { useId } from 'react';
import type { Value } from '../language/format.ts';
import { useText } from '../language/language.tsx';

/** Languages that the collections speak; any other tag can be typed. */
const COMMON = ['nl', 'en', 'de', 'fr', 'es', 'ru', 'zh', 'ar', 'fa', 'he', 'id', 'tr', 'none'] as const;

interface LanguageFieldsProps {
  readonly legend: string;
  readonly hint?: string;
  readonly values: readonly Value[];
  readonly isLong?: boolean;
  readonly change: (values: readonly Value[]) => void;
}

/** A text in as many languages as there are: each value beside the tag that says which it is. */
export function LanguageFields({ legend, hint, values, isLong = false, change }: LanguageFieldsProps) {
  const text = useText();
  const id = useId();
  const shown = values.length === 0 ? [{ tag: '', value: '' }] : values;
  const replace = (index: number, value: Value) =>
    change(shown.map((old, at) => (at === index ? value : old)));
  return (
    <fieldset className="language-fields">
      <legend>{legend}</legend>
      {hint !== undefined && <p className="hint">{hint}</p>}
      {shown.map((value, index) => (
        <LanguageRow
          key={`${id}-${index.toString()}`}
          name={`${legend} ${(index + 1).toString()}`}
          isLong={isLong}
          value={value}
          change={(next) => replace(index, next)}
          remove={() => change(shown.filter((_, at) => at !== index))}
        />
      ))}
      <button type="button" className="small" onClick={() => change([...shown, { tag: '', value: '' }])}>
        {text.addLanguage}
      </button>
    </fieldset>
  );
}

interface LanguageRowProps {
  readonly name: string;
  readonly isLong: boolean;
  readonly value: Value;
  readonly change: (value: Value) => void;
  readonly remove: () => void;
}

function LanguageRow({ name, isLong, value, change, remove }: LanguageRowProps) {
  const text = useText();
  const shared = {
    'aria-label': name,
    dir: 'auto',
    lang: value.tag,
    value: value.value,
  } as const;
  return (
    <div className="language-row">
      <LanguageTagInput
        label={`${name}: ${text.language}`}
        tag={value.tag}
        change={(tag) => change({ ...value, tag })}
      />
      {isLong ? (
        <textarea
          {...shared}
          rows={3}
          onChange={(event) => change({ ...value, value: event.target.value })}
        />
      ) : (
        <input {...shared} onChange={(event) => change({ ...value, value: event.target.value })} />
      )}
      <button type="button" className="small quiet" aria-label={`${text.remove}: ${name}`} onClick={remove}>
        ×
      </button>
    </div>
  );
}

interface LanguageTagInputProps {
  readonly label: string;
  readonly tag: string;
  readonly change: (tag: string) => void;
}

/** A language tag: typed, or taken from the common ones. */
export function LanguageTagInput({ label, tag, change }: LanguageTagInputProps) {
  const text = useText();
  const listId = useId();
  return (
    <>
      <input
        className="language-tag"
        aria-label={label}
        title={text.languageHint}
        placeholder="nl"
        list={listId}
        value={tag}
        spellCheck={false}
        autoCapitalize="none"
        onChange={(event) => change(event.target.value.trim())}
      />
      <datalist id={listId}>
        {COMMON.map((common) => (
          <option key={common} value={common} />
        ))}
      </datalist>
    </>
  );
}
