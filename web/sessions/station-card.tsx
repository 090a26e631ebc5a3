import { type ReactNode, useState } from 'react';
import type { StationView } from '../../model/station.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { Link } from '../router.tsx';
import { useMay } from '../session.tsx';
import { sessionApi } from './api.ts';
import { BeginDialog } from './begin-dialog.tsx';
import { isToday } from './day.ts';
import { StationDialog } from './station-dialog.tsx';
import { TargetBadge } from './target-badge.tsx';

interface StationCardProps {
  readonly station: StationView;
  readonly changed: () => void;
}

/** A station: what is on its stand, who works there, and whether today's target was good. */
export function StationCard({ station, changed }: StationCardProps) {
  const { text: all } = useLanguage();
  const text = all.sessions;
  const [opened, setOpened] = useState<'begin' | 'rename'>();
  const mayRename = useMay('curator');
  const { name, session, currentItem } = station;
  const close = () => setOpened(undefined);
  return (
    <section className="card station-card" aria-label={name}>
      <div className="section-head">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        {session !== null && <TargetBadge target={session.target} />}
      </div>
      <SessionLine station={station} />
      {currentItem !== null && (
        <p>
          {text.onStand} <Link to={`/items/${currentItem.id}`}>{currentItem.reference}</Link>
        </p>
      )}
      <StationActions station={station} changed={changed} begin={() => setOpened('begin')}>
        {mayRename && (
          <button
            type="button"
            className="quiet small"
            aria-label={text.renameOf(name)}
            onClick={() => setOpened('rename')}
          >
            {text.rename}
          </button>
        )}
      </StationActions>
      {opened === 'begin' && <BeginDialog station={station} changed={changed} close={close} />}
      {opened === 'rename' && <StationDialog station={station} changed={changed} close={close} />}
    </section>
  );
}

function SessionLine({ station: { session } }: { readonly station: StationView }) {
  const { text: all, language } = useLanguage();
  const text = all.sessions;
  if (session === null) return <p className="hint">{text.nothingOpen}</p>;
  const isDue = session.targetAt === null || !isToday(session.targetAt);
  return (
    <>
      <p>
        <bdi>{text.since(session.operator, formatTime(session.startedAt, language))}</bdi>
        <span className="hint station-device" dir="auto">
          {session.device}
        </span>
      </p>
      {isDue && <p className="target-due">{text.targetToday}</p>}
    </>
  );
}

interface StationActionsProps extends StationCardProps {
  readonly begin: () => void;
  readonly children: ReactNode;
}

function StationActions({ station: { name, session }, changed, begin, children }: StationActionsProps) {
  const text = useLanguage().text.sessions;
  const { ask, error, isBusy } = useAsking();
  async function end(id: string): Promise<void> {
    if (await ask(async () => void (await sessionApi.end(id)))) changed();
  }
  return (
    <>
      <Problem error={error} />
      <div className="actions">
        {session !== null && (
          <Link to={`/sessions/${session.id}`} className="button small">
            <span aria-hidden="true">{text.openOne}</span>
            <span className="visually-hidden">{text.openOf(name)}</span>
          </Link>
        )}
        <button type="button" className="small" aria-label={text.beginAt(name)} onClick={begin}>
          {text.begin}
        </button>
        {session !== null && (
          <button type="button" className="small" disabled={isBusy} onClick={() => void end(session.id)}>
            {text.end}
          </button>
        )}
        {children}
      </div>
    </>
  );
}
