import type { BatchState } from '../../model/batch.ts';
import { useText } from '../language/language.tsx';

/** A delivery's state in words; the colour only repeats them. */
export function BatchBadge({ state }: { readonly state: BatchState }) {
  return <span className={`badge badge-batch-${state}`}>{useText().batches.states[state]}</span>;
}
