import { useCallback, useEffect, useRef, useState } from 'react';

/** How what is kept is typed: empty rows, for example, are there while one types and are not kept. */
export interface Typing<Kept, Typed> {
  readonly typed: (kept: Kept) => Typed;
  readonly kept: (typed: Typed) => Kept;
}

export interface TypedField<Typed> {
  readonly value: Typed;
  readonly type: (value: Typed) => void;
  /** Keeps what was typed: the field was left, or something was chosen in it. */
  readonly settle: () => void;
}

/** Long enough to think of the next word, short enough to lose nothing. */
const PAUSE_MS = 1_500;

/**
 * A field that saves itself: what is typed is kept when somebody pauses, leaves the field, or leaves the tab. While it is
 * typed nothing from elsewhere takes its place; what comes from elsewhere afterwards does.
 *
 * @param given what is kept now; compared by what it says
 * @param typing the same two functions each time
 */
export function useTyped<Kept, Typed>(
  given: Kept,
  typing: Typing<Kept, Typed>,
  keep: (kept: Kept) => void,
): TypedField<Typed> {
  const [held, hold] = useState<{ readonly value: Typed } | undefined>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pending = useRef<{ readonly value: Typed } | undefined>(undefined);
  const latest = useRef({ given, typing, keep });
  latest.current = { given, typing, keep };

  const settle = useCallback(() => {
    clearTimeout(timer.current);
    const typed = pending.current;
    if (typed === undefined) return;
    pending.current = undefined;
    const { given: standing, typing: how, keep: keepIt } = latest.current;
    const next = how.kept(typed.value);
    if (!saysTheSame(next, standing)) keepIt(next);
  }, []);
  useEffect(() => settle, [settle]);

  const type = useCallback(
    (value: Typed) => {
      pending.current = { value };
      hold({ value });
      clearTimeout(timer.current);
      timer.current = setTimeout(settle, PAUSE_MS);
    },
    [settle],
  );
  const isHeld =
    held !== undefined && (pending.current !== undefined || saysTheSame(typing.kept(held.value), given));
  return { value: isHeld ? held.value : typing.typed(given), type, settle };
}

function saysTheSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Text as it stands. */
export const AS_TEXT: Typing<string, string> = { typed: (kept) => kept, kept: (typed) => typed.trim() };
