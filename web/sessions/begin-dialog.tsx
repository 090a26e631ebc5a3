import { type FormEvent, useEffect, useState } from 'react';
import type { StationView } from '../../model/station.ts';
import { useText } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { navigate } from '../router.tsx';
import { useSession } from '../session.tsx';
import { sessionApi } from './api.ts';

interface BeginDialogProps {
  readonly station: StationView;
  readonly changed: () => void;
  readonly close: () => void;
}

/** Who works there, and with what; then the session is opened, for its target. */
export function BeginDialog({ station, changed, close }: BeginDialogProps) {
  const all = useText();
  const text = all.sessions;
  const { session: mine } = useSession();
  const { ask, error, isBusy } = useAsking();
  const [operator, setOperator] = useState(mine.kind === 'somebody' ? mine.agent.name : '');
  const [device, setDevice] = useLastDevice(station);
  function submit(event: FormEvent): void {
    event.preventDefault();
    void ask(async () => {
      const { id } = await sessionApi.begin({ stationId: station.id, operator, device });
      changed();
      navigate(`/sessions/${id}`);
    });
  }
  return (
    <Dialog title={text.beginAt(station.name)} close={close}>
      <form className="begin-form" onSubmit={submit}>
        <p className="lead">
          {text.beginLead} {station.session !== null && text.endsFormer(station.session.operator)}
        </p>
        <TextField label={text.operator} required maxLength={200} value={operator} change={setOperator} />
        <TextField
          label={text.device}
          hint={text.deviceHint}
          required
          maxLength={200}
          value={device}
          change={setDevice}
        />
        <Problem error={error} />
        <div className="actions">
          <button type="submit" className="primary" disabled={isBusy}>
            {text.begin}
          </button>
          <button type="button" className="quiet" onClick={close}>
            {all.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** The device of the last session there, to begin with: it seldom changes. */
function useLastDevice({ id, session }: StationView): readonly [string, (device: string) => void] {
  const [typed, setTyped] = useState<string>();
  const [last, setLast] = useState(session?.device ?? '');
  useEffect(() => {
    if (session !== null) return;
    const controller = new AbortController();
    sessionApi.list({ station: id, limit: 1, offset: 0 }, controller.signal).then(
      ({ sessions }) => setLast(sessions[0]?.device ?? ''),
      // It is typed then.
      () => undefined,
    );
    return () => controller.abort();
  }, [id, session]);
  return [typed ?? last, setTyped];
}
