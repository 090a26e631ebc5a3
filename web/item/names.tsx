import { type FormEvent, useEffect, useState } from 'react';
import type { PidView } from '../../model/views.ts';
import { api } from '../api.ts';
import { useText } from '../language/language.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { useMay } from '../session.tsx';

/** The names by which the world asks for an item, each with an address that never dies, and adding one. */
export function Names({ itemId }: { readonly itemId: string }) {
  const words = useText().discovery;
  const mayAdd = useMay('curator');
  const [pids, setPids] = useState<readonly PidView[]>([]);
  const { ask, error } = useAsking();
  useEffect(() => {
    void ask(async () => setPids((await api.pids(itemId)).pids));
  }, [itemId, ask]);
  return (
    <div className="addresses">
      <h3>{words.names}</h3>
      {pids.map(({ pid, url }) => (
        <div key={pid} className="copy-row">
          <a href={url} target="_blank" rel="noreferrer">
            <bdi>{pid}</bdi>
          </a>
          <CopyButton value={url} what={pid} />
        </div>
      ))}
      <Problem error={error} />
      {mayAdd && <AddName itemId={itemId} show={setPids} />}
    </div>
  );
}

interface AddNameProps {
  readonly itemId: string;
  readonly show: (pids: readonly PidView[]) => void;
}

function AddName({ itemId, show }: AddNameProps) {
  const words = useText().discovery;
  const { ask, error, isBusy } = useAsking();
  const [pid, setPid] = useState('');
  function submit(event: FormEvent): void {
    event.preventDefault();
    void ask(async () => show((await api.addPid(itemId, pid)).pids)).then((isDone) => isDone && setPid(''));
  }
  return (
    <details>
      <summary>{words.addName}</summary>
      <form onSubmit={submit}>
        <TextField label={words.name} hint={words.nameHint} required value={pid} change={setPid} />
        <Problem error={error} />
        <button type="submit" className="small" disabled={isBusy}>
          {words.addName}
        </button>
      </form>
    </details>
  );
}
