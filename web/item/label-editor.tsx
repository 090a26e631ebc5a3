import { type FocusEvent, type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ItemView, SurfaceView } from '../../model/views.ts';
import { api } from '../api.ts';
import { bestValue, isTag, mapOf, valuesOf } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { LanguagePicker } from '../parts/language-fields.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';

interface LabelEditorProps {
  readonly surface: SurfaceView;
  readonly show: (item: ItemView) => void;
  readonly close: () => void;
  /** It was saved after the person had gone on to something else. */
  readonly left: () => void;
}

/** A label where it stands: Enter keeps it, Escape leaves it as it was. Labels in other languages stay. */
export function LabelEditor({ surface, show, close, left }: LabelEditorProps) {
  const { text, language } = useLanguage();
  const standing = bestValue(surface.label, language);
  const { ask, error, isBusy } = useAsking();
  const [tag, setTag] = useState(standing?.tag ?? 'none');
  const [value, setValue] = useState(standing?.value ?? '');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  function submit(event: FormEvent): void {
    event.preventDefault();
    keep(close);
  }
  function keep(then: () => void): void {
    if (!isTag(tag)) return;
    const others = valuesOf(surface.label).filter(
      (other) => other.tag !== standing?.tag && other.tag !== tag,
    );
    void ask(async () => show(await api.labelSurface(surface.id, mapOf([{ tag, value }, ...others])))).then(
      (isSaved) => isSaved && then(),
    );
  }
  function press(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Escape') close();
  }
  /** Whoever goes on to something else means what was typed: only Escape and the button take it back. */
  function leave({ relatedTarget, currentTarget }: FocusEvent): void {
    const isInside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
    const isChanged = value !== (standing?.value ?? '') || tag !== (standing?.tag ?? 'none');
    if (!isInside && isChanged && !isBusy) keep(left);
  }
  return (
    <form className="label-editor" onSubmit={submit} onKeyDown={press} onBlur={leave}>
      <input
        aria-label={text.labelOf(surface.name)}
        ref={field}
        dir="auto"
        lang={tag}
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
      <div className="label-editor-row">
        <LanguagePicker label={text.language} tag={tag} change={setTag} />
        <button type="submit" className="small primary" disabled={isBusy || !isTag(tag)}>
          {text.save}
        </button>
        <button type="button" className="small quiet" onClick={close}>
          {text.cancel}
        </button>
      </div>
      {!isTag(tag) && <p className="problem">{text.badLanguage}</p>}
      <Problem error={error} />
    </form>
  );
}
