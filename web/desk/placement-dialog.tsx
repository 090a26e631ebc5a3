import { type FormEvent, useState } from 'react';
import { isTag, mapOf, type Value } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ChoiceField, TextField } from '../parts/field.tsx';
import { LanguageFields } from '../parts/language-fields.tsx';
import type { SideDialogProps } from './move-dialog.tsx';
import { PickSide } from './pick-side.tsx';
import { haveGuests, hostsFor, placementsOf } from './placing.ts';

/** Makes pages other views of a page, or parts of it. Those on which others are shown must keep their own. */
export function PlacementDialog(props: SideDialogProps) {
  const { text } = useLanguage();
  const { desk, tools, close } = props;
  if (!haveGuests(desk.view.surfaces, new Set(tools.targets))) return <PlacementForm {...props} />;
  return (
    <Dialog title={text.desk.placementTitle(tools.targets.length)} close={close}>
      <p>{text.desk.haveGuests}</p>
      <div className="actions">
        <button type="button" className="primary" onClick={close}>
          {text.close}
        </button>
      </div>
    </Dialog>
  );
}

/** One points at the page. */
function PlacementForm({ desk, tools, close }: SideDialogProps) {
  const { text } = useLanguage();
  const { desk: words } = text;
  const targets = new Set(tools.targets);
  const sides = desk.view.surfaces.filter(({ id }) => targets.has(id));
  const standing = sides[0]?.placement;
  const [as, setAs] = useState<'view' | 'part'>(standing?.as ?? 'view');
  const [hostId, setHost] = useState(standing?.on);
  const [across, setAcross] = useState(String(sides.length + 1));
  const [label, setLabel] = useState<readonly Value[]>([]);
  const hosts = hostsFor(desk.view.surfaces, targets);
  const host = hosts.find(({ id }) => id === hostId);
  const isTagged = label.every(({ tag, value }) => value.trim() === '' || isTag(tag));
  const isPossible = host !== undefined && isTagged && (as === 'view' || host.width !== null);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (host === undefined) return;
    const wanted = { host, sides, as, label: mapOf(label), across: Math.max(1, Number(across) || 1) };
    desk.change({ surfaces: placementsOf(wanted) }, words.placed[as](sides.length));
    close();
  }
  function takeBack(): void {
    const free = Object.fromEntries(tools.targets.map((id) => [id, { placement: null }]));
    desk.change({ surfaces: free }, words.unplaced(sides.length));
    close();
  }
  return (
    <Dialog title={words.placementTitle(sides.length)} className="dialog-form" close={close}>
      <form onSubmit={submit}>
        <ChoiceField label={words.placementAs} value={as} choices={words.placementKinds} change={setAs} />
        <p className="hint">{words.placementLeads[as]}</p>
        <PickSide
          label={words.placementOn}
          sides={hosts}
          view={desk.view}
          chosenId={host?.id}
          choose={setHost}
        />
        {as === 'part' && <Across across={across} change={setAcross} />}
        <LanguageFields legend={words.placementLabel} values={label} change={setLabel} />
        {!isTagged && <p className="problem">{text.badLanguage}</p>}
        <Ways isPossible={isPossible} takeBack={standing ? takeBack : undefined} close={close} />
      </form>
    </Dialog>
  );
}

function Across({ across, change }: { readonly across: string; readonly change: (across: string) => void }) {
  const { desk: words } = useLanguage().text;
  return (
    <TextField
      label={words.across}
      hint={words.acrossHint}
      type="number"
      min={1}
      max={100}
      value={across}
      change={change}
    />
  );
}

interface WaysProps {
  readonly isPossible: boolean;
  /** undefined where they are placed nowhere. */
  readonly takeBack: (() => void) | undefined;
  readonly close: () => void;
}

function Ways({ isPossible, takeBack, close }: WaysProps) {
  const { text } = useLanguage();
  return (
    <div className="actions">
      <button type="submit" className="primary" disabled={!isPossible}>
        {text.desk.place}
      </button>
      {takeBack && (
        <button type="button" onClick={takeBack}>
          {text.desk.unplace}
        </button>
      )}
      <button type="button" className="quiet" onClick={close}>
        {text.cancel}
      </button>
    </div>
  );
}
