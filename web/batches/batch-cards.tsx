import type { BatchEntry } from '../../model/batch.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Link } from '../router.tsx';
import { ArrivalBar } from './arrival-bar.tsx';
import { BatchBadge } from './batch-badge.tsx';

/** Deliveries as cards: each is one link. */
export function BatchCards({ batches }: { readonly batches: readonly BatchEntry[] }) {
  return (
    <ul className="link-cards">
      {batches.map((batch) => (
        <li key={batch.id}>
          <BatchCard batch={batch} />
        </li>
      ))}
    </ul>
  );
}

function BatchCard({ batch }: { readonly batch: BatchEntry }) {
  const { text: all, language } = useLanguage();
  const text = all.batches;
  const { decidedAt, createdAt } = batch;
  return (
    <Link to={`/batches/${batch.id}`} className="link-card batch-card">
      <span className="batch-card-head">
        <bdi className="batch-card-code">{batch.code}</bdi>
        <BatchBadge batch={batch} />
      </span>
      <span className="count">
        {batch.supplier !== '' && <bdi>{batch.supplier} · </bdi>}
        {text.kinds[batch.kind]}
      </span>
      <ArrivalBar counts={batch.counts} />
      <span className="count">
        {decidedAt === null
          ? text.created(formatTime(createdAt, language))
          : text.decided(formatTime(decidedAt, language))}
      </span>
    </Link>
  );
}
