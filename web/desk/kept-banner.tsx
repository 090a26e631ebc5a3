import { useState } from 'react';
import { formatTime } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { useMay } from '../session.tsx';
import { takenUp } from './draft.ts';
import { type Kept, keep, keptOf } from './kept.ts';
import type { LiveDesk } from './use-desk.ts';

/** What was not sent when this desk was left before: it can be put in now, or be forgotten. */
export function KeptBanner({ live: { keeper, state, agentId } }: { readonly live: LiveDesk }) {
  const { text, language } = useLanguage();
  const mayChange = useMay('curator');
  const itemId = state.draft?.view.id ?? '';
  const [kept, setKept] = useState<readonly Kept[]>(() => keptOf(itemId, agentId));
  const newest = kept.at(-1);
  if (newest === undefined || !mayChange) return null;
  function done(): void {
    for (const { key } of kept) keep(key, null);
    setKept([]);
  }
  function takeUp(): void {
    for (const one of kept) keeper.act((draft) => takenUp(draft, one, text.desk.takenUp));
    done();
  }
  return (
    <div className="banner" role="status">
      {text.desk.kept(formatTime(newest.at, language))}
      <button type="button" className="small" onClick={takeUp}>
        {text.desk.takeUp}
      </button>
      <button type="button" className="small quiet" onClick={done}>
        {text.desk.forget}
      </button>
    </div>
  );
}
