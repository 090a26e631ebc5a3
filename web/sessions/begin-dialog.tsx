import { useEffect, useState } from 'react';
import type { StationView } from '../../model/station.ts';
import { useText } from '../language/language.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { TextField } from '../parts/field.tsx';
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
  const { sessions: text } = useText();
  const { session: mine } = useSession();
  const [operator, setOperator] = useState(mine.kind === 'somebody' ? mine.agent.name : '');
  const [device, setDevice] = useLastDevice(station);
  async function begin(): Promise<void> {
    const { id } = await sessionApi.begin({ stationId: station.id, operator, device });
    changed();
    navigate(`/sessions/${id}`);
  }
  return (
    <Confirm title={text.beginAt(station.name)} action={text.begin} confirm={begin} close={close}>
      <div className="begin-form">
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
      </div>
    </Confirm>
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
