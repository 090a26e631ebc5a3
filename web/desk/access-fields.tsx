import { useId, useState } from 'react';
import { useLanguage } from '../language/language.tsx';
import { dayInWords } from './day-words.ts';
import { dayAt, startOfDay } from './days.ts';
import type { DeskParts } from './desk-parts.ts';
import { SavedText } from './saved-fields.tsx';

const WAYS = ['open', 'embargo', 'closed'] as const;
type Way = (typeof WAYS)[number];

/** Who may see the item: everybody, everybody from a day on, staff. With why, for everybody and for the archive. */
export function AccessFields(parts: DeskParts) {
  const { view, mayChange, change } = parts;
  const { describing: text } = useLanguage().text;
  const name = useId();
  const standing = wayOf(view);
  const [isChoosingDay, chooseDay] = useState(false);
  const way: Way = isChoosingDay ? 'embargo' : standing;
  function choose(next: Way): void {
    chooseDay(next === 'embargo');
    if (next === 'embargo' || next === standing) return;
    change({ description: { access: next, embargoUntil: null } }, text.changed(text.access));
  }
  return (
    <>
      <fieldset className="desk-field">
        <legend>{text.access}</legend>
        {WAYS.map((one) => (
          <label key={one} className="desk-choice">
            <input
              type="radio"
              name={name}
              disabled={!mayChange}
              checked={way === one}
              onChange={() => choose(one)}
            />
            <span>
              <strong>{text.ways[one].name}</strong> <span className="hint">{text.ways[one].lead}</span>
            </span>
          </label>
        ))}
        {way === 'embargo' && <EmbargoField {...parts} done={() => chooseDay(false)} />}
      </fieldset>
      {(way !== 'open' || view.accessReason !== '' || view.accessBasis !== '') && <Why {...parts} />}
    </>
  );
}

function wayOf({ access, embargoUntil }: DeskParts['view']): Way {
  if (access === 'closed') return 'closed';
  return embargoUntil === null ? 'open' : 'embargo';
}

function EmbargoField({ view, mayChange, change, done }: DeskParts & { readonly done: () => void }) {
  const { text: all, language } = useLanguage();
  const { describing: text } = all;
  const { timeZone, embargoUntil, access } = view;
  const id = useId();
  const standing = access === 'open' ? embargoUntil : null;
  const tomorrow = dayAt(Date.now() + 86_400_000, timeZone);
  const [refused, refuse] = useState(false);
  function keep(day: string): void {
    const at = startOfDay(day, timeZone);
    if (at === undefined) return;
    refuse(at <= Date.now());
    if (at <= Date.now()) return;
    change({ description: { access: 'open', embargoUntil: at } }, text.changed(text.embargo));
    done();
  }
  return (
    <div className="embargo">
      <label htmlFor={id}>{text.embargoDay}</label>
      <input
        key={standing}
        id={id}
        type="date"
        min={tomorrow}
        max="9999-12-31"
        disabled={!mayChange}
        defaultValue={standing === null ? '' : dayAt(standing, timeZone)}
        aria-describedby={`${id}-said`}
        onChange={(event) => keep(event.target.value)}
      />
      <p id={`${id}-said`} className={refused ? 'problem' : 'hint'} role={refused ? 'alert' : undefined}>
        {refused
          ? text.dayHasCome
          : standing === null
            ? text.noDayYet
            : text.opensByItself(dayInWords(standing, timeZone, language), timeZone)}
      </p>
    </div>
  );
}

/** The reason is for readers, the basis never leaves the house. */
function Why({ view, mayChange, change }: DeskParts) {
  const { describing: text } = useLanguage().text;
  return (
    <>
      <SavedText
        label={text.reason}
        hint={text.reasonHint}
        value={view.accessReason}
        mayChange={mayChange}
        keep={(accessReason) => change({ description: { accessReason } }, text.changed(text.reason))}
      />
      <SavedText
        label={text.basis}
        hint={text.basisHint}
        value={view.accessBasis}
        mayChange={mayChange}
        keep={(accessBasis) => change({ description: { accessBasis } }, text.changed(text.basis))}
      />
    </>
  );
}
