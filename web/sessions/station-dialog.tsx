import { type FormEvent, useState } from 'react';
import type { StationView } from '../../model/station.ts';
import { useText } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { sessionApi } from './api.ts';

interface StationDialogProps {
  /** Left out: a new one. */
  readonly station?: StationView;
  readonly changed: () => void;
  readonly close: () => void;
}

/** Names a station. */
export function StationDialog({ station, changed, close }: StationDialogProps) {
  const all = useText();
  const text = all.sessions;
  const { ask, error, isBusy } = useAsking();
  const [name, setName] = useState(station?.name ?? '');
  function submit(event: FormEvent): void {
    event.preventDefault();
    void ask(async () => {
      if (station === undefined) await sessionApi.addStation(name);
      else await sessionApi.renameStation(station.id, name);
      changed();
      close();
    });
  }
  return (
    <Dialog title={station === undefined ? text.addStation : text.renameOf(station.name)} close={close}>
      <form className="begin-form" onSubmit={submit}>
        <TextField label={text.stationName} required maxLength={200} value={name} change={setName} />
        <Problem error={error} />
        <div className="actions">
          <button type="submit" className="primary" disabled={isBusy}>
            {all.save}
          </button>
          <button type="button" className="quiet" onClick={close}>
            {all.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
