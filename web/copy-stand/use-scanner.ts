import { type RefObject, useEffect, useRef } from 'react';
import { type Burst, NO_BURST, pressed, SILENCE_MS, scannedBy } from './burst.ts';

type TextField = HTMLInputElement | HTMLTextAreaElement;
type ScanField = RefObject<HTMLInputElement | null>;

/** What a scanner may still type once it was heard, such as a second key after its Tab: it is meant for nobody. */
const AFTERMATH_MS = 300;
/** With these a hand goes on in what it typed. */
const HANDS = /^(?:Backspace|Delete|Escape|Home|End|Arrow\w+)$/u;

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

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/**
 * Lets a barcode scanner, which is a fast keyboard, be used wherever the focus is, whether it ends with Enter, with Tab or
 * with nothing. Letters that are typed outside of any field go into the scan field. What is typed by hand into another
 * field stays there; what a scanner types into one is taken out of it again, and found.
 */
export function useScanner(scanField: ScanField, found: (text: string) => void): void {
  const heard = useRef(found);
  heard.current = found;
  useEffect(() => {
    const hearing: Hearing = {
      ...{ scanField, burst: NO_BURST, heardAt: Number.NEGATIVE_INFINITY, timer: undefined },
      found: (text) => heard.current(text),
    };
    const hear = (event: KeyboardEvent) => press(hearing, event);
    window.addEventListener('keydown', hear, { capture: true });
    return () => {
      forget(hearing);
      window.removeEventListener('keydown', hear, { capture: true });
    };
  }, [scanField]);
}

/** What was typed so far, and where it goes. */
interface Hearing {
  readonly scanField: ScanField;
  readonly found: (text: string) => void;
  burst: Burst;
  /** When a barcode was heard last that ended otherwise than with Enter. */
  heardAt: number;
  timer: number | undefined;
}

function forget(hearing: Hearing): void {
  window.clearTimeout(hearing.timer);
  hearing.burst = NO_BURST;
}

function take(hearing: Hearing, field: TextField, text: string): void {
  const { before } = hearing.burst;
  forget(hearing);
  restore(field, field === hearing.scanField.current ? '' : (before ?? ''));
  hearing.found(text);
}

function fallSilent(hearing: Hearing): void {
  const field = fieldOf(document.activeElement);
  const text = scannedBy(hearing.burst, hearing.burst.lastAt);
  if (field === undefined || text === undefined) return;
  hearing.heardAt = performance.now();
  take(hearing, field, text);
}

/** Enter or Tab: the end of what was scanned, or what it is otherwise. */
function end(hearing: Hearing, event: KeyboardEvent): void {
  const field = fieldOf(event.target);
  const text = scannedBy(hearing.burst, event.timeStamp);
  // In the scan field Enter is its form's.
  const isOwn = field === hearing.scanField.current && event.key === 'Enter';
  if (text !== undefined && field !== undefined && !isOwn) {
    swallow(event);
    if (event.key === 'Tab') hearing.heardAt = performance.now();
    take(hearing, field, text);
    return;
  }
  const isAftermath = event.timeStamp - hearing.heardAt < AFTERMATH_MS;
  if (hearing.burst === NO_BURST && isAftermath) swallow(event);
  forget(hearing);
}

function type(hearing: Hearing, event: KeyboardEvent): void {
  const field = fieldOf(event.target);
  window.clearTimeout(hearing.timer);
  hearing.burst = pressed(hearing.burst, event.key, { at: event.timeStamp, value: field?.value ?? null });
  // Keys that wait already behind a busy moment are heard before it counts as silence.
  if (scannedBy(hearing.burst, hearing.burst.lastAt) !== undefined)
    hearing.timer = window.setTimeout(() => {
      hearing.timer = window.setTimeout(() => fallSilent(hearing));
    }, SILENCE_MS);
  const isTyped = field !== undefined || (event.target instanceof Element && event.target.closest('select'));
  // The key is then typed into what has the focus by that time. A space on a button presses it.
  if (!isTyped && event.key !== ' ') hearing.scanField.current?.focus();
}

function press(hearing: Hearing, event: KeyboardEvent): void {
  const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
  if (event.repeat || HANDS.test(event.key)) forget(hearing);
  else if (event.key === 'Enter' || (event.key === 'Tab' && isPlain && !event.shiftKey)) end(hearing, event);
  else if (event.key.length === 1 && isPlain) type(hearing, event);
}
