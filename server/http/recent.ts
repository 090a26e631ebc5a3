/** The most recently used of many values, by key: at most so many, the longest unused goes first. */
export interface Recent<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
  /** All of them; that they are looked at does not count as use. */
  values(): Iterable<T>;
}

/** A Map keeps its keys in the order in which they were put in, which is all that is needed. */
export function createRecent<T>(most: number): Recent<T> {
  const values = new Map<string, T>();
  return {
    get(key) {
      const value = values.get(key);
      if (value !== undefined) {
        values.delete(key);
        values.set(key, value);
      }
      return value;
    },
    set(key, value) {
      values.delete(key);
      values.set(key, value);
      const [oldest] = values.keys();
      if (values.size > most && oldest !== undefined) values.delete(oldest);
    },
    delete: (key) => void values.delete(key),
    values: () => values.values(),
  };
}
