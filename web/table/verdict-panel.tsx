import type { PointerEvent, ReactNode } from 'react';
import type { TableSide } from '../../model/table-view.ts';
import { useLanguage } from '../language/language.tsx';
import { nameOfSide } from './names.ts';
import { canJudge, REASONS, type Saying } from './verdicts.ts';

interface VerdictPanelProps {
  readonly side: TableSide;
  readonly judge: (saying: Saying) => void;
  /** The page that was judged last: of it, and no other, the verdict can be taken back. */
  readonly last: TableSide | undefined;
  readonly undo: () => void;
  /** What goes with a rejection. */
  readonly children: ReactNode;
}

/** What a person says of the chosen page, for the mouse; each button names its key. */
export function VerdictPanel({ side, last, judge, undo, children }: VerdictPanelProps) {
  const { text, language } = useLanguage();
  const { table } = text;
  const given = side.review;
  const isOff = !canJudge(side);
  const isReason = (reason: string) => given?.verdict === 'rejected' && given.reason === reason;
  return (
    <fieldset className="verdict-panel" aria-label={table.verdict} onPointerDown={keepFocus}>
      <div className="actions">
        <Choice
          words={table.pass}
          keys="J"
          isOn={given?.verdict === 'passed'}
          isOff={isOff}
          choose={() => judge({ verdict: 'passed', reason: null })}
        />
        <Choice
          words={table.reject}
          keys="K"
          isOn={given?.verdict === 'rejected'}
          isOff={isOff}
          choose={() => judge({ verdict: 'rejected', reason: null })}
        />
        {last !== undefined && (
          <button type="button" className="small quiet" aria-keyshortcuts="Control+Z" onClick={undo}>
            {last.id === side.id ? table.takeBack : table.takeBackOf(nameOfSide(last, language))}
          </button>
        )}
      </div>
      <p className="hint">{isOff ? table.nothingToJudge : table.because}</p>
      <div className="verdict-reasons">
        {REASONS.map(([reason, key]) => (
          <Choice
            key={reason}
            words={table.reasons[reason]}
            keys={key}
            isOn={isReason(reason)}
            isOff={isOff}
            choose={() => judge({ verdict: 'rejected', reason })}
          />
        ))}
      </div>
      {children}
      {given?.note && (
        <p className="verdict-said" dir="auto">
          {given.note}
        </p>
      )}
    </fieldset>
  );
}

/** The mouse takes the focus nowhere but into the note: the keys stay with the pages. */
function keepFocus(event: PointerEvent): void {
  if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
}

interface ChoiceProps {
  readonly words: string;
  readonly keys: string;
  readonly isOn: boolean;
  readonly isOff: boolean;
  readonly choose: () => void;
}

function Choice({ words, keys, isOn, isOff, choose }: ChoiceProps) {
  return (
    <button
      type="button"
      className="small"
      aria-pressed={isOn}
      aria-keyshortcuts={keys}
      aria-disabled={isOff}
      onClick={() => !isOff && choose()}
    >
      <span aria-hidden="true" className="key">
        {keys}
      </span>{' '}
      {words}
    </button>
  );
}

/** The verdict on a page, as a sign over it; its words are among the page's own. */
export function verdictMark({ review }: TableSide) {
  if (review === undefined) return null;
  return (
    <span className={`verdict-mark verdict-mark-${review.verdict}`}>
      {review.verdict === 'passed' ? '✔' : '↻'}
    </span>
  );
}
