import { useCallback, useState } from 'react';
import type { AffectedSurface, CaptureSessionView } from '../../model/capture-session.ts';
import { useLanguage, useText } from '../language/language.tsx';
import { Pager } from '../parts/pager.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { Link } from '../router.tsx';
import { AFFECTED_A_PAGE, affectedCsv, sessionApi } from './api.ts';
import { AskAllDialog } from './ask-all-dialog.tsx';

interface AffectedPanelProps {
  readonly session: CaptureSessionView;
  readonly looks: number;
}

/** The pages that carry a session; where its target failed, what is in doubt and what to do about it. */
export function AffectedPanel({ session, looks }: AffectedPanelProps) {
  const { text: all, language } = useLanguage();
  const text = all.sessions;
  const { id, affected, target } = session;
  const [isAsking, setAsking] = useState(false);
  const [asked, setAsked] = useState<{ asked: number; left: number }>();
  if (affected === 0)
    return (
      <section className="card">
        <h2>{text.affected}</h2>
        <p className="hint">{text.affectedNone}</p>
      </section>
    );
  return (
    <section className="card">
      <h2>{text.affected}</h2>
      {target === 'fail' && <p className="target-due">{text.affectedBad}</p>}
      <p>{text.affectedCount(affected.toLocaleString(language), affected === 1)}</p>
      <div className="actions">
        <a className="button small" href={affectedCsv(id)} download>
          {text.csv}
        </a>
        {target === 'fail' && (
          <button type="button" className="small" onClick={() => setAsking(true)}>
            {text.askAll}
          </button>
        )}
      </div>
      {asked !== undefined && <p role="status">{text.asked(asked.asked, asked.left)}</p>}
      <AffectedList id={id} looks={looks} />
      {isAsking && <AskAllDialog id={id} asked={setAsked} close={() => setAsking(false)} />}
    </section>
  );
}

function AffectedList({ id, looks }: { readonly id: string; readonly looks: number }) {
  const text = useText().sessions;
  const [offset, setOffset] = useState(0);
  const ask = useCallback((signal: AbortSignal) => sessionApi.affected(id, offset, signal), [id, offset]);
  const { value, error } = useAnswer(ask, looks);
  const end = offset + (value?.surfaces.length ?? 0);
  const total = value?.total ?? 0;
  return (
    <>
      <Problem error={error} />
      <ul className="rows affected">
        {value?.surfaces.map((surface) => (
          <AffectedRow key={surface.surfaceId} surface={surface} />
        ))}
      </ul>
      <Pager
        name={text.affected}
        from={offset + 1}
        to={end}
        total={total}
        goBack={offset === 0 ? undefined : () => setOffset(Math.max(0, offset - AFFECTED_A_PAGE))}
        goOn={end >= total ? undefined : () => setOffset(end)}
      />
    </>
  );
}

function AffectedRow({ surface }: { readonly surface: AffectedSurface }) {
  const all = useText();
  const text = all.sessions;
  const { item, name, state, shown, latest } = surface;
  const versions = [
    ...(shown === null ? [] : [text.shownVersion(shown)]),
    ...(latest === null || latest === shown ? [] : [text.newestVersion(latest)]),
  ];
  return (
    <li className="row">
      <span className="row-words">
        <span>
          <Link to={`/items/${item.id}`}>{item.reference}</Link> <bdi>{name}</bdi>
        </span>
        <span className="hint">{versions.join(' · ')}</span>
      </span>
      <span className="row-marks">
        {state === 'rescan_requested' && <span className="badge">{all.surfaceStates[state]}</span>}
        <Link to={`/items/${item.id}/table`} className="small">
          {text.onTable}
        </Link>
      </span>
    </li>
  );
}
