import { useCallback, useState } from 'react';
import { type ApiError, asApiError } from '../api.ts';

/** One request at a time that a person asked for: whether it is under way, and what went wrong. */
export interface Asking {
  readonly isBusy: boolean;
  readonly error: ApiError | undefined;
  /** Does it; true if it went well. While one is under way another is not begun. */
  readonly ask: (work: () => Promise<void>) => Promise<boolean>;
  readonly clear: () => void;
}

/** Keeps the state of a form's or a button's request. */
export function useAsking(): Asking {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const ask = useCallback(async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
      return true;
    } catch (thrown) {
      setError(asApiError(thrown));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setError(undefined), []);
  return { isBusy, error, ask, clear };
}
