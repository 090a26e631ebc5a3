import { useCallback } from 'react';
import type { CaptureSessionEntry } from '../../model/capture-session.ts';
import type { StationView } from '../../model/station.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage, useText } from '../language/language.tsx';
import { ChoiceField, TextField } from '../parts/field.tsx';
import { Pager } from '../parts/pager.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { Link, navigate, useSearch } from '../router.tsx';
import { sessionApi } from './api.ts';
import { spanOf } from './day.ts';
import { TargetBadge } from './target-badge.tsx';

const PAGE_SIZE = 50;

function addressOf(station: string, day: string, offset: number): string {
  const asked = new URLSearchParams();
  if (station !== '') asked.set('station', station);
  if (day !== '') asked.set('day', day);
  if (offset > 0) asked.set('from', String(offset));
  return asked.size === 0 ? '/sessions' : `/sessions?${asked}`;
}

/** Every session, newest first, of one station or one day where that is asked for. */
export function SessionList({
  stations,
  tick,
}: {
  readonly stations: readonly StationView[];
  readonly tick: number;
}) {
  const text = useText().sessions;
  const asked = useSearch();
  const station = asked.get('station') ?? '';
  const day = asked.get('day') ?? '';
  const offset = Number(asked.get('from')) || 0;
  const ask = useCallback(
    (signal: AbortSignal) => sessionApi.list({ station, ...spanOf(day), limit: PAGE_SIZE, offset }, signal),
    [station, day, offset],
  );
  const { value, error } = useAnswer(ask, tick);
  const go = (to: string) => navigate(to, { replace: true });
  const names = Object.fromEntries([['', text.anyStation], ...stations.map(({ id, name }) => [id, name])]);
  const end = offset + (value?.sessions.length ?? 0);
  return (
    <section className="session-list">
      <h2>{text.all}</h2>
      <div className="session-filter">
        <ChoiceField
          label={text.station}
          value={station}
          choices={names}
          change={(chosen) => go(addressOf(chosen, day, 0))}
        />
        <TextField
          label={text.day}
          type="date"
          value={day}
          change={(chosen) => go(addressOf(station, chosen, 0))}
        />
      </div>
      <Problem error={error} />
      {value?.total === 0 && (
        <p className="hint">{station === '' && day === '' ? text.noneYet : text.noneLead}</p>
      )}
      <ul className="rows">
        {value?.sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      <Pager
        name={text.all}
        from={offset + 1}
        to={end}
        total={value?.total ?? 0}
        goBack={offset === 0 ? undefined : () => go(addressOf(station, day, Math.max(0, offset - PAGE_SIZE)))}
        goOn={end >= (value?.total ?? 0) ? undefined : () => go(addressOf(station, day, end))}
      />
    </section>
  );
}

function SessionRow({ session }: { readonly session: CaptureSessionEntry }) {
  const { text: all, language } = useLanguage();
  const text = all.sessions;
  const { id, station, operator, device, startedAt, endedAt, target, files } = session;
  return (
    <li className="row">
      <span className="row-words">
        <Link to={`/sessions/${id}`}>
          {formatTime(startedAt, language)} · <bdi>{station.name}</bdi>
        </Link>
        <span className="hint">
          <bdi>{operator}</bdi> · <bdi>{device}</bdi> ·{' '}
          {text.files(files.toLocaleString(language), files === 1)}
        </span>
      </span>
      <span className="row-marks">
        <span className="badge">{endedAt === null ? text.isOpen : text.ended}</span>
        <TargetBadge target={target} />
      </span>
    </li>
  );
}
