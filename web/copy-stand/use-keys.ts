import { useEffect } from 'react';
import { navigate } from '../router.tsx';

/** The buttons that keys press, as selectors. */
interface Buttons {
  readonly finish: string;
  readonly takeBack: string;
}

/**
 * Function keys, since letters and digits are the scanner's: F4 takes the last scan back, F8 finishes the item, F9 goes
 * to the end of the day. A key does what its button does, and nothing where there is none.
 */
export function useKeys({ finish, takeBack }: Buttons): void {
  useEffect(() => {
    const presses: Readonly<Record<string, () => void>> = {
      F4: () => document.querySelector<HTMLButtonElement>(takeBack)?.click(),
      F8: () => document.querySelector<HTMLButtonElement>(finish)?.click(),
      F9: () => navigate('/stand/day'),
    };
    function press(event: KeyboardEvent): void {
      const act = presses[event.key];
      if (act === undefined || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
      event.preventDefault();
      act();
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [finish, takeBack]);
}
