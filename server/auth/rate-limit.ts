/** Counts tries by key, within a window of time. In memory: a restart forgives, another server counts for itself. */
export interface RateLimit {
  /** Counts one try. @returns 0, or the seconds to wait where there were too many. */
  take(key: string): number;
  /** Forgets the tries of a key: this one was right. */
  forget(key: string): void;
}

interface Window {
  tries: number;
  readonly endsAt: number;
}

/** At most `tries` a key in `windowMs`; remembers at most `keys` keys, the longest known go first. */
export function createRateLimit(options: {
  readonly tries: number;
  readonly windowMs: number;
  readonly keys: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}): RateLimit {
  const { tries, windowMs, keys, now = Date.now } = options;
  const windows = new Map<string, Window>();

  function windowOf(key: string): Window {
    const standing = windows.get(key);
    if (standing !== undefined && standing.endsAt > now()) return standing;
    windows.delete(key);
    const [oldest] = windows.keys();
    if (windows.size >= keys && oldest !== undefined) windows.delete(oldest);
    const fresh = { tries: 0, endsAt: now() + windowMs };
    windows.set(key, fresh);
    return fresh;
  }

  return {
    take(key) {
      const window = windowOf(key);
      window.tries += 1;
      return window.tries > tries ? Math.ceil((window.endsAt - now()) / 1000) : 0;
    },
    forget: (key) => void windows.delete(key),
  };
}
