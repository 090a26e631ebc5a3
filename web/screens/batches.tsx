import type { BatchEntry, BatchState } from '../../model/batch.ts';
import { batchApi } from '../batches/api.ts';
import { BatchCards } from '../batches/batch-cards.tsx';
import { useText } from '../language/language.tsx';
import { InParts } from '../parts/in-parts.tsx';
import { Offline } from '../parts/offline.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useTick } from '../parts/use-tick.ts';
import { Waiting } from '../parts/waiting.tsx';
import { Link, navigate, useSearch, useTitle } from '../router.tsx';
import { useMay } from '../session.tsx';

/** All deliveries, the newest first. */
export function BatchesScreen() {
  const text = useText().batches;
  const mayAdd = useMay('curator');
  const { tick, isConnected } = useTick({});
  const { value, error } = useAnswer(batchApi.all, tick);
  const state = useSearch().get('state') ?? '';
  useTitle(text.title);
  const batches = value?.batches;
  return (
    <>
      <div className="page-head">
        <h1>{text.title}</h1>
        {mayAdd && (
          <Link to="/batches/new" className="button primary">
            {text.add}
          </Link>
        )}
      </div>
      <Offline isConnected={isConnected} />
      <Problem error={isConnected ? error : undefined} />
      {batches === undefined && error === undefined && <Waiting />}
      {batches?.length === 0 && <NoBatches mayAdd={mayAdd} />}
      {batches !== undefined && batches.length > 0 && (
        <>
          <StateFilter state={state} />
          <Found key={state} batches={batches.filter((batch) => state === '' || batch.state === state)} />
        </>
      )}
    </>
  );
}

function NoBatches({ mayAdd }: { readonly mayAdd: boolean }) {
  const text = useText().batches;
  return (
    <section className="empty">
      <h2>{text.none}</h2>
      <p>{text.noneLead}</p>
      {mayAdd && (
        <Link to="/batches/new" className="button primary">
          {text.addFirst}
        </Link>
      )}
    </section>
  );
}

function StateFilter({ state }: { readonly state: string }) {
  const text = useText();
  const states = Object.entries(text.batches.states) as [BatchState, string][];
  return (
    <fieldset className="filters batch-states" aria-label={text.batches.filterByState}>
      {[['', text.allStates] as const, ...states].map(([name, words]) => (
        <button
          key={name}
          type="button"
          aria-pressed={state === name}
          onClick={() => navigate(name === '' ? '/batches' : `/batches?state=${name}`, { replace: true })}
        >
          {words}
        </button>
      ))}
    </fieldset>
  );
}

function Found({ batches }: { readonly batches: readonly BatchEntry[] }) {
  const text = useText().batches;
  if (batches.length === 0) return <p className="hint">{text.noneOfState}</p>;
  return (
    <>
      <InParts name={text.title} all={batches} draw={(part) => <BatchCards batches={part} />} />
      <p className="count">{text.found(batches.length)}</p>
    </>
  );
}
