import { useState } from 'react';
import type { StationView } from '../../model/station.ts';
import { useText } from '../language/language.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { TextField } from '../parts/field.tsx';
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
  const [name, setName] = useState(station?.name ?? '');
  const title = station === undefined ? text.addStation : text.renameOf(station.name);
  async function save(): Promise<void> {
    if (station === undefined) await sessionApi.addStation(name);
    else await sessionApi.renameStation(station.id, name);
    changed();
  }
  return (
    <Confirm title={title} action={all.save} confirm={save} close={close}>
      <TextField label={text.stationName} required maxLength={200} value={name} change={setName} />
    </Confirm>
  );
}
