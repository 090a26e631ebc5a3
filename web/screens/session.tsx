import { useCallback, useState } from 'react';
import type { CaptureSessionView } from '../../model/capture-session.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage, useText } from '../language/language.tsx';
import { Offline } from '../parts/offline.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useAsking } from '../parts/use-asking.ts';
import { useTick } from '../parts/use-tick.ts';
import { Waiting } from '../parts/waiting.tsx';
import { Link, useTitle } from '../router.tsx';
import { AffectedPanel } from '../sessions/affected-panel.tsx';
import { sessionApi } from '../sessions/api.ts';
import { TargetBadge } from '../sessions/target-badge.tsx';
import { TargetsPanel } from '../sessions/targets-panel.tsx';
import { TrailPanel } from '../sessions/trail-panel.tsx';

/** One session: what its targets showed, what happened, and the pages that a bad one puts in doubt. */
export function SessionScreen({ id }: { readonly id: string }) {
  const text = useText().sessions;
  const { tick, isConnected } = useTick({});
  const [changes, setChanges] = useState(0);
  const changed = useCallback(() => setChanges((known) => known + 1), []);
  const looks = tick + changes;
  const ask = useCallback((signal: AbortSignal) => sessionApi.read(id, signal), [id]);
  const { value: session, error } = useAnswer(ask, looks);
  useTitle(session === undefined ? text.title : `${session.station.name} · ${text.title}`);
  return (
    <>
      <p className="way-back">
        <Link to="/sessions">{text.back}</Link>
      </p>
      <Offline isConnected={isConnected} />
      <Problem error={isConnected ? error : undefined} />
      {session === undefined && error === undefined && <Waiting />}
      {session !== undefined && (
        <>
          <Head session={session} changed={changed} />
          <div className="columns">
            <TargetsPanel session={session} changed={changed} />
            <div className="session-side">
              <AffectedPanel session={session} looks={looks} />
              <TrailPanel id={id} looks={looks} />
            </div>
          </div>
        </>
      )}
    </>
  );
}

interface HeadProps {
  readonly session: CaptureSessionView;
  readonly changed: () => void;
}

function Head({ session, changed }: HeadProps) {
  const { text: all, language } = useLanguage();
  const text = all.sessions;
  const { ask, error, isBusy } = useAsking();
  const { station, operator, device, startedAt, endedAt, files, target } = session;
  const from = formatTime(startedAt, language);
  async function end(): Promise<void> {
    if (await ask(async () => void (await sessionApi.end(session.id)))) changed();
  }
  return (
    <header className="session-head">
      <div className="section-head">
        <h1>
          <bdi>{station.name}</bdi>
        </h1>
        <span className="row-marks">
          <span className="badge">{endedAt === null ? text.isOpen : text.ended}</span>
          <TargetBadge target={target} />
          {endedAt === null && (
            <button type="button" disabled={isBusy} onClick={() => void end()}>
              {text.end}
            </button>
          )}
        </span>
      </div>
      <p>
        <bdi>{operator}</bdi> · <bdi>{device}</bdi>
      </p>
      <p className="hint">
        {endedAt === null ? text.from(from) : text.fromTo(from, formatTime(endedAt, language))} ·{' '}
        {text.files(files.toLocaleString(language), files === 1)}
      </p>
      <Problem error={error} />
    </header>
  );
}
