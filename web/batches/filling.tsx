import { useState } from 'react';
import type { BatchView } from '../../model/batch.ts';
import { useText } from '../language/language.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { useMay } from '../session.tsx';
import { batchApi } from './api.ts';

interface FillingProps {
  readonly batch: BatchView;
  readonly changed: () => void;
}

/** How far a list is read in; where it does not go on, why, and the ways out. */
export function Filling({ batch, changed }: FillingProps) {
  const text = useText().batches;
  const { list, state } = batch;
  if (state !== 'filling' || list === null) return null;
  const { applied, files, failure } = list;
  return (
    <div className="banner batch-filling" role="status">
      <progress value={applied} max={Math.max(1, files)} aria-label={text.states.filling} />
      {failure === null ? text.filling(applied, files) : text.stuck(applied, files)}
      {failure !== null && <Stuck {...{ batch, changed, failure }} />}
    </div>
  );
}

function Stuck({ batch, changed, failure }: FillingProps & { readonly failure: string }) {
  const text = useText().batches;
  const mayChange = useMay('curator');
  const { isBusy, error, ask } = useAsking();
  const [isAsked, setAsked] = useState(false);
  const { id, code, list } = batch;
  const retry = () =>
    ask(async () => {
      await batchApi.retryList(id);
      changed();
    });
  async function giveUp(): Promise<void> {
    await batchApi.giveUpList(id);
    changed();
  }
  return (
    <div className="batch-stuck">
      <p className="problem">{failure}</p>
      {mayChange && (
        <div className="actions">
          <button type="button" disabled={isBusy} onClick={() => void retry()}>
            {text.retryList}
          </button>
          <button type="button" className="quiet danger" onClick={() => setAsked(true)}>
            {text.giveUpList} …
          </button>
        </div>
      )}
      <Problem error={error} />
      {isAsked && (
        <Confirm
          title={text.giveUpListOf(code)}
          action={text.giveUpList}
          isDangerous
          confirm={giveUp}
          close={() => setAsked(false)}
        >
          <p>{text.giveUpLead(list?.applied ?? 0)}</p>
        </Confirm>
      )}
    </div>
  );
}
