import type { Unsaved } from './draft.ts';

/** What was not sent when a desk was left, as this browser has it. */
export interface Kept extends Unsaved {
  /** Under which name it is kept. */
  readonly key: string;
  /** When it was changed last, in ms since 1970. */
  readonly at: number;
}

/** Of one item, and of one person: others who use this browser are not offered it. */
function prefixOf(itemId: string, agentId: string): string {
  return `recto:desk:${itemId}:${agentId}:`;
}

/** A name of its own for every opening of a desk, so that two windows never write over one another. */
export function newKey(itemId: string, agentId: string): string {
  const random = crypto.getRandomValues(new Uint32Array(2)).join('');
  return `${prefixOf(itemId, agentId)}${random}`;
}

/** Keeps what is not saved yet; null: everything is. A browser that keeps nothing for us is no reason to stop. */
export function keep(key: string, unsaved: Unsaved | null): void {
  try {
    if (unsaved === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, JSON.stringify({ ...unsaved, at: Date.now() }));
  } catch {
    // Full, or forbidden: then leaving the page is still warned of.
  }
}

/** What was left unsent of an item, the oldest first. */
export function keptOf(itemId: string, agentId: string): readonly Kept[] {
  const keys = Object.keys(window.localStorage).filter((key) => key.startsWith(prefixOf(itemId, agentId)));
  return keys.flatMap((key) => readKept(key) ?? []).sort((a, b) => a.at - b.at);
}

function readKept(key: string): Kept | undefined {
  try {
    const { patch, before, at } = JSON.parse(window.localStorage.getItem(key) ?? '') as Kept;
    return { key, patch, before, at };
  } catch {
    return undefined;
  }
}
