import { useCallback, useEffect, useRef, useState } from 'react';
import type { SafeView } from '../../model/copy-stand.ts';
import { ChooseStation } from '../copy-stand/choose-station.tsx';
import { type Proof, proofOf } from '../copy-stand/compared.ts';
import { daySpan, todayWords } from '../copy-stand/day.ts';
import { Digests } from '../copy-stand/digests.tsx';
import { FolderCheck } from '../copy-stand/folder-check.tsx';
import { Stale } from '../copy-stand/head.tsx';
import { Reopened } from '../copy-stand/reopened.tsx';
import { useStationChoice } from '../copy-stand/station-choice.ts';
import { type Comparing, useCompared } from '../copy-stand/use-compared.ts';
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
  const compared = useCompared(stationId, day);
  const back = useRef<HTMLDivElement>(null);
  const span = daySpan(day);
  const { safe, staleSince, name, look } = useDay(stationId, span);
  const watches = useWatches(stationId, safe);
  useEffect(() => back.current?.querySelector('a')?.focus(), []);
  const proof = safe && proofOf(compared.folders, safe.files);
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
      {safe === undefined || proof === undefined ? (
        <Waiting />
      ) : (
        <Answer
          safe={safe}
          isStale={staleSince !== undefined}
          proof={proof}
          isSettled={SETTLED.has(compared.comparing.kind)}
        />
      )}
      <HeldBack watches={watches} forgotten={look} />
      <Reopened stationId={stationId} occasion={safe} />
      <FolderCheck compared={compared} proof={proof} />
      {safe !== undefined && <Digests safe={safe} stationId={stationId} span={span} />}
    </div>
  );
}

/** While a folder is compared, or where one could not be read to its end, nobody knows what lies in it. */
const SETTLED: ReadonlySet<Comparing['kind']> = new Set(['none', 'empty', 'put-away']);

interface AnswerProps {
  readonly safe: SafeView;
  readonly isStale: boolean;
  /** What the folders that were compared prove. */
  readonly proof: Proof;
  /** Whether everything that was chosen has been compared. */
  readonly isSettled: boolean;
}

/** Green only where everything is proved, of the card too, and that is so now. */
function Answer({ safe, isStale, proof, isSettled }: AnswerProps) {
  const { language, text } = useLanguage();
  const { isSafe, count, todo } = safe;
  const { strangers } = proof;
  if (isSafe && !isStale && strangers === 0) return <Proved {...{ safe, proof, isSettled }} />;
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
function Proved({ safe: { count, sizeBytes }, proof, isSettled }: Omit<AnswerProps, 'isStale'>) {
  const { language, text } = useLanguage();
  const { total, absent } = proof;
  const isWhole = isSettled && total > 0 && absent.length === 0;
  const hint = total > 0 && absent.length > 0 ? text.compare.absent(absent.length) : text.stand.onlyKnown;
  return (
    <section className={`stand-verdict stand-${isWhole ? 'good' : 'wait'}`} role="status" data-safe={isWhole}>
      <span className="stand-sign" aria-hidden="true">
        {isWhole ? '✔' : '…'}
      </span>
      <div>
        <p className="stand-verdict-words">{isWhole ? text.stand.safe : text.stand.safeSoFar}</p>
        <p className="stand-sentence">{text.stand.allStored(count, formatSize(sizeBytes, language))}</p>
        <p className="stand-sentence">{isWhole ? text.stand.mayBeWiped(total) : hint}</p>
      </div>
    </section>
  );
}
