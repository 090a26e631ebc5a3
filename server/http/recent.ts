/** The most recently used of many values, by key: at most so many, one that was long unused goes first. */
export interface Recent<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
  /** All of them; that they are looked at does not count as use. */
  values(): Iterable<T>;
}

interface Kept<T> {
  value: T;
  wasUsed: boolean;
}

/**
 * A Map keeps its keys in the order in which they were put in. A value that was used since it came in, or since it
 * was last looked at, gets another turn when room is needed. To put it behind the others at every use instead would
 * make the Map write itself anew again and again, which costs more than all else that is done for a tile.
 */
export function createRecent<T>(most: number): Recent<T> {
  const kept = new Map<string, Kept<T>>();

  function makeRoom(): void {
    for (const [key, one] of kept) {
      if (kept.size < most) return;
      kept.delete(key);
      if (one.wasUsed) {
        one.wasUsed = false;
        kept.set(key, one);
      }
    }
  }

  return {
    get(key) {
      const one = kept.get(key);
      if (one === undefined) return undefined;
      one.wasUsed = true;
      return one.value;
    },
    set(key, value) {
      const one = kept.get(key);
      if (one === undefined) {
        makeRoom();
        kept.set(key, { value, wasUsed: false });
      } else {
        one.value = value;
        one.wasUsed = true;
      }
    },
    delete: (key) => void kept.delete(key),
    *values() {
      for (const { value } of kept.values()) yield value;
    },
  };
}
