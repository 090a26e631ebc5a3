import type { Series } from '../../runtime/metrics.ts';

/** What a front is told by the process that forked it. With `connection` comes the connection itself. */
export type ToFront =
  | { readonly type: 'connection' }
  /** Who may see the item has changed. It is answered once nothing is answered any more as it was before. */
  | { readonly type: 'forget'; readonly asked: number; readonly itemId: string }
  | { readonly type: 'metrics'; readonly asked: number }
  /** Finish, and end. */
  | { readonly type: 'drain' };

/** What a front tells the process that forked it. */
export type FromFront =
  /** It answers from now on. */
  | { readonly type: 'ready' }
  /** It has the connection that it was given, and can take another. */
  | { readonly type: 'taken' }
  | { readonly type: 'answer'; readonly asked: number; readonly series?: readonly Series[] };

const TYPES_TO_FRONT: readonly string[] = [
  'connection',
  'forget',
  'metrics',
  'drain',
] satisfies ToFront['type'][];
const TYPES_FROM_FRONT: readonly string[] = ['ready', 'taken', 'answer'] satisfies FromFront['type'][];

/** Both sides are of one version, so a message of a known type is whole. */
export function isToFront(message: unknown): message is ToFront {
  return TYPES_TO_FRONT.includes(typeOf(message));
}

export function isFromFront(message: unknown): message is FromFront {
  return TYPES_FROM_FRONT.includes(typeOf(message));
}

function typeOf(message: unknown): string {
  return typeof message === 'object' && message !== null && 'type' in message ? String(message.type) : '';
}
