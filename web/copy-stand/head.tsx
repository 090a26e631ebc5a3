import type { ReactNode } from 'react';
import { useState } from 'react';
import type { StationView } from '../../model/station.ts';
import { hourOf } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Link } from '../router.tsx';
import { isMuted, setMuted } from './sound.ts';

const SIGNS = { pass: '✔', fail: '✖', none: '!' } as const;

interface HeadProps {
  readonly station: StationView;
  readonly leave: () => void;
  readonly children: ReactNode;
}

/** Which station this is, who works there, and whether its target was good today. */
export function StandHead({ station, leave, children }: HeadProps) {
  const { text } = useLanguage();
  const { name, session } = station;
  const [muted, setMutedHere] = useState(isMuted);
  function toggle(): void {
    setMuted(!muted);
    setMutedHere(!muted);
  }
  return (
    <header className="stand-head">
      <p className="stand-station">
        <strong>
          <bdi>{name}</bdi>
        </strong>
        {session !== null && <span> {text.stand.operator(session.operator, session.device)}</span>}
      </p>
      <SessionState session={session} />
      {children}
      <button type="button" className="small" aria-pressed={muted} onClick={toggle}>
        {muted ? text.stand.unmute : text.stand.mute}
      </button>
      <button type="button" className="small quiet" onClick={leave}>
        {text.stand.otherStation}
      </button>
    </header>
  );
}

function SessionState({ session }: Pick<StationView, 'session'>) {
  const { language, text } = useLanguage();
  if (session === null)
    return (
      <p className="stand-target stand-target-none">
        ! <Link to="/sessions">{text.stand.noSession}</Link>
      </p>
    );
  const { target, targetAt } = session;
  return (
    <p className={`stand-target stand-target-${target}`}>
      {SIGNS[target]} {text.stand.targets[target]}
      {targetAt !== null && ` · ${hourOf(targetAt, language)}`}
    </p>
  );
}

/** Says loudly that what is shown may be old. */
export function Stale({ since }: { readonly since: number | undefined }) {
  const { language, text } = useLanguage();
  if (since === undefined) return null;
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(since);
  return (
    <div className="stand-stale" role="alert">
      <strong>{text.stand.stale(time)}</strong>
      <p>{text.stand.staleLead}</p>
    </div>
  );
}
