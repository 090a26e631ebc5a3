import { type RefObject, useEffect } from 'react';

/** Gives the focus to what has come in the place of something else, so that the keyboard goes on where it was. */
export function useFocusAtOnce(element: RefObject<HTMLElement | null>): void {
  useEffect(() => element.current?.focus({ preventScroll: true }), [element]);
}
