import { stepOf } from '../item/order.ts';
import { placeAfter, type Standing } from '../table/keys.ts';
import type { SelectWay } from './selection.ts';

/** What can be done with the sides that are selected. */
export const SIDE_ACTS = [
  'cut',
  'paste-before',
  'paste-after',
  'move-to',
  'foldout',
  'opening',
  'start',
  'absence',
  'show',
  'placement',
] as const;
export type SideAct = (typeof SIDE_ACTS)[number];

/** What a key does in the grid. */
export type Pressed =
  /** To another place: selecting it alone, everything up to it, or nothing. */
  | { readonly kind: 'go'; readonly place: number; readonly how: 'only' | 'up-to' | 'look' }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'select'; readonly way: SelectWay }
  | { readonly kind: 'nudge'; readonly by: number }
  | { readonly kind: 'act'; readonly act: SideAct }
  | { readonly kind: 'help' };

/** A key, and what was held with it. */
export interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const WAY_KEYS: Readonly<Record<string, SelectWay>> = {
  Escape: 'none',
  i: 'invert',
  '2': 'every-second',
};
const ACT_KEYS: Readonly<Record<string, SideAct>> = {
  m: 'move-to',
  f: 'foldout',
  o: 'opening',
  b: 'start',
  Delete: 'absence',
  w: 'show',
  v: 'placement',
};

/** What a key does; undefined where it is none of the grid's. */
export function pressedIn(stroke: Stroke, standing: Standing): Pressed | undefined {
  const { key, altKey, shiftKey } = stroke;
  const isControl = stroke.ctrlKey || stroke.metaKey;
  if (altKey) return isControl ? undefined : nudgeOf(key, standing);
  if (key === ' ') return { kind: 'toggle' };
  if (key === '?') return { kind: 'help' };
  const place = placeAfter(key, standing);
  if (place !== undefined)
    return { kind: 'go', place, how: shiftKey ? 'up-to' : isControl ? 'look' : 'only' };
  return isControl ? withControl(key.toLowerCase(), shiftKey) : alone(key, shiftKey);
}

function nudgeOf(key: string, { columns, isRightToLeft }: Standing): Pressed | undefined {
  const by = stepOf(key, columns, isRightToLeft);
  return by === undefined ? undefined : { kind: 'nudge', by };
}

function withControl(key: string, isShifted: boolean): Pressed | undefined {
  if (key === 'v') return { kind: 'act', act: isShifted ? 'paste-after' : 'paste-before' };
  if (isShifted) return undefined;
  if (key === 'a') return { kind: 'select', way: 'all' };
  return key === 'x' ? { kind: 'act', act: 'cut' } : undefined;
}

function alone(key: string, isShifted: boolean): Pressed | undefined {
  if (isShifted) return undefined;
  const name = key.length === 1 ? key.toLowerCase() : key;
  const way = WAY_KEYS[name];
  if (way !== undefined) return { kind: 'select', way };
  const act = ACT_KEYS[name];
  return act === undefined ? undefined : { kind: 'act', act };
}
