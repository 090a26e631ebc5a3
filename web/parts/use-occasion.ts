import { useEffect, useState } from 'react';

/**
 * What the server says of something, asked anew whenever `occasion` is another one; undefined until it is known. The
 * answer to an earlier question never comes after that to a later one. Where there is none, what was known stays, and
 * the next occasion asks again: for screens that say by themselves that there is no connection.
 *
 * @param ask another function is another question, so it has to be memoised.
 */
export function useOnOccasion<T>(ask: () => Promise<T>, occasion: unknown): T | undefined {
  const [known, setKnown] = useState<T>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another occasion it is time to ask again.
  useEffect(() => {
    let isOpen = true;
    ask().then(
      (now) => {
        if (isOpen) setKnown(now);
      },
      () => {},
    );
    return () => {
      isOpen = false;
    };
  }, [ask, occasion]);
  return known;
}
