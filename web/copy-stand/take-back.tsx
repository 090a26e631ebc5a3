import { useRef, useState } from 'react';
import type { StripEntry } from '../../model/copy-stand.ts';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { lastToTakeBack, takenBackLast } from './entries.ts';
import { NO_PRESSES, type Presses, pressTakeBack } from './presses.ts';

interface TakeBackProps {
  readonly entries: readonly StripEntry[];
  readonly takeBack: (entry: StripEntry) => Promise<void>;
  readonly countAgain: (entry: StripEntry) => Promise<void>;
}

/** Takes the last scan back, one with one press; says which it was, and brings it back. A further one is asked for by name. */
export function TakeBack({ entries, takeBack, countAgain }: TakeBackProps) {
  const { stand: text } = useText();
  const taking = useTaking(takeBack);
  const { ask: again, isBusy, error } = useAsking();
  const target = lastToTakeBack(entries);
  const last = takenBackLast(entries);
  // What this hand did last is what it undoes first; the next scan that comes in ends that.
  const gone = last && (entries.find(({ id, isUndone }) => isUndone && id === taking.taken) ?? last);
  const isAsked = target !== undefined && taking.asked === target.id;
  return (
    <>
      {gone !== undefined && (
        <p className="stand-taken" role="status">
          {text.wasTakenBack(gone.name)}{' '}
          <button type="button" disabled={isBusy} onClick={() => void again(() => countAgain(gone))}>
            {text.countAgain(gone.name)}
          </button>
        </p>
      )}
      {target !== undefined && (
        <button
          type="button"
          className={isAsked ? 'is-asked' : ''}
          data-take-back={target.id}
          aria-keyshortcuts="F4"
          onClick={(event) => taking.press(target, { at: event.timeStamp, isFurther: last !== undefined })}
        >
          {isAsked ? text.takeBackToo(target.name) : text.takeBack(target.name)} <kbd>F4</kbd>
        </button>
      )}
      {isAsked && (
        <button type="button" className="quiet" onClick={taking.leave}>
          {text.keepIt(target.name)}
        </button>
      )}
      <Problem error={taking.error ?? error} />
    </>
  );
}

/** Presses of the button, of which each counts once, and only when the one before has ended. */
function useTaking(takeBack: TakeBackProps['takeBack']) {
  const presses = useRef<Presses>(NO_PRESSES);
  const isBusy = useRef(false);
  const [asked, setAsked] = useState<string>();
  const [taken, setTaken] = useState<string>();
  const { ask, error } = useAsking();
  async function take(entry: StripEntry): Promise<void> {
    isBusy.current = true;
    await ask(() => takeBack(entry).then(() => setTaken(entry.id)));
    isBusy.current = false;
    presses.current = { ...presses.current, lastAt: performance.now() };
  }
  function press(entry: StripEntry, on: { at: number; isFurther: boolean }): void {
    const next = pressTakeBack(presses.current, { ...on, target: entry.id, isBusy: isBusy.current });
    presses.current = next.presses;
    setAsked(next.presses.asked);
    if (next.act === 'take') void take(entry);
  }
  function leave(): void {
    presses.current = { ...presses.current, asked: undefined };
    setAsked(undefined);
  }
  return { asked, taken, error, press, leave };
}
