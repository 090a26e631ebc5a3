import type { FocusEvent } from 'react';
import type { LanguageMap } from '../../model/language.ts';
import { mapOf, type Value, valuesOf } from '../language/format.ts';
import { Field } from '../parts/field.tsx';
import { LanguageFields } from '../parts/language-fields.tsx';
import { AS_TEXT, type Typing, useTyped } from './use-typed.ts';

/** As fields of the desk are: they save themselves. */
interface SavedProps<T> {
  readonly hint?: string;
  readonly isLong?: boolean;
  readonly mayChange: boolean;
  readonly keep: (value: T) => void;
}

interface SavedTextProps extends SavedProps<string> {
  readonly label: string;
  readonly value: string;
}

/** A text without a language. */
export function SavedText({ label, hint, value, mayChange, keep }: SavedTextProps) {
  const field = useTyped(value, AS_TEXT, keep);
  return (
    <Field label={label} {...(hint !== undefined && { hint })}>
      {(control) => (
        <textarea
          {...control}
          rows={2}
          dir="auto"
          readOnly={!mayChange}
          value={field.value}
          onChange={(event) => field.type(event.target.value)}
          onBlur={field.settle}
        />
      )}
    </Field>
  );
}

/** A text that nobody has given a language yet is of an undetermined one, and is marked so. */
const IN_LANGUAGES: Typing<LanguageMap, readonly Value[]> = {
  typed: valuesOf,
  kept: (rows) => mapOf(rows.map(({ tag, value }) => ({ tag: tag === '' ? 'und' : tag, value }))),
};

interface SavedLanguagesProps extends SavedProps<LanguageMap> {
  readonly legend: string;
  readonly map: LanguageMap;
  /** Whether the legend is for who cannot see that it stands there already. */
  readonly isNamed?: boolean;
}

/** A text in as many languages as there are. */
export function SavedLanguages({ map, keep, mayChange, ...rest }: SavedLanguagesProps) {
  const field = useTyped(map, IN_LANGUAGES, keep);
  function leave({ relatedTarget, currentTarget }: FocusEvent): void {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) field.settle();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears that what is inside was left.
    <div onBlur={leave}>
      <LanguageFields {...rest} values={field.value} mayChange={mayChange} change={field.type} />
    </div>
  );
}
