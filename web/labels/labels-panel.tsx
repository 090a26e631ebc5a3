import { type FormEvent, useEffect, useMemo, useState } from 'react';
import type { DeskParts } from '../desk/desk-parts.ts';
import { useLanguage } from '../language/language.tsx';
import { ChoiceField, TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { PreviewList } from './preview-list.tsx';
import { proposedLine, type Scope, targetsOf } from './proposal.ts';
import { usePreview } from './use-preview.ts';

/** Labels by a plan that is typed: what it comes to is seen while one types, and is done with Enter. */
export function LabelsPanel(parts: DeskParts) {
  const { view, mayChange, selected, chosen } = parts;
  const { labels: text } = useLanguage().text;
  const [asked, setAsked] = useState<Scope>();
  const [isBare, setBare] = useState(false);
  const [line, setLine] = useState(() => proposedLine(view));
  const scope = asked ?? (selected.length > 1 ? 'selected' : 'from-here');
  const targets = useMemo(
    () => targetsOf({ surfaces: view.surfaces }, { scope, chosen, selected, isBare }),
    [view.surfaces, scope, chosen, selected, isBare],
  );
  const { value: preview, isOld, error } = usePreview(line, view, targets);
  const apply = useApplying(parts, targets, isOld || preview?.of !== line ? undefined : preview, () =>
    setLine(''),
  );
  if (view.surfaces.length === 0) return <p className="lead">{text.none}</p>;
  return (
    <form className="labels-form" onSubmit={apply}>
      <ChoiceField label={text.which} value={scope} choices={text.scopes} change={setAsked} />
      <label className="labels-bare">
        <input type="checkbox" checked={isBare} onChange={(event) => setBare(event.target.checked)} />
        {text.bare}
      </label>
      <TextField
        label={text.typed}
        hint={text.hint}
        value={line}
        change={setLine}
        dir="auto"
        autoComplete="off"
      />
      {mayChange && (
        <button type="submit" className="primary">
          {text.apply}
        </button>
      )}
      {error !== undefined && <Problem error={error} />}
      {targets.length === 0 ? (
        <p className="hint">{text.none}</p>
      ) : (
        line.trim() !== '' && preview !== undefined && <PreviewList preview={preview} />
      )}
    </form>
  );
}

/**
 * Does what the preview shows, and goes on to the page after it. Enter may come before the answer does: then it is done
 * as soon as that is there.
 */
function useApplying(
  { view, choose, change }: DeskParts,
  targets: ReturnType<typeof targetsOf>,
  preview: ReturnType<typeof usePreview>['value'],
  clear: () => void,
) {
  const { labels: text } = useLanguage().text;
  const [isWaiting, setWaiting] = useState(false);
  useEffect(() => {
    if (!isWaiting || preview === undefined) return;
    setWaiting(false);
    if ('fault' in preview) return;
    const { changes, reach } = preview;
    change(
      { labels: Object.fromEntries(changes.map(({ side, label }) => [side.id, label])) },
      text.applied(changes.length),
    );
    clear();
    const last = targets[reach - 1];
    const next = last === undefined ? undefined : view.surfaces[view.surfaces.indexOf(last) + 1];
    if (next !== undefined) choose([next.id]);
  }, [isWaiting, preview, change, choose, clear, targets, text, view.surfaces]);
  return (event: FormEvent) => {
    event.preventDefault();
    setWaiting(true);
  };
}
