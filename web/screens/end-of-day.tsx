import { useCallback, useEffect, useRef, useState } from 'react';
import type { SafeView } from '../../model/copy-stand.ts';
import { ChooseStation } from '../copy-stand/choose-station.tsx';
import { daySpan, todayWords } from '../copy-stand/day.ts';
import { Digests } from '../copy-stand/digests.tsx';
import { FolderCheck, type FolderFound } from '../copy-stand/folder-check.tsx';
import { Stale } from '../copy-stand/head.tsx';
import { Reopened } from '../copy-stand/reopened.tsx';
import { useStationChoice } from '../copy-stand/station-choice.ts';
import { useDay } from '../copy-stand/use-day.ts';
import { useWatches } from '../copy-stand/use-watches.ts';
import { HeldBack } from '../copy-stand/watches.tsx';
import { formatSize } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Link, useTitle } from '../router.tsx';

/** The end of the day: whether the card may be wiped, and what proves it. */
export function EndOfDayScreen() {
  const { stand: text } = useLanguage().text;
  const { stationId, choose } = useStationChoice();
  useTitle(text.endOfDay);
  if (stationId === undefined) return <ChooseStation choose={choose} isGone={false} />;
  return <Day stationId={stationId} />;
}

function Day({ stationId }: { readonly stationId: string }) {
  const { stand: text } = useLanguage().text;
  const [day, setDay] = useState(todayWords);
  const [compared, setCompared] = useState<Compared>();
  const back = useRef<HTMLDivElement>(null);
  const span = daySpan(day);
  const { safe, staleSince, name, look } = useDay(stationId, span);
  const watches = useWatches(stationId, safe);
  useEffect(() => back.current?.querySelector('a')?.focus(), []);
  const scans = safe?.count;
  const found = (result: FolderFound | undefined) => setCompared(result && { ...result, scans });
  const changeDay = useCallback((chosen: string) => chosen !== '' && setDay(chosen), []);
  return (
    <div className="stand stand-day" data-stale={staleSince !== undefined || undefined}>
      <Stale since={staleSince} />
      <header className="stand-head" ref={back}>
        <h1>
          {text.endOfDay} · <bdi>{name}</bdi>
        </h1>
        <label className="stand-day-choice">
          {text.day}
          <input
            type="date"
            value={day}
            max={todayWords()}
            onChange={(event) => changeDay(event.target.value)}
          />
        </label>
        <Link to="/stand" className="button">
          {text.back}
        </Link>
      </header>
      {safe === undefined ? (
        <Waiting />
      ) : (
        <Answer safe={safe} isStale={staleSince !== undefined} compared={compared} />
      )}
      <HeldBack watches={watches} forgotten={look} />
      <Reopened stationId={stationId} occasion={safe} />
      <FolderCheck found={found} />
      {safe !== undefined && <Digests safe={safe} stationId={stationId} span={span} />}
    </div>
  );
}

/** A folder that was compared, and how many scans of the day were in when it was: more came since from somewhere. */
interface Compared extends FolderFound {
  readonly scans: number | undefined;
}

interface AnswerProps {
  readonly safe: SafeView;
  readonly isStale: boolean;
  /** undefined until the card was compared. */
  readonly compared: Compared | undefined;
}

/** Green only where everything is proved, of the card too, and that is so now. */
function Answer({ safe, isStale, compared }: AnswerProps) {
  const { language, text } = useLanguage();
  const { isSafe, count, todo } = safe;
  const strangers = compared?.strangers ?? 0;
  if (isSafe && !isStale && strangers === 0) return <Proved safe={safe} compared={compared} />;
  const isEmpty = count === 0 && todo.length === 0;
  return (
    <section className={`stand-verdict stand-${isEmpty ? 'wait' : 'bad'}`} role="status" data-unsafe>
      <span className="stand-sign" aria-hidden="true">
        {isEmpty ? '–' : '✖'}
      </span>
      <div>
        <p className="stand-verdict-words">{isEmpty ? text.stand.nothingToday : text.stand.notSafe}</p>
        {strangers > 0 && <p className="stand-sentence">{text.stand.notKept(strangers)}</p>}
        {todo.map((message) => (
          <p key={message.en} className="stand-sentence">
            {message[language]}
          </p>
        ))}
      </div>
    </section>
  );
}

/** What came in is proved. That the card may be wiped is said only once the card itself was compared. */
function Proved({ safe: { count, sizeBytes }, compared }: Pick<AnswerProps, 'safe' | 'compared'>) {
  const { language, text } = useLanguage();
  const total = compared?.scans === count ? compared.total : 0;
  return (
    <section
      className={`stand-verdict stand-${total > 0 ? 'good' : 'wait'}`}
      role="status"
      data-safe={total > 0}
    >
      <span className="stand-sign" aria-hidden="true">
        {total > 0 ? '✔' : '…'}
      </span>
      <div>
        <p className="stand-verdict-words">{total > 0 ? text.stand.safe : text.stand.safeSoFar}</p>
        <p className="stand-sentence">{text.stand.allStored(count, formatSize(sizeBytes, language))}</p>
        <p className="stand-sentence">{total > 0 ? text.stand.mayBeWiped(total) : text.stand.onlyKnown}</p>
      </div>
    </section>
  );
}
