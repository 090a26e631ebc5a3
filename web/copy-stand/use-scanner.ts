import { type RefObject, useEffect, useRef } from 'react';
import { NO_BURST, pressed, scannedBy } from './burst.ts';

type TextField = HTMLInputElement | HTMLTextAreaElement;

function fieldOf(target: EventTarget | null): TextField | undefined {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField && !['checkbox', 'radio', 'button', 'file'].includes(target.type) ? target : undefined;
}

/** Gives a field back the value that it had before a scanner typed into it, in a way that React hears. */
function restore(field: TextField, value: string): void {
  const proto =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/**
 * Lets a barcode scanner, which is a fast keyboard, be used wherever the focus is. Letters that are typed outside of any
 * field go into the scan field. What is typed by hand into another field stays there; what a scanner types into one is
 * taken out of it again, and found.
 */
export function useScanner(
  scanField: RefObject<HTMLInputElement | null>,
  found: (text: string) => void,
): void {
  const heard = useRef(found);
  heard.current = found;
  useEffect(() => {
    let burst = NO_BURST;
    function enter(event: KeyboardEvent): void {
      const scanned = scannedBy(burst, event.timeStamp);
      const field = fieldOf(event.target);
      const { before } = burst;
      burst = NO_BURST;
      if (scanned === undefined || field === undefined || field === scanField.current) return;
      event.preventDefault();
      event.stopPropagation();
      restore(field, before ?? '');
      heard.current(scanned);
    }
    function press(event: KeyboardEvent): void {
      if (event.key === 'Enter') {
        enter(event);
        return;
      }
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      const field = fieldOf(event.target);
      burst = pressed(burst, event.key, { at: event.timeStamp, value: field?.value ?? null });
      const isTyped =
        field !== undefined || (event.target instanceof Element && event.target.closest('select'));
      // The key is then typed into what has the focus by that time. A space on a button presses it.
      if (!isTyped && event.key !== ' ') scanField.current?.focus();
    }
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [scanField]);
}
