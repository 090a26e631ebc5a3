import type { ItemState } from '../../model/item.ts';
import { useText } from '../language/language.tsx';

/** An item's state in words; the colour only repeats them. */
export function StateBadge({ state }: { readonly state: ItemState }) {
  return <span className={`badge badge-${state}`}>{useText().itemStates[state]}</span>;
}
