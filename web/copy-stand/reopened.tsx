import { useCallback, useEffect, useState } from 'react';
import type { ReopenedView } from '../../model/copy-stand.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { Link } from '../router.tsx';
import { standApi } from './api.ts';

interface ReopenedProps {
  readonly stationId: string;
  /** Looked at again whenever this is another. */
  readonly occasion: unknown;
  /** Shows the card of an item; without it a link leads to its page. */
  readonly find?: (reference: string) => void;
}

/** Items that were finished at this station and are open again, until somebody has seen it: whatever lies on the stand. */
export function Reopened({ stationId, occasion, find }: ReopenedProps) {
  const { language, text } = useLanguage();
  const [items, setItems] = useState<readonly ReopenedView[]>([]);
  const { ask, isBusy, error } = useAsking();
  const look = useCallback(
    () => standApi.reopened(stationId).then(({ reopened }) => setItems(reopened)),
    [stationId],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another occasion it is time to ask again.
  useEffect(() => {
    // What cannot be asked now is asked with the next occasion; that there is no connection is said above.
    look().catch(() => {});
  }, [look, occasion]);
  const see = (itemId: string) => ask(() => standApi.seeReopened(itemId).finally(look));
  if (items.length === 0) return null;
  return (
    <section className="stand-reopened" role="alert" aria-label={text.stand.reopened}>
      <ul>
        {items.map(({ itemId, reference, cause, fileName, at }) => (
          <li key={itemId}>
            <p>
              <strong>{text.stand.openAgain[cause](reference, fileName)}</strong>{' '}
              <span>{formatTime(at, language)}</span>
            </p>
            {find === undefined ? (
              <Link to={`/items/${itemId}`} className="button">
                {text.stand.toReopened(reference)}
              </Link>
            ) : (
              <button type="button" onClick={() => find(reference)}>
                {text.stand.toReopened(reference)}
              </button>
            )}
            <button type="button" className="quiet" disabled={isBusy} onClick={() => void see(itemId)}>
              {text.stand.seen}
            </button>
          </li>
        ))}
      </ul>
      <Problem error={error} />
    </section>
  );
}
