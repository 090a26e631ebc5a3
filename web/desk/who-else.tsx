import { useCallback } from 'react';
import { hourOf } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { deskApi } from './api.ts';

const MOST = 3;

interface WhoElseProps {
  readonly itemId: string;
  /** Who asks. */
  readonly agentId: string;
  readonly edition: number;
}

/** Who else changed the item last, and when, as far as its trail says. */
export function WhoElse({ itemId, agentId, edition }: WhoElseProps) {
  const { text, language } = useLanguage();
  const ask = useCallback(() => deskApi.events(itemId), [itemId]);
  const { value } = useAnswer(ask, edition);
  const changes = (value?.events ?? []).filter(({ type }) => type === 'metadata modification');
  // One may have been at work in another window.
  const others = changes.filter(({ agent }) => agent !== agentId);
  const told = (others.length > 0 ? others : changes).slice(0, MOST);
  return (
    <ul className="desk-who hint">
      {told.map(({ id, agentName, at, detail }) => (
        <li key={id}>{text.desk.whoDid(agentName, hourOf(at, language), detail)}</li>
      ))}
    </ul>
  );
}
