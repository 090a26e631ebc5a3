import { type FormEvent, useState } from 'react';
import type { Absence } from '../../model/surface.ts';
import { isTag, mapOf, type Value, valuesOf } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ChoiceField, TextField } from '../parts/field.tsx';
import { LanguageFields } from '../parts/language-fields.tsx';
import { dayAt, startOfDay } from './days.ts';
import type { SideDialogProps } from './move-dialog.tsx';

/** The calendar that this reader looks at. */
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

const FIRST: Absence = { reason: '', statement: {}, shownAs: 'empty', until: null };

/** Why pages are missing or not shown, what readers see in their place, and until when. */
export function AbsenceDialog({ desk, tools, close }: SideDialogProps) {
  const { text } = useLanguage();
  const { desk: words } = text;
  const targets = new Set(tools.targets);
  const sides = desk.view.surfaces.filter(({ id }) => targets.has(id));
  const [given, change] = useState<Absence>(sides.find(({ absence }) => absence)?.absence ?? FIRST);
  const [statement, setStatement] = useState<readonly Value[]>(valuesOf(given.statement));
  const isMissing = sides.every(({ version }) => version === null);
  const title = isMissing ? words.missingTitle(sides.length) : words.absenceTitle(sides.length);
  const isTagged = statement.every(({ tag, value }) => value.trim() === '' || isTag(tag));
  function submit(event: FormEvent): void {
    event.preventDefault();
    const absence = { ...given, reason: given.reason.trim(), statement: mapOf(statement) };
    const surfaces = Object.fromEntries(tools.targets.map((id) => [id, { absence }]));
    desk.change({ surfaces }, title);
    close();
  }
  return (
    <Dialog title={title} className="dialog-form" close={close}>
      <form onSubmit={submit}>
        <p className="hint">{isMissing ? words.missingLead : words.absenceLead}</p>
        <TextField
          label={words.absenceReason}
          hint={words.absenceReasonHint}
          dir="auto"
          maxLength={2000}
          value={given.reason}
          change={(reason) => change({ ...given, reason })}
        />
        <LanguageFields
          legend={words.absenceStatement}
          hint={words.absenceStatementHint}
          values={statement}
          change={setStatement}
        />
        {!isTagged && (
          <p className="problem" role="alert">
            {text.badLanguage}
          </p>
        )}
        <ShownInstead given={given} change={change} />
        <div className="actions">
          <button type="submit" className="primary" disabled={!isTagged}>
            {isMissing ? words.setMissing : words.setAbsent}
          </button>
          <button type="button" className="quiet" onClick={close}>
            {text.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface ShownInsteadProps {
  readonly given: Absence;
  readonly change: (given: Absence) => void;
}

/** What is in the place of a page that is not shown, and until when. */
function ShownInstead({ given, change }: ShownInsteadProps) {
  const { desk: words } = useLanguage().text;
  return (
    <div className="pair">
      <ChoiceField
        label={words.absenceShownAs}
        value={given.shownAs}
        choices={words.shownAs}
        change={(shownAs) => change({ ...given, shownAs })}
      />
      <TextField
        label={words.absenceUntil}
        hint={words.absenceUntilHint}
        type="date"
        value={given.until === null ? '' : dayAt(given.until, HERE)}
        change={(day) => change({ ...given, until: startOfDay(day, HERE) ?? null })}
      />
    </div>
  );
}
