import type { BatchEntry } from '../../model/batch.ts';
import { useText } from '../language/language.tsx';

/** How much of what is expected has come, drawn and in words. */
export function ArrivalBar({ counts }: { readonly counts: BatchEntry['counts'] }) {
  const text = useText().batches;
  const { arrived, expected } = counts;
  const words = text.arrived(arrived, expected);
  return (
    <span className="arrival">
      <progress aria-label={words} value={arrived} max={Math.max(1, expected)} />
      <span className="count">{words}</span>
    </span>
  );
}
