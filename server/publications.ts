/** A promise that it returns is waited for. */
type Listener = (itemId: string) => unknown;

const listeners = new Set<Listener>();

/**
 * Calls back, and waits for that, when who may see an item may have changed: published, withdrawn, opened, closed.
 * Other servers hear of it as an `item` announcement. Returns how to stop.
 */
export function onPublicationChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Tells this server that who may see an item may have changed. Once this is over, none of its processes answers as
 * before.
 */
export async function publicationChanged(itemId: string): Promise<void> {
  await Promise.all([...listeners].map((listener) => listener(itemId)));
}
