import type { BatchView } from '../../model/batch.ts';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { batchApi } from './api.ts';

interface WholeProps {
  readonly batch: BatchView;
  readonly changed: () => void;
}

/** Whether more of a delivery is awaited, and the way to say otherwise. Nothing where nothing is missing. */
export function Whole({ batch, changed }: WholeProps) {
  const text = useText().batches;
  const { isBusy, error, ask } = useAsking();
  const { id, state, isAwaited, counts } = batch;
  if (state !== 'open' || counts.missing === 0) return null;
  const say = () =>
    ask(async () => {
      await batchApi.sayWhole(id, isAwaited);
      changed();
    });
  return (
    <div className="whole">
      <p>{isAwaited ? text.awaited(counts.missing) : text.isWhole}</p>
      <button type="button" className="small" disabled={isBusy} onClick={() => void say()}>
        {isAwaited ? text.sayWhole : text.awaitMore}
      </button>
      <Problem error={error} />
    </div>
  );
}
