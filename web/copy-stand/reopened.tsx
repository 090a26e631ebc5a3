import { useCallback, useState } from 'react';
import type { ReopenedView } from '../../model/copy-stand.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { useOnOccasion } from '../parts/use-occasion.ts';
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
  const [seen, setSeen] = useState<readonly string[]>([]);
  const { ask, isBusy, error } = useAsking();
  const look = useCallback(() => standApi.reopened(stationId), [stationId]);
  const reopened = useOnOccasion(look, occasion)?.reopened ?? [];
  const items = reopened.filter((item) => !seen.includes(keyOf(item)));
  const see = (item: ReopenedView) =>
    ask(async () => {
      await standApi.seeReopened(item.itemId);
      setSeen((known) => [...known, keyOf(item)]);
    });
  if (items.length === 0) return null;
  return (
    <section className="stand-reopened" role="alert" aria-label={text.stand.reopened}>
      <ul>
        {items.map((item) => (
          <li key={item.itemId}>
            <p>
              <strong>{text.stand.openAgain[item.cause](item.reference, item.fileName)}</strong>{' '}
              <span>{formatTime(item.at, language)}</span>
            </p>
            {find === undefined ? (
              <Link to={`/items/${item.itemId}`} className="button">
                {text.stand.toReopened(item.reference)}
              </Link>
            ) : (
              <button type="button" onClick={() => find(item.reference)}>
                {text.stand.toReopened(item.reference)}
              </button>
            )}
            <button type="button" className="quiet" disabled={isBusy} onClick={() => void see(item)}>
              {text.stand.seen}
            </button>
          </li>
        ))}
      </ul>
      <Problem error={error} />
    </section>
  );
}

/** One that is opened another time is to be seen again. */
function keyOf({ itemId, at }: ReopenedView): string {
  return `${itemId} ${at}`;
}
