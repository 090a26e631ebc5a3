import { useEffect, useState } from 'react';
import type { DeskView } from '../../model/desk.ts';
import { useLanguage } from '../language/language.tsx';
import type { Messages } from '../language/messages.ts';
import { dayInWords } from './day-words.ts';

const EVERY_MS = 5_000;

/** What somebody who is not signed in gets at this moment, and a way to look. */
export function ReadersSee({ view }: { readonly view: DeskView }) {
  const { text, language } = useLanguage();
  const now = useNow();
  const isSeen = view.publishedRevision !== null || view.withdrawnAt !== null;
  return (
    <div className="readers-see" role="status">
      <p>
        <strong>{text.describing.readersNow}</strong>{' '}
        {sentenceOf(view, { now, text, day: (at) => dayInWords(at, view.timeZone, language) })}
      </p>
      {isSeen && (
        <a
          href={`${new URL(view.viewer, window.location.href).pathname}?as=reader`}
          target="_blank"
          rel="noreferrer"
        >
          {text.describing.seeAsReader}
        </a>
      )}
    </div>
  );
}

/** The clock, for what opens by itself. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), EVERY_MS);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}

interface Said {
  readonly now: number;
  readonly text: Messages;
  readonly day: (at: number) => string;
}

function sentenceOf(view: DeskView, { now, text: { describing: text }, day }: Said): string {
  const { withdrawnAt, publishedRevision: revision, access, embargoUntil } = view;
  const opens = access === 'open' && embargoUntil !== null && embargoUntil > now ? embargoUntil : undefined;
  if (withdrawnAt !== null) return text.seesWithdrawn;
  if (revision === null) {
    if (access === 'closed') return `${text.seesNothing} ${text.thenClosed}`;
    return `${text.seesNothing} ${opens === undefined ? text.thenOpen : text.thenEmbargo(day(opens))}`;
  }
  if (access === 'closed') return text.seesClosed;
  return opens === undefined ? text.seesAll(revision) : text.seesEmbargo(day(opens));
}
