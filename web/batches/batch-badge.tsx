import type { BatchEntry } from '../../model/batch.ts';
import { useText } from '../language/language.tsx';

/** A delivery's state in words; the colour only repeats them. */
export function BatchBadge({ batch }: { readonly batch: Pick<BatchEntry, 'state' | 'isAwaited'> }) {
  const { states, whole } = useText().batches;
  const { state, isAwaited } = batch;
  return (
    <span className={`badge badge-batch-${state}`}>
      {state === 'open' && !isAwaited ? whole : states[state]}
    </span>
  );
}
