import { type FormEvent, useState } from 'react';
import type { StandProgress } from '../../model/copy-stand.ts';
import type { WatchView } from '../../model/station-watch.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { countFiles } from './held.ts';

interface ProgressPanelProps {
  readonly progress: StandProgress;
  /** The watched folders of the station: of what is in them nobody has counted anything yet. */
  readonly watches: readonly WatchView[];
  /** Nothing may look green. */
  readonly isStale: boolean;
  readonly finish: () => Promise<void>;
  readonly count: (expected: number | null) => Promise<void>;
}

/** How far the item is, what is still to be done, and its end: green only when that is true. */
export function ProgressPanel({ progress, watches, isStale, finish, count }: ProgressPanelProps) {
  const { text } = useLanguage();
  const { received, expected, missingRanges, missingMore, todo } = progress;
  const isReady = todo.length === 0 && !isStale;
  const uncounted = useUncounted(watches);
  return (
    <section className="stand-progress" aria-label={text.stand.count(received, expected)}>
      <p>
        <span className="stand-count-large">{text.stand.count(received, expected)}</span>{' '}
        {text.stand.countWords}
      </p>
      {missingRanges.length > 0 && (
        <p className="stand-missing">{text.stand.missing(missingRanges.join(', '), missingMore)}</p>
      )}
      <Warnings warnings={progress.warnings} />
      {isReady &&
        uncounted.map((sentence) => (
          <p key={sentence} className="stand-warning" role="status">
            {sentence}
          </p>
        ))}
      <Finish {...{ isReady, progress, finish }} mayGoBack={uncounted.length === 0} />
      <Todo progress={progress} />
      <CountForm key={expected} expected={expected} isOpen={expected === null} count={count} />
    </section>
  );
}

function Todo({ progress: { todo } }: { readonly progress: StandProgress }) {
  const { language, text } = useLanguage();
  if (todo.length === 0) return null;
  return (
    <div className="stand-todo">
      <h2>{text.stand.notYet}</h2>
      <ul>
        {todo.map((message) => (
          <li key={message.en}>{message[language]}</li>
        ))}
      </ul>
    </div>
  );
}

/** What of the watched folders may yet turn out to be of this item. Whose it is, nobody here knows: it holds up nothing. */
function useUncounted(watches: readonly WatchView[]): readonly string[] {
  const { watches: text } = useLanguage().text;
  const { coming, left, held } = countFiles(watches);
  const isAway = watches.some(({ state }) => state === 'away');
  return [
    ...(coming > 0 ? [text.finishComing(coming)] : []),
    ...(left > 0 ? [text.finishLeft(left)] : []),
    ...(held > 0 ? [text.finishHeld(held)] : []),
    ...(isAway ? [text.finishAway] : []),
  ];
}

/** What to look at before it is finished: nothing of it holds that up. */
function Warnings({ warnings }: Pick<StandProgress, 'warnings'>) {
  const { language } = useLanguage();
  return warnings.map((message) => (
    <p key={message.en} className="stand-warning">
      {message[language]}
    </p>
  ));
}

interface FinishProps {
  readonly isReady: boolean;
  /** Nothing is under way of which it is not known whether it is of this item. */
  readonly mayGoBack: boolean;
  readonly progress: StandProgress;
  readonly finish: () => Promise<void>;
}

function Finish({ isReady, mayGoBack, progress: { finished }, finish }: FinishProps) {
  const { language, text } = useLanguage();
  const { ask, isBusy, error } = useAsking();
  if (finished !== null && isReady)
    return (
      <p className="stand-finished stand-good" role="status">
        <strong>✔ {text.stand.finished(finished.by, formatTime(finished.at, language))}</strong>{' '}
        {mayGoBack && text.stand.putBack}
      </p>
    );
  return (
    <>
      {isReady && <p role="status">{text.stand.allThere}</p>}
      <button
        type="button"
        className={`stand-large stand-finish${isReady ? ' is-ready' : ''}`}
        aria-keyshortcuts="F8"
        data-finish
        aria-disabled={!isReady || isBusy}
        onClick={() => isReady && !isBusy && void ask(finish)}
      >
        {text.stand.finish} <kbd>F8</kbd>
      </button>
      <Problem error={error} />
    </>
  );
}

interface CountFormProps {
  readonly expected: number | null;
  readonly isOpen: boolean;
  readonly count: (expected: number | null) => Promise<void>;
}

function CountForm({ expected, isOpen, count }: CountFormProps) {
  const { stand: text } = useLanguage().text;
  const [isShown, setShown] = useState(isOpen);
  const [typed, setTyped] = useState(expected === null ? '' : String(expected));
  const { ask, isBusy, error } = useAsking();
  if (!isShown)
    return (
      <button type="button" className="small quiet" onClick={() => setShown(true)}>
        {text.correctCount}
      </button>
    );
  function submit(event: FormEvent): void {
    event.preventDefault();
    void ask(() => count(typed === '' ? null : Number(typed)));
  }
  return (
    <form className="stand-count" onSubmit={submit}>
      <label>
        {text.expectedCount}
        <input
          type="number"
          min={1}
          max={100_000}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <button type="submit" disabled={isBusy}>
        {text.setCount}
      </button>
      <Problem error={error} />
    </form>
  );
}
