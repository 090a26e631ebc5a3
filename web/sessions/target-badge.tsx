import type { TargetState } from '../../model/capture-session.ts';
import { useText } from '../language/language.tsx';

/** How the target of a session did, in words; the colour only repeats them. */
export function TargetBadge({ target }: { readonly target: TargetState }) {
  return <span className={`badge badge-target-${target}`}>{useText().sessions.targetStates[target]}</span>;
}
