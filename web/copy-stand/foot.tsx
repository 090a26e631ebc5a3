import { useEffect, useState } from 'react';
import type { QueueView } from '../../model/copy-stand.ts';
import { formatDuration } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import type { Messages } from '../language/messages.ts';
import { Link } from '../router.tsx';
import { standApi } from './api.ts';

const EVERY_MS = 5_000;

interface FootProps {
  readonly itemId: string;
  readonly rescans: number;
}

/** What waits to be checked and how long that takes, and the ways to everything else. */
export function StandFoot({ itemId, rescans }: FootProps) {
  const { text } = useLanguage();
  return (
    <footer className="stand-foot">
      <Queue itemId={itemId} />
      <nav aria-label={text.stand.title}>
        <Link to={`/items/${itemId}`}>{text.stand.toItem}</Link>
        <Link to={`/items/${itemId}/table`}>{text.table.title}</Link>
        <Link to="/batches">{text.batches.title}</Link>
        <Link to="/rescans">{rescans > 0 ? text.stand.rescansHere(rescans) : text.rescans.way}</Link>
        <Link to="/statistics">{text.statistics.title}</Link>
      </nav>
    </footer>
  );
}

function Queue({ itemId }: { readonly itemId: string }) {
  const { text } = useLanguage();
  const [queue, setQueue] = useState<QueueView>();
  useEffect(() => {
    const look = () => void standApi.queue(itemId).then(setQueue, () => setQueue(undefined));
    look();
    const timer = window.setInterval(look, EVERY_MS);
    return () => window.clearInterval(timer);
  }, [itemId]);
  return <p className="stand-queue">{queue !== undefined && wordsOfQueue(queue, text)}</p>;
}

function wordsOfQueue(queue: QueueView, text: Messages): string {
  const { checks, own, position, estimateMs } = queue;
  if (checks === 0) return text.stand.queueNone;
  if (own === 0 || position === null) return text.stand.queueAll(checks);
  const time = estimateMs === null ? '' : ` · ${text.stand.about(formatDuration(estimateMs, text))}`;
  return text.stand.queue(own, position - own) + time;
}
