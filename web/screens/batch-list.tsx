import { useCallback } from 'react';
import { batchApi } from '../batches/api.ts';
import { ListForm } from '../batches/list-form.tsx';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../router.tsx';
import { NotFound } from './not-found.tsx';

/** Gives a delivery its list, or another one. */
export function BatchListScreen({ id }: { readonly id: string }) {
  const text = useText().batches;
  const ask = useCallback((signal: AbortSignal) => batchApi.one(id, signal), [id]);
  const { value: batch, error } = useAnswer(ask, 0);
  useTitle(batch === undefined ? text.list : text.listOf(batch.code));
  if (batch === undefined) {
    if (error?.status === 404) return <NotFound />;
    return error === undefined ? <Waiting /> : <Problem error={error} />;
  }
  return (
    <div className="list-screen">
      <header>
        {batch.state === 'new' && <p className="hint">{text.step(2, 2)}</p>}
        <h1>{text.listOf(batch.code)}</h1>
        <p className="hint">{text.kinds[batch.kind]}</p>
      </header>
      <ListForm batch={batch} />
    </div>
  );
}
