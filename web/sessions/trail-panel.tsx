import { useCallback } from 'react';
import { formatTime } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { sessionApi } from './api.ts';

/** What happened in a session, newest first, as the trail has it. */
export function TrailPanel({ id, looks }: { readonly id: string; readonly looks: number }) {
  const { text, language } = useLanguage();
  const ask = useCallback((signal: AbortSignal) => sessionApi.events(id, signal), [id]);
  const { value, error } = useAnswer(ask, looks);
  return (
    <section className="card">
      <h2>{text.sessions.trail}</h2>
      <Problem error={error} />
      <ol className="rows">
        {value?.events.map((event) => (
          <li key={event.id} className="row">
            <span className="row-words">
              <span lang="en" dir="auto">
                {event.detail}
              </span>
              <span className="hint">
                {text.sessions.givenBy(event.agentName, formatTime(event.at, language))}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
