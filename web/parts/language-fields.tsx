import { useId, useMemo } from 'react';
import { directionFor, type Value } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { languageOptions, lastLanguage, NOT_TAGGED, nameOfLanguage, rememberLanguage } from './languages.ts';
import { Picker } from './picker.tsx';

interface LanguageFieldsProps {
  readonly legend: string;
  readonly hint?: string;
  /** Whether the legend stands there already, for who can see. */
  readonly isNamed?: boolean;
  readonly values: readonly Value[];
  readonly isLong?: boolean;
  readonly mayChange?: boolean;
  readonly change: (values: readonly Value[]) => void;
}

/** A text in as many languages as there are: each value under the language that it is in, side by side where there is room. */
export function LanguageFields(props: LanguageFieldsProps) {
  const { legend, hint, isNamed = false, values, isLong = false, mayChange = true, change } = props;
  const { describing: text } = useLanguage().text;
  const id = useId();
  const shown = values.length === 0 ? [{ tag: lastLanguage(), value: '' }] : values;
  const replace = (index: number, value: Value) =>
    change(shown.map((old, at) => (at === index ? value : old)));
  const add = (tag: string) => change([...shown, { tag, value: '' }]);
  const original = shown.find(
    ({ tag }) => isOtherScript(tag) && !shown.some((one) => one.tag === latin(tag)),
  );
  return (
    <fieldset className="language-fields">
      <legend className={isNamed ? 'visually-hidden' : undefined}>{legend}</legend>
      {hint !== undefined && <p className="hint">{hint}</p>}
      <div className="language-values">
        {shown.map((value, index) => (
          <LanguageValue
            key={`${id}-${index.toString()}`}
            name={`${legend} ${(index + 1).toString()}`}
            isLong={isLong}
            mayChange={mayChange}
            value={value}
            change={(next) => replace(index, next)}
            {...(shown.length > 1 && { remove: () => change(shown.filter((_, at) => at !== index)) })}
          />
        ))}
      </div>
      {mayChange && (
        <div className="language-more">
          <button type="button" className="small quiet" onClick={() => add('')}>
            {text.addValue}
          </button>
          {original !== undefined && (
            <button type="button" className="small quiet" onClick={() => add(latin(original.tag))}>
              {text.addTransliteration}
            </button>
          )}
        </div>
      )}
    </fieldset>
  );
}

/** The same language in Latin script: how a transliteration is tagged. */
function latin(tag: string): string {
  return `${tag.split('-')[0] ?? tag}-Latn`;
}

/** Whether it is a language that is written in letters that not every reader knows. */
function isOtherScript(tag: string): boolean {
  if (tag === '' || tag === 'none' || tag === NOT_TAGGED) return false;
  try {
    return new Intl.Locale(tag).maximize().script !== 'Latn';
  } catch {
    return false;
  }
}

interface LanguageValueProps {
  readonly name: string;
  readonly isLong: boolean;
  readonly mayChange: boolean;
  readonly value: Value;
  readonly change: (value: Value) => void;
  readonly remove?: () => void;
}

function LanguageValue({ name, isLong, mayChange, value, change, remove }: LanguageValueProps) {
  const { describing: text, language } = useLanguage().text;
  const { tag } = value;
  const shared = {
    'aria-label': name,
    dir: directionFor(tag),
    lang: tag === 'none' ? undefined : tag,
    readOnly: !mayChange,
    value: value.value,
    onChange: (event: { readonly target: { readonly value: string } }) =>
      change({ ...value, value: event.target.value }),
  } as const;
  return (
    <div className="language-value">
      <div className="language-of">
        <LanguagePicker
          label={`${name}: ${language}`}
          tag={tag}
          isMarked={value.value.trim() !== ''}
          mayChange={mayChange}
          change={(next) => change({ ...value, tag: next })}
        />
        {mayChange && remove !== undefined && (
          <button type="button" className="small quiet" aria-label={text.removeValue(name)} onClick={remove}>
            ×
          </button>
        )}
      </div>
      {isLong ? <textarea {...shared} rows={3} /> : <input {...shared} />}
    </div>
  );
}

interface LanguagePickerProps {
  readonly label: string;
  /** '' as long as none is chosen. */
  readonly tag: string;
  /** Whether it is to be seen that no language is chosen. */
  readonly isMarked?: boolean;
  readonly mayChange?: boolean;
  readonly change: (tag: string) => void;
}

/** The language of a text: by its name here, its own name, or its tag. */
export function LanguagePicker({
  label,
  tag,
  isMarked = false,
  mayChange = true,
  change,
}: LanguagePickerProps) {
  const { text, language } = useLanguage();
  const options = useMemo(() => languageOptions(language, text), [language, text]);
  const isTagged = tag !== '' && tag !== NOT_TAGGED;
  return (
    <Picker
      label={label}
      className={`language-picker ${!isTagged && isMarked ? 'language-missing' : ''}`}
      shown={nameOfLanguage(tag, language, text)}
      placeholder={text.describing.notTagged}
      options={options}
      choose={(chosen) => {
        rememberLanguage(chosen);
        change(chosen);
      }}
      isQuick
      isDisabled={!mayChange}
      none={text.describing.noSuchLanguage}
    />
  );
}
