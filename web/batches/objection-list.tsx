import { useText } from '../language/language.tsx';
import type { Objection } from './objections.ts';

/** What stands against accepting it, in words. */
export function ObjectionList({ objections }: { readonly objections: readonly Objection[] }) {
  const text = useText().batches;
  if (objections.length === 0) return <p className="all-well">{text.nothingAgainst}</p>;
  return (
    <div className="objections">
      <p>{text.against}:</p>
      <ul>
        {objections.map(({ kind, count }) => (
          <li key={kind}>{text.objections[kind](count)}</li>
        ))}
      </ul>
    </div>
  );
}
