type Listener = (itemId: string) => void;

const listeners = new Set<Listener>();

/**
 * Calls back in this process when who may see an item may have changed: published, withdrawn, opened, closed.
 * Other servers hear of it as an `item` announcement. Returns how to stop.
 */
export function onPublicationChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells this process that who may see an item may have changed. */
export function publicationChanged(itemId: string): void {
  for (const listener of listeners) listener(itemId);
}
