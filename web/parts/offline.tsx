import { useEffect, useState } from 'react';
import { useText } from '../language/language.tsx';

/** A short cut is nobody's business; one that lasts is said, with what it means. */
const PATIENCE_MS = 1500;

/** Says that the server cannot be reached, and that nothing is lost by it. */
export function Offline({ isConnected }: { readonly isConnected: boolean }) {
  const text = useText();
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (isConnected) {
      setShown(false);
      return;
    }
    const timer = window.setTimeout(() => setShown(true), PATIENCE_MS);
    return () => window.clearTimeout(timer);
  }, [isConnected]);
  return (
    <div role="status" className={isShown ? 'banner banner-offline' : undefined}>
      {isShown && text.offline}
    </div>
  );
}
